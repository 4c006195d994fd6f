"""What is suggested, and when nothing is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.emotions.records import Emotion

LEAST_MARKS = 40  # with fewer, nothing is said at all
SPEAKS_FROM = 0.4  # of probability; below, nothing is said
MOST_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the learning is. to_learn_from: marks that it could learn from now, None where that
    wasn't asked. learnt_from: how many it last learnt from, and when; 0 and None if it hasn't, or
    what it had learnt was deleted.
    """

    to_learn_from: int | None = None
    learnt_from: int = 0
    learnt: Instant | None = None

    @property
    def missing(self) -> int:
        """So many marks more, and it begins."""
        return max(0, LEAST_MARKS - (self.to_learn_from or 0))


class Suggestion(NamedTuple):
    """An emotion that a stretch of a track suggests. probability: 0..1, at its best place."""

    emotion: Emotion
    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Of one track, in time order. marks: how many they were learnt from."""

    track_id: TrackId
    marks: int
    every: tuple[Suggestion, ...] = ()

    def at(self, position_ms: int) -> tuple[Suggestion, ...]:
        """The most probable first; three at most."""
        here = [one for one in self.every if one.span.contains(position_ms)]
        return tuple(sorted(here, key=lambda one: -one.probability)[:MOST_AT_ONCE])

    def without(self, suggestion: Suggestion) -> Suggestions:
        return replace(self, every=tuple(one for one in self.every if one != suggestion))
