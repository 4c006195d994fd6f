"""The emotions of a picture by name, since colours and icons alone would have to be learnt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.emotions.records import Emotion
from ui.style.icons import known_icon, pixmap
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel

_ICON_PX = 13


class Legend(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, SPACE.m)
        self._shown: tuple[Emotion, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self._fill)

    def show_emotions(self, emotions: Sequence[Emotion]) -> None:
        if tuple(emotions) != self._shown:
            self._shown = tuple(emotions)
            self._fill()
        self.setVisible(bool(emotions))

    def _fill(self, _reason: object = None) -> None:
        self._flow.clear()
        for emotion in self._shown:
            self._flow.addWidget(self._named(emotion))
        self.updateGeometry()

    def _named(self, emotion: Emotion) -> QWidget:
        holder, sign = QWidget(), QLabel()
        side, shade = scaled_px(_ICON_PX), line_of(emotion.colour)
        sign.setPixmap(pixmap(known_icon(emotion.icon), side, shade, self.devicePixelRatio()))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(sign)
        row.addWidget(TextLabel(emotion.name, "caption"))
        return holder
