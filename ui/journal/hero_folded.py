"""“On this day” in one row, where the list needs the room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.words import _
from app.journal.records import JournalItem
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.text import ElidedLabel, TextLabel

_HIGH_PX = 56


class FoldedHero(QWidget):
    """clicked()."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play = IconButton("play", _("Hear these seconds"), size=16)
        self._when = TextLabel("", "section")
        self._words = ElidedLabel("", "strong")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._when)
        row.addWidget(self._words, 1)
        row.addWidget(self.play)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)

    def show_item(self, item: JournalItem, when: str, telling: str) -> None:
        self._when.setText(when)
        self._words.setText(telling)
        self.play.setVisible(item.is_hearable)

    def _fit(self, _reason: object = None) -> None:
        self.setMinimumHeight(scaled_px(_HIGH_PX))

    def show_sounding(self, *, is_sounding: bool) -> None:
        self.play.set_icon("pause" if is_sounding else "play")
        self.play.set_hint(_("Pause") if is_sounding else _("Hear these seconds"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
