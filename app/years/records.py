"""A stretch of days, and what is counted in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.journal.records import Counted, DayOfFeelings, JournalFilter, JournalItem
from app.marks.kinds import KINDS

FELT = Counted(is_felt=True)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or all years."""

    year: int | None = None

    @property
    def first_day(self) -> date | None:
        return None if self.year is None else date(self.year, 1, 1)

    @property
    def last_day(self) -> date | None:
        return None if self.year is None else date(self.year, 12, 31)

    def wanted(self, **conditions: Any) -> JournalFilter:
        """What the journal shows of it; with further conditions."""
        days = {"first_day": self.first_day, "last_day": self.last_day}
        return JournalFilter(**{**days, **conditions})

    def heard(self) -> JournalFilter:
        """The marks that were made while listening."""
        return self.wanted(counted=Counted(is_heard=True))

    def marks(self) -> JournalFilter:
        """All its marks, without entries."""
        return self.wanted(kinds=frozenset(KINDS))


class Amount(NamedTuple):
    """weight: the sum of intensities."""

    number: int = 0
    weight: int = 0

    def __add__(self, other: object) -> Amount:
        if not isinstance(other, Amount):
            return NotImplemented
        return Amount(self.number + other.number, self.weight + other.weight)


Felt = Mapping[EmotionId, Amount]


@dataclass(frozen=True, slots=True)
class FeltDays:
    """What was felt on each day, and all that a day had; empty days are left out. total: of what
    was felt.
    """

    days: tuple[DayOfFeelings, ...] = ()
    felt: Mapping[date, Felt] = field(default_factory=dict)
    total: Felt = field(default_factory=dict)

    @classmethod
    def of(cls, days: tuple[DayOfFeelings, ...], felt: Mapping[date, Felt]) -> FeltDays:
        return cls(days, felt, summed(felt.values()))

    @property
    def marks(self) -> int:
        return sum(day.marks for day in self.days)

    @property
    def listens(self) -> int:
        return sum(day.listens for day in self.days)

    def before(self, later: FeltDays) -> FeltDays:
        """Together with days that are all later."""
        total = summed((self.total, later.total))
        return FeltDays((*self.days, *later.days), {**self.felt, **later.felt}, total)

    def gathered(self) -> FeltDays:
        """What was felt, gathered at every seventh day of a month: many years have many days."""
        found: dict[date, list[Felt]] = {}
        for day, there in self.felt.items():
            found.setdefault(day.replace(day=(day.day - 1) // 7 * 7 + 1), []).append(there)
        sums = {day: summed(several) for day, several in found.items()}
        return FeltDays(self.days, sums, self.total)


def summed(several: Any) -> dict[EmotionId, Amount]:
    """Of what was felt on several days."""
    found: dict[EmotionId, Amount] = {}
    for felt in several:
        for emotion, amount in felt.items():
            found[emotion] = found.get(emotion, Amount()) + amount
    return found


def by_month(felt: Mapping[date, Felt]) -> dict[tuple[int, int], dict[EmotionId, Amount]]:
    """By year and month."""
    months: dict[tuple[int, int], list[Felt]] = {}
    for day, there in felt.items():
        months.setdefault((day.year, day.month), []).append(there)
    return {month: summed(several) for month, several in months.items()}


class Measure(StrEnum):
    """By what feelings are counted."""

    WORK = "work"
    COMPOSER = "composer"
    CHARACTER = "character"
    ROLE = "role"
    HOUR = "hour"
    TRACK = "track"
    WORD = "word"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Count:
    """A figure: name, where it has one of its own; key: else. wanted: shows what it counts.

    weight: what it is ordered by, where that isn't how many there are.
    """

    measure: Measure
    name: str
    key: Any
    marks: int
    wanted: JournalFilter
    weight: int = 0

    @property
    def size(self) -> int:
        return self.weight or self.marks


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How a period's feelings are distributed; empty where nothing is known. By hour in the order
    of the day, else the most first.
    """

    works: tuple[Count, ...] = ()
    composers: tuple[Count, ...] = ()
    characters: tuple[Count, ...] = ()
    roles: tuple[Count, ...] = ()
    hours: tuple[Count, ...] = ()
    tracks: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstTime:
    """An emotion that was felt for the first time ever."""

    emotion_id: EmotionId
    made: Instant
    uid: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Days without a mark, an entry or a listen, both included; and the day that ended them.
    marked: the first day from then on with a mark or an entry.
    """

    first: date
    last: date
    back: date
    marked: date | None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Comeback:
    """A track that was heard again. silent: how long it hadn't been."""

    track_id: TrackId
    title: str
    heard: Instant
    silent: timedelta


@dataclass(frozen=True, slots=True)
class ReturnedTo:
    """A place of the music at which one began again and again. starts: how often; ways: how many
    emotions were felt there. label: the listener's own name for it.
    """

    track_id: TrackId
    title: str
    span: Span
    label: str
    cover: str | None
    starts: int
    ways: int
    wanted: JournalFilter


@dataclass(frozen=True, slots=True)
class Remarkable:
    """Single things of a period. marks_heard: how many marks were made while listening. ends: its
    first and its last mark. said: marks with words of the listener's own, the strongest first.
    changes_by_work: those whose soundtracks mostly changed how one felt, and how.
    """

    tracks_heard: int = 0
    listens: int = 0
    ends: tuple[JournalItem, ...] = ()
    said: tuple[JournalItem, ...] = ()
    firsts: tuple[FirstTime, ...] = ()
    comebacks: tuple[Comeback, ...] = ()
    returned_to: tuple[ReturnedTo, ...] = ()
    changes: tuple[Count, ...] = ()
    changes_by_work: tuple[Count, ...] = ()
    marks_heard: int = 0


def silences(days: Sequence[DayOfFeelings], least: int, most: int) -> tuple[Silence, ...]:
    """The longest pauses between these days, of at least so many days; at most so many pauses."""
    found = [
        Silence(one.day + timedelta(1), other.day - timedelta(1), other.day, _marked(days[at:]))
        for at, (one, other) in enumerate(pairwise(days), start=1)
        if (other.day - one.day).days > least
    ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.first))[:most])


def _marked(days: Sequence[DayOfFeelings]) -> date | None:
    return next((day.day for day in days if day.marks or day.entries), None)


def most_first(counted: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))
