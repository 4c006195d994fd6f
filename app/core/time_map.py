"""Where the same musical moment is in two recordings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class TimeMap:
    """A monotone mapping between the times of two recordings: straight lines through anchors.

    anchors: pairs of a time in the first and the same moment in the second, in ms; at least one,
    each later than the one before in both. slope: how much of the second passes in one millisecond
    of the first, where there is only one anchor; beyond the outermost of several, their nearest
    line goes on.

    Raises ValueError for anchors out of order, for none, and for a slope that isn't above 0.
    """

    anchors: tuple[tuple[float, float], ...]
    slope: float = 1.0

    def __post_init__(self) -> None:
        is_rising = all(a < c and b < d for (a, b), (c, d) in pairwise(self.anchors))
        if not self.anchors or not is_rising or not self.slope > 0:
            raise ValueError(f"not a monotone mapping: {self.anchors}, {self.slope}")

    def second_ms(self, first_ms: float) -> float:
        """The moment in the second recording."""
        return _along(self.anchors, self.slope, first_ms)

    def first_ms(self, second_ms: float) -> float:
        """The moment in the first recording."""
        turned = tuple((b, a) for a, b in self.anchors)
        return _along(turned, 1 / self.slope, second_ms)


def _along(anchors: tuple[tuple[float, float], ...], slope: float, ms: float) -> float:
    if len(anchors) == 1:
        (from_ms, to_ms) = anchors[0]
        return to_ms + (ms - from_ms) * slope
    after = bisect_right(anchors, ms, key=lambda anchor: anchor[0])
    after = min(len(anchors) - 1, max(1, after))
    (a, b), (c, d) = anchors[after - 1], anchors[after]
    return b + (ms - a) * (d - b) / (c - a)
