"""How much the journal holds, or that it is being searched."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.words import Text
from app.journal.records import Overview
from ui.journal.words import overview_in_words
from ui.widgets.text import ElidedLabel

SEARCHING = Text("Searching…")


class Summary(ElidedLabel):
    """Always one line, so that nothing below it moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "muted", parent)
        self._overview = ""
        self._is_searching = False

    def show_overview(self, overview: Overview) -> None:
        self._overview = overview_in_words(overview)
        self._say()

    def show_searching(self, is_searching: bool) -> None:
        self._is_searching = is_searching
        self._say()

    def _say(self) -> None:
        self.setText(str(SEARCHING) if self._is_searching else self._overview)
