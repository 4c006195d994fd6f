"""The journal's list, and what is shown instead while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.words import _
from ui.bridge.context import Context
from ui.journal.first_start import FirstStart
from ui.journal.list_view import JournalList
from ui.widgets.empty_state import EmptyState
from ui.widgets.turning import turn_to


class ListViews(QStackedWidget):
    """The list, until it is known to be empty.

    Signal: clear_wanted(), remove all filters.
    """

    clear_wanted = Signal()

    def __init__(self, context: Context, rows: JournalList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.empty = FirstStart(context)
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
