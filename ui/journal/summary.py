"""How much the journal holds, or that it is being searched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.words import Text
from app.journal.records import Overview
from ui.journal.words import overview_in_brief, overview_in_words
from ui.widgets.text import ElidedLabel

SEARCHING = Text("Searching…")


class Summary(ElidedLabel):
    """Always one line, so that nothing below it moves: without the date where that has no room.

    Signal: changed(), it says something else, which may need other room.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "muted", parent)
        self._whole = self._brief = ""
        self._is_searching = False

    def brief_px(self) -> int:
        """How wide it is at least."""
        return self._wide(self._brief)

    def show_overview(self, overview: Overview) -> None:
        self._whole, self._brief = overview_in_words(overview), overview_in_brief(overview)
        self._say()
        self.changed.emit()

    def show_searching(self, is_searching: bool) -> None:
        self._is_searching = is_searching
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(str(SEARCHING) if self._is_searching else self._whole)
        if self._is_searching:
            self.setText(str(SEARCHING))
            return
        is_whole = self._wide(self._whole) <= self.width()
        self.setText(self._whole if is_whole else self._brief)
        self.set_hint("" if is_whole else self._whole)

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2
