"""Two passages that are the same music, and how their times belong together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.core.ids import TrackId
from app.core.time_map import TimeMap
from app.core.timecode import POINT_LASTS_MS, Span

SAME_LENGTH = 1.25  # the longer one, divided by the shorter


class Side(Enum):
    FIRST = 0
    SECOND = 1

    @property
    def other(self) -> Side:
        return Side.SECOND if self is Side.FIRST else Side.FIRST


@dataclass(frozen=True, slots=True)
class AlignedPassages:
    """first and second: a track and its span; it may be the same track. Musical time is the first
    one's, in ms.
    """

    first: tuple[TrackId, Span]
    second: tuple[TrackId, Span]
    time_map: TimeMap

    @classmethod
    def from_starts(
        cls,
        first: tuple[TrackId, Span],
        second: tuple[TrackId, Span],
        tempo_ratio: float | None = None,
    ) -> AlignedPassages:
        """Their starts are the same moment. tempo_ratio: how many times as fast the second is. If
        it isn't known, and they last about as long, so are their ends; of a passage that is much
        shorter than the other, it is taken to be a part at the same speed.
        """
        (_, one), (_, two) = first, second
        starts = float(one.start_ms), float(two.start_ms)
        if tempo_ratio is not None and tempo_ratio > 0:
            return cls(first, second, TimeMap((starts,), 1 / tempo_ratio))
        longer_ms = max(one.duration_ms, two.duration_ms)
        if min(one.duration_ms, two.duration_ms) * SAME_LENGTH < longer_ms or not longer_ms:
            return cls(first, second, TimeMap((starts,)))
        return cls(first, second, TimeMap((starts, (float(one.end_ms), float(two.end_ms)))))

    def track_id(self, side: Side) -> TrackId:
        return self._passage(side)[0]

    def span(self, side: Side) -> Span:
        """As it is heard: a point lasts for a moment."""
        span = self._passage(side)[1]
        return Span(span.start_ms, span.start_ms + (span.duration_ms or POINT_LASTS_MS))

    def musical_ms(self, side: Side, track_ms: float) -> float:
        """The moment that this place in a side's track is."""
        return track_ms if side is Side.FIRST else self.time_map.first_ms(track_ms)

    def track_ms(self, side: Side, musical_ms: float) -> float:
        """Where a moment is in a side's track, perhaps outside its passage."""
        return musical_ms if side is Side.FIRST else self.time_map.second_ms(musical_ms)

    def place_in(self, side: Side, musical_ms: float) -> float:
        """The same inside its passage. What lies before it is its start; so is what lies behind it:
        the passage is heard from its start then.
        """
        span, place_ms = self.span(side), self.track_ms(side, musical_ms)
        return place_ms if span.start_ms <= place_ms < span.end_ms else float(span.start_ms)

    def across(self, side: Side, track_ms: float) -> float:
        """`place_in` the other side, for a place in this side's track."""
        return self.place_in(side.other, self.musical_ms(side, track_ms))

    def _passage(self, side: Side) -> tuple[TrackId, Span]:
        return self.first if side is Side.FIRST else self.second
