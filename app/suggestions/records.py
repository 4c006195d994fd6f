"""What is suggested, and when nothing is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import Emotion

if TYPE_CHECKING:
    from app.suggestions.model import Model

LEAST_MARKS = 40  # with fewer, nothing is said at all
SPEAKS_FROM = 0.4  # of probability; below, nothing is said
MOST_AT_ONCE = 3


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


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """stamp: of what it was learnt from; another one has to be learnt anew. emotions: their keys,
    in the model's order. marks: how many there were.
    """

    stamp: str
    emotions: tuple[str, ...]
    marks: int
    model: Model
