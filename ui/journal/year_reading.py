"""Reads the year and the journal's totals off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.journal.records import Around, JournalFilter, Overview, YearOfFeelings
from ui.bridge.context import Context
from ui.journal.year_panel import YearPanel

_Year = tuple[YearOfFeelings, list[int], Around]


class YearReading(QObject):
    """With 100,000 marks it takes 60 ms, and every new mark asks for it.

    Signal: overview_changed(Overview), including what waits to be saved.
    """

    overview_changed = Signal(object)

    def __init__(self, context: Context, panel: YearPanel) -> None:
        super().__init__(panel)
        self._journal = context.services.journal
        self._waiting = context.services.waiting_in_journal
        self._panel = panel
        self._held = Overview.of_nothing()  # what was read last
        self._around: Around = {}
        self._overview = context.latest_read("Count the journal")
        self._year = context.latest_read("Read the year")
        panel.year_wanted.connect(self._turn_to)

    def read_again(self) -> None:
        """What waits to be saved is counted at once."""
        self._tell_overview()
        self._overview.ask_again(self._ask_overview)
        self._year.ask_again(lambda: self._turn_to(self._panel.year()))

    def _ask_overview(self) -> None:
        journal, places = self._journal, self._waiting.places()
        self._overview.ask(
            lambda: (journal.overview(), journal.around(places, JournalFilter())),
            self._on_overview,
        )

    def _on_overview(self, found: tuple[Overview, Around] | None) -> None:
        if found is not None:
            self._held, self._around = found
            self._tell_overview()

    def _tell_overview(self) -> None:
        self.overview_changed.emit(self._waiting.overview(self._held, self._around))

    def _turn_to(self, year: int) -> None:
        journal, places = self._journal, self._waiting.places()
        self._year.ask(
            lambda: (journal.year(year), journal.years(), journal.around(places, JournalFilter())),
            self._on_year,
        )

    def _on_year(self, found: _Year | None) -> None:
        if found is None:
            self._panel.stay()
            return
        year, years, around = found
        self._panel.show_year(self._waiting.year(year, around), years)
