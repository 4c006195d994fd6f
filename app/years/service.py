"""What is asked about a year, or about all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.years.breakdown import breakdown
from app.years.days import days_of, offset_now
from app.years.felt_days import days_felt
from app.years.own_words import MOST_WORDS, words_used
from app.years.records import Breakdown, Count, FeltDays, Period, Remarkable
from app.years.remarkable import remarkable
from db.queries import own_words

if TYPE_CHECKING:
    from app.journal.records import JournalItem
    from app.journal.service import JournalService
    from app.story.covering import Covering
    from app.transactions.ledger import Ledger


class Years:
    """Each question is asked on its own: the page shows each answer as it comes."""

    def __init__(self, ledger: Ledger, journal: JournalService) -> None:
        self._ledger = ledger
        self._journal = journal

    def years(self) -> list[int]:
        """As `JournalService.years`."""
        return self._journal.years()

    def felt(self, year: int) -> FeltDays:
        """The first picture of a year."""
        with self._ledger.read() as connection:
            return days_felt(connection, Period(year))

    def felt_among_others(self, year: int) -> FeltDays:
        """The same as a part of all years: gathered."""
        return self.felt(year).gathered()

    def breakdown(self, period: Period, covering: Covering) -> Breakdown:
        with self._ledger.read() as connection:
            return breakdown(connection, period, covering)

    def remarkable(self, period: Period) -> Remarkable:
        with self._ledger.read() as connection:
            return remarkable(connection, period)

    def words(self, period: Period, most: int = MOST_WORDS) -> tuple[Count, ...]:
        """Those that were used most."""
        with self._ledger.read() as connection:
            texts = own_words.texts(connection, days_of(period), offset_now())
            return words_used(texts, period, most)

    def few(self, period: Period, most: int) -> tuple[JournalItem, ...]:
        """The marks themselves, newest first."""
        return self._journal.page(period.marks(), limit=most).items
