"""What a keepsake is of, and what of it is private."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date

from app.core.ids import WorkId
from app.core.words import Text, _
from app.journal.records import ENTRY, JournalFilter
from app.story.covering import Covering
from app.story.records import Work

_ALL = Text("My soundtrack journal")
LONGEST_SOUND_MS = 30_000


@dataclass(frozen=True, slots=True)
class Choice:
    """title: of the keepsake. wanted: which marks and entries it holds. work_id: the work it is of,
    all of whose story and music belong to it, marked or not; None if it is of no single one.
    """

    title: str
    wanted: JournalFilter
    work_id: WorkId | None = None

    def of_entries(self) -> Choice:
        """Only what was written in it."""
        return replace(self, wanted=replace(self.wanted, kinds=frozenset((ENTRY,))), work_id=None)


@dataclass(frozen=True, slots=True)
class Ticks:
    """What goes in besides. memories: what the listener remembered at a mark. letters: those that
    have opened; what is still sealed goes into none. spoilers: scenes, characters and themes that
    are covered. sounds: the uids of marks whose passages can be heard, none of them longer than
    LONGEST_SOUND_MS.
    """

    memories: bool = False
    letters: bool = False
    spoilers: bool = False
    sounds: frozenset[str] = frozenset()

    @property
    def covering(self) -> Covering:
        """Whatever the settings say: this is for other eyes."""
        return Covering(is_on=not self.spoilers)


def of_work(work: Work) -> Choice:
    return Choice(work.title, JournalFilter(work_id=work.id), work.id)


def of_year(year: int) -> Choice:
    """Raises ValueError for a year that no calendar has."""
    if not MINYEAR <= year <= MAXYEAR:  # far beyond, `date` raises something else
        raise ValueError(f"no year {year}")
    title = _("My year in soundtracks: {year}", year=str(year))
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Choice(title, JournalFilter(first_day=first, last_day=last))


def of_all() -> Choice:
    return Choice(str(_ALL), JournalFilter())


def of_selection(wanted: JournalFilter, title: str = "") -> Choice:
    """What a filter of the journal finds."""
    work_id = wanted.work_id if wanted == JournalFilter(work_id=wanted.work_id) else None
    return Choice(title or str(_ALL), wanted, work_id)


def under(choice: Choice, ticks: Ticks) -> JournalFilter:
    """The filter, so that nothing is found by what is covered."""
    return replace(choice.wanted, covering=ticks.covering)
