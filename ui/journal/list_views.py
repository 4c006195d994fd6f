"""The journal's list, and what is shown instead while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.words import _
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.journal.list_view import JournalList
from ui.shell.shortcuts import native_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.turning import turn_to


class ListViews(QStackedWidget):
    """The list, until it is known to be empty.

    Signals: entry_wanted(), write an entry; clear_wanted(), remove all filters.
    """

    entry_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, rows: JournalList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.empty = EmptyState(
            "book-open",
            _("Your journal begins here"),
            _(
                "Play something and press a key when you feel it: every emotion has one, and "
                "{keys} is for a moment you love. Everything you mark is listed here, day by day.",
                keys=native_text(FAVOURITE_KEY),
            ),
        )
        self.empty.add_action(_("Write an entry"), self.entry_wanted.emit, "pencil")
        self.nothing = EmptyState(
            "search",
            _("No matches"),
            _(
                "Remove a filter or try another word. The search covers notes, entries, and the "
                "names of tracks, scenes, characters and emotions."
            ),
        )
        self.nothing.add_action(_("Clear filters"), self.clear_wanted.emit, "x")
        for view in (rows, self.empty, self.nothing):
            self.addWidget(view)

    def show_view(self, *, has_items: bool, is_filtered: bool) -> None:
        without = self.nothing if is_filtered else self.empty
        turn_to(self, self._rows if has_items else without)
