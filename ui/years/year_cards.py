"""Which cards a year has: those that have something to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.words import Text, _
from app.years.records import FeltDays, Period, silences
from ui.years.cards.bars import BarsCard
from ui.years.cards.changes_card import ChangesCard
from ui.years.cards.grid import CardGrid
from ui.years.cards.happenings import FirstsCard, SilencesCard
from ui.years.cards.hours import HoursCard
from ui.years.cards.items import EndsCard, MarkCard
from ui.years.cards.returned_card import ReturnedCard
from ui.years.cards.said_card import SaidCard
from ui.years.cards.words_card import WordsCard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.journal.records import JournalItem
    from app.years.records import Breakdown, Comeback, Count, Remarkable
    from ui.bridge.track.thumbnails import Thumbnails
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
_SIGNALS = (
    "opened", "item_opened", "heard", "place_heard", "place_opened", "day_opened", "life_opened",
)  # fmt: skip
T = TypeVar("T")


class YearCards(QObject):
    """below, beside: the picture.

    Signals: opened(JournalFilter); item_opened(JournalItem); heard(tuple of JournalItem);
    place_heard, place_opened, each with the ReturnedTo; day_opened(date, str uid);
    life_opened(int), of a track.
    """

    opened = Signal(object)
    item_opened = Signal(object)
    heard = Signal(object)
    place_heard = Signal(object)
    place_opened = Signal(object)
    day_opened = Signal(object, str)
    life_opened = Signal(int)

    def __init__(self, find: FindEmotion, covers: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._find, self._covers = find, covers
        self._period, self._felt = Period(), FeltDays()
        self._comebacks: tuple[Comeback, ...] = ()
        self.below, self.beside = CardGrid(_BELOW, parent), CardGrid(_BESIDE, parent)

    @property
    def is_busy(self) -> bool:
        return self.below.is_busy or self.beside.is_busy

    def show_felt(self, period: Period, felt: FeltDays, *, is_all: bool) -> None:
        """First; of another period nothing stays. is_all: whether no more of it comes."""
        if period != self._period:
            self.below.clear()
            self.beside.clear()
            self._comebacks = ()
        self._period, self._felt = period, felt
        if is_all:
            self._show_silences()

    def show_few(self, items: Sequence[JournalItem]) -> None:
        """The marks themselves, where there are only a few."""
        for number, name in enumerate(_FEW):
            item = items[number] if number < len(items) else None
            self._show(name, item, lambda item: MarkCard(item, self._find))

    def show_breakdown(self, found: Breakdown) -> None:
        """One row alone says nothing that isn’t known."""
        for name, title in TITLES.items():
            counts: tuple[Count, ...] = getattr(found, name)
            self._show_bars(name, str(title), counts if len(counts) > 1 else ())
        self._show("hours", self._if_much(found.hours), HoursCard)

    def show_remarkable(self, found: Remarkable) -> None:
        self._comebacks = found.comebacks
        find, last_day = self._find, self._period.last_day
        ends = self._if_much(found.ends if len(found.ends) > 1 else ())
        changes = found.changes and (found.changes, found.changes_by_work)
        self._show("changes", changes, lambda both: ChangesCard(*both))
        self._show_silences()
        self._show("firsts", self._if_much(found.firsts), lambda firsts: FirstsCard(firsts, find))
        self._show("ends", ends, lambda ends: EndsCard(ends, find, last_day))
        said, places = self._if_much(found.said), found.returned_to
        covers = self._covers
        self._show("said", said, lambda said: SaidCard(said, find), self.beside)
        self._show("returned", places, lambda found: ReturnedCard(found, covers), self.beside)

    def show_words(self, counts: tuple[Count, ...]) -> None:
        title = _("Your words") if self._period.year is None else _("Your words this year")
        self._show("own_words", counts, lambda found: WordsCard(title, found))

    # --- making them ----------------------------------------------------------------------------

    def _if_much(self, found: tuple[T, ...]) -> tuple[T, ...]:
        """Where there are so few marks that they are shown themselves, nothing else is said."""
        return found if self._felt.marks > len(_FEW) else ()

    def _show_bars(self, name: str, title: str, counts: tuple[Count, ...]) -> None:
        self._show(name, counts, lambda found: BarsCard(title, found))

    def _show_silences(self) -> None:
        pauses = silences(self._felt.days, LEAST_SILENCE, MOST_SILENCES)
        both = self._if_much(pauses), self._if_much(self._comebacks)
        self._show("silences", both if any(both) else (), lambda both: SilencesCard(*both))

    def _show(
        self, name: str, value: Any, make: Callable[[Any], QWidget], grid: CardGrid | None = None
    ) -> None:
        """Without a value there is no card."""
        grid = grid or self.below
        grid.show_card(name, value, lambda: self._wired(make(value)) if value else None)

    def _wired(self, card: QWidget) -> QWidget:
        """Its signals are passed on."""
        for name in _SIGNALS:
            signal = getattr(card, name, None)
            if signal is not None:
                signal.connect(getattr(self, name))
        return card
