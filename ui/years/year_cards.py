"""Which cards a year has: those that have something to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.words import Text, _
from app.years.records import FeltDays, Period, silences
from ui.years.cards.bars import BarsCard
from ui.years.cards.grid import CardGrid
from ui.years.cards.happenings import FirstsCard, SilencesCard
from ui.years.cards.hours import HoursCard
from ui.years.cards.items import EndsCard, MarkCard
from ui.years.cards.returned_card import ReturnedCard
from ui.years.cards.said_card import SaidCard
from ui.years.cards.words_card import WordsCard

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.journal.records import JournalItem
    from app.years.records import Breakdown, Comeback, Count, Remarkable
    from ui.years.words import FindEmotion

LEAST_SILENCE, MOST_SILENCES = 14, 2  # days, and how many
TITLES = {
    "works": Text("By work"),
    "composers": Text("By composer"),
    "characters": Text("By character"),
    "roles": Text("By role"),
    "tracks": Text("Tracks that moved you most"),
}
_FEW = tuple(f"mark {number}" for number in range(6))
_BELOW = (
    *_FEW, "ends", "changes", "own_words", "tracks", "works", "characters", "roles", "composers",
    "hours", "firsts", "silences",
)  # fmt: skip
_BESIDE = ("returned", "said")


class YearCards(QObject):
    """below, beside: the picture. covers: the folder they are in.

    Signals: opened(JournalFilter); item_opened(JournalItem); heard(tuple of JournalItem);
    place_heard(ReturnedTo); day_opened(date, str uid); life_opened(int), of a track.
    """

    opened = Signal(object)
    item_opened = Signal(object)
    heard = Signal(object)
    place_heard = Signal(object)
    day_opened = Signal(object, str)
    life_opened = Signal(int)

    def __init__(self, find: FindEmotion, covers: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._find, self._covers = find, covers
        self._period, self._felt = Period(), FeltDays()
        self._comebacks: tuple[Comeback, ...] = ()
        self.below, self.beside = CardGrid(_BELOW, parent), CardGrid(_BESIDE, parent)

    def show_felt(self, period: Period, felt: FeltDays) -> None:
        """First; of another period nothing stays."""
        if period != self._period:
            self.below.clear()
            self.beside.clear()
            self._comebacks = ()
        self._period, self._felt = period, felt
        self._show_silences()

    def show_few(self, items: Sequence[JournalItem]) -> None:
        """The marks themselves, where there are only a few."""
        for number, name in enumerate(_FEW):
            item = items[number] if number < len(items) else None
            if not self.below.is_same(name, item):
                card = None if item is None else self._heard(MarkCard(item, self._find))
                self.below.put(name, card)

    def show_breakdown(self, found: Breakdown) -> None:
        """One row alone says nothing that isn’t known."""
        for name, title in TITLES.items():
            counts: tuple[Count, ...] = getattr(found, name)
            self._show_bars(name, str(title), counts if len(counts) > 1 else ())
        self._show("hours", found.hours if self._is_much else (), HoursCard)

    def show_remarkable(self, found: Remarkable) -> None:
        self._comebacks = found.comebacks
        self._show_bars("changes", _("Before and after"), found.changes)
        self._show_silences()
        firsts = found.firsts if self._is_much else ()
        if not self.below.is_same("firsts", firsts):
            self.below.put("firsts", self._firsts(found) if firsts else None)
        ends = found.ends if self._is_much and len(found.ends) > 1 else ()
        if not self.below.is_same("ends", ends):
            card = EndsCard(ends, self._find, self._period.last_day) if ends else None
            self.below.put("ends", self._heard(card))
        said = found.said if self._is_much else ()
        if not self.beside.is_same("said", said):
            self.beside.put("said", self._heard(SaidCard(said, self._find) if said else None))
        if not self.beside.is_same("returned", found.returned_to):
            self.beside.put("returned", self._returned(found) if found.returned_to else None)

    def show_words(self, counts: tuple[Count, ...]) -> None:
        title = _("Your words") if self._period.year is None else _("Your words this year")
        self._show("own_words", counts, lambda found: WordsCard(title, found))

    # --- making them ----------------------------------------------------------------------------

    @property
    def _is_much(self) -> bool:
        """Whether there is more than is shown mark by mark."""
        return self._felt.marks > len(_FEW)

    def _show_bars(self, name: str, title: str, counts: tuple[Count, ...]) -> None:
        self._show(name, counts, lambda found: BarsCard(title, found))

    def _show(
        self, name: str, counts: tuple[Count, ...], make: Callable[[tuple[Count, ...]], Any]
    ) -> None:
        if self.below.is_same(name, counts):
            return
        card = make(counts) if counts else None
        if card is not None:
            card.opened.connect(self.opened)
        self.below.put(name, card)

    def _show_silences(self) -> None:
        pauses = silences(self._felt.days, LEAST_SILENCE, MOST_SILENCES)
        comebacks = self._comebacks
        if not self._is_much:
            pauses, comebacks = (), ()
        if self.below.is_same("silences", (pauses, comebacks)):
            return
        card = SilencesCard(pauses, comebacks) if pauses or comebacks else None
        if card is not None:
            card.opened.connect(self.opened)
            card.life_opened.connect(self.life_opened)
        self.below.put("silences", card)

    def _firsts(self, found: Remarkable) -> QWidget:
        card = FirstsCard(found.firsts, self._find)
        card.day_opened.connect(self.day_opened)
        return card

    def _returned(self, found: Remarkable) -> QWidget:
        card = ReturnedCard(found.returned_to, self._covers)
        card.opened.connect(self.opened)
        card.heard.connect(self.place_heard)
        return card

    def _heard(self, card: Any) -> QWidget | None:
        """A card of single marks."""
        if card is None:
            return None
        card.opened.connect(self.item_opened)
        card.heard.connect(self.heard)
        shown: QWidget = card
        return shown
