"""The emotions of a picture by name, since colours and icons alone would have to be learnt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.core.words import ngettext
from app.emotions.records import Emotion
from ui.style.icons import known_icon, pixmap
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.buttons import LinkButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel

_ICON_PX = 13


class Legend(QWidget):
    """Signals: more_wanted(), the emotions that aren’t shown; filled(), its button made anew."""

    more_wanted = Signal()
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, SPACE.m)
        self._shown: tuple[Emotion, ...] = ()
        self._more = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self._fill)

    def show_emotions(self, emotions: Sequence[Emotion], more: int = 0) -> None:
        """more: how many there are besides."""
        if (tuple(emotions), more) != (self._shown, self._more):
            self._shown, self._more = tuple(emotions), more
            self._fill()
        self.setVisible(bool(emotions))

    def _fill(self, _reason: object = None) -> None:
        self._flow.clear()
        for emotion in self._shown:
            self._flow.addWidget(self._named(emotion))
        if self._more:
            words = ngettext("{n} more emotion", "{n} more emotions", self._more)
            more = LinkButton(words)
            more.clicked.connect(self.more_wanted)
            self._flow.addWidget(more)
        self.updateGeometry()
        self.filled.emit()

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
