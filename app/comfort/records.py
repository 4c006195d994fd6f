"""What is wanted, and what was chosen for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.core.ids import EmotionId
from app.journal.records import Feeling, JournalItem
from app.themes.records import Passage

SHELF = 5  # moments; with fewer that fit, there is no path
LEAST_MINUTES, MOST_MINUTES, STEP_MINUTES = 5, 90, 5


@dataclass(frozen=True, slots=True)
class Wish:
    """One feeling, several, or a place on the two axes. whole: tracks rather than moments."""

    emotion_ids: frozenset[EmotionId] = frozenset()
    place: Feeling | None = None
    whole: bool = False


class PathWish(NamedTuple):
    """minutes: of music altogether."""

    begin: Feeling
    end: Feeling
    minutes: int


@dataclass(frozen=True, slots=True)
class ComfortMoment:
    """A mark to hear again. passage: what is played, with what leads into it. heard_at_ms: when its
    seconds were heard last, UTC. gain_db: how much quieter it is played, to match the others.
    people: who listened, too, as entries of that day about its track say.
    """

    item: JournalItem
    passage: Passage
    heard_at_ms: int
    gain_db: float = 0.0
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """moments: the best first. fitting: how many marks fit what is wanted."""

    moments: tuple[ComfortMoment, ...]
    fitting: int


class Station(NamedTuple):
    """A moment of a path. at: where on the way it is wanted, 0..1. mark: its place among the own
    marks.
    """

    at: float
    mark: int


@dataclass(frozen=True, slots=True)
class PathPlan:
    """A path before it is read. stations: in order. gaps: places on the way near which there is no
    mark. fitting: how many marks are near the way. tried: marks that others were tried for.
    left_out: marks that don't come back.
    """

    wish: PathWish
    stations: tuple[Station, ...]
    gaps: tuple[Feeling, ...] = ()
    fitting: int = 0
    tried: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    @property
    def refused(self) -> frozenset[int]:
        return self.tried | self.left_out

    @property
    def is_path(self) -> bool:
        return self.fitting >= SHELF


@dataclass(frozen=True, slots=True)
class ComfortPath:
    """moments: one for each station of the plan."""

    plan: PathPlan
    moments: tuple[ComfortMoment, ...]

    @property
    def starts_ms(self) -> tuple[int, ...]:
        """When each of them begins, in the path."""
        lasting = [one.passage.span.duration_ms for one in self.moments]
        return tuple(sum(lasting[:place]) for place in range(len(lasting)))

    @property
    def duration_ms(self) -> int:
        return sum(one.passage.span.duration_ms for one in self.moments)
