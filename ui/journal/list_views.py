"""The journal's list, and what stands in its place while there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.journal.list_view import JournalList
from ui.widgets.empty_state import EmptyState


class ListViews(QStackedWidget):
    """The list, until it is known that there is nothing in it.

    Signals: entry_wanted(), write one; clear_wanted(), take every filter away.
    """

    entry_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, rows: JournalList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.empty = EmptyState(
            "book-open",
            "Your journal begins here",
            "Play something and press a key when you feel it: 1 to 9 for an emotion, F for a "
            "moment you love. Everything you mark is kept here, day by day.",
        )
        self.empty.add_action("Write an entry", self.entry_wanted.emit, "pencil")
        self.nothing = EmptyState(
            "search",
            "Nothing fits all of this",
            "Take one of the filters away, or try another word. Words are looked for in notes, "
            "entries, and the names of tracks, scenes and people.",
        )
        self.nothing.add_action("Clear the filters", self.clear_wanted.emit, "x")
        for view in (rows, self.empty, self.nothing):
            self.addWidget(view)

    def show_view(self, *, has_items: bool, is_filtered: bool) -> None:
        if has_items:
            self.setCurrentWidget(self._rows)
        else:
            self.setCurrentWidget(self.nothing if is_filtered else self.empty)
