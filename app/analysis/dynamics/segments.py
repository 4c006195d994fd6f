"""A line of levels as straight pieces: plateaus, rises and fades, with jumps between them.

Of all ways to cut the line, the one with the least squared error and cost of pieces together, by
dynamic programming; source: Bellman and Roth 1969, Curve Fitting by Segmented Straight Lines,
Journal of the American Statistical Association 64(327).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Segment:
    """Points first..end of the line; the levels are those of the fitted piece, not of the line."""

    first: int
    end: int
    from_db: float
    to_db: float

    @property
    def rise_db(self) -> float:
        return self.to_db - self.from_db


def straight_pieces(levels: Floats, cost: float, shortest: int, longest: int) -> list[Segment]:
    """cost: squared error, summed over points, that one more piece must save."""
    import numpy as np

    points = len(levels)
    if points < shortest:
        return []
    errors = _Errors(levels)
    best, back = np.full(points + 1, np.inf), np.zeros(points + 1, np.intp)
    best[0] = 0.0
    for end in range(shortest, points + 1):
        firsts = np.arange(max(0, end - longest), end - shortest + 1)
        totals = best[firsts] + errors.of(firsts, end) + cost
        chosen = int(totals.argmin())
        best[end], back[end] = totals[chosen], firsts[chosen]
    return _walked_back(levels, back)


class _Errors:
    """The squared error of the best straight line over any stretch, from running sums."""

    def __init__(self, levels: Floats) -> None:
        import numpy as np

        at = np.arange(len(levels), dtype=np.float64)
        parts = (np.ones_like(at), at, at * at, levels, at * levels, levels * levels)
        self._sums = np.stack([np.concatenate(([0.0], np.cumsum(part))) for part in parts])

    def of(self, firsts: npt.NDArray[np.intp], end: int) -> Floats:
        import numpy as np

        count, x, xx, y, xy, yy = self._sums[:, end, None] - self._sums[:, firsts]
        spread = xx - x * x / count
        together = xy - x * y / count
        explained = together * together / np.maximum(spread, 1e-9)
        errors: Floats = np.maximum(yy - y * y / count - explained, 0.0)
        return errors


def _walked_back(levels: Floats, back: npt.NDArray[np.intp]) -> list[Segment]:
    import numpy as np

    pieces: list[Segment] = []
    end = len(levels)
    while end > 0:
        first = int(back[end])
        slope, level = np.polyfit(np.arange(end - first), levels[first:end], 1)
        pieces.append(Segment(first, end, float(level), float(level + slope * (end - first - 1))))
        end = first
    return pieces[::-1]


@dataclass(frozen=True, slots=True)
class Ramp:
    """A level that stays, rises from point first to end, and stays."""

    first: int
    end: int
    from_db: float
    to_db: float


def best_ramp(levels: Floats, shortest: int) -> Ramp:
    """The ramp of least squared error. levels: at least `shortest` points."""
    import numpy as np

    points = len(levels)
    at = np.arange(points)
    least, best = np.inf, Ramp(0, points, float(levels[0]), float(levels[-1]))
    for first in range(points - shortest + 1):
        ends = np.arange(first + shortest, points + 1)
        after = np.clip((at - first) / (ends[:, None] - first), 0, 1)
        low, high, saved = _two_levels(levels, after)
        chosen = int(saved.argmax())
        if -saved[chosen] < least:
            least = -saved[chosen]
            best = Ramp(first, int(ends[chosen]), float(low[chosen]), float(high[chosen]))
    return best


def _two_levels(levels: Floats, after: Floats) -> tuple[Floats, Floats, Floats]:
    """Least squares for mixes of two levels. after: (mixes, points), the share of the second.

    Returns both levels and how much squared error they save, each (mixes,).
    """
    import numpy as np

    before = 1 - after
    aa, bb, ab = (before**2).sum(axis=1), (after**2).sum(axis=1), (before * after).sum(axis=1)
    ya, yb = before @ levels, after @ levels
    det = aa * bb - ab * ab
    det = np.where(det > 1e-9, det, np.inf)  # all of one level: nothing to save
    low, high = (ya * bb - yb * ab) / det, (yb * aa - ya * ab) / det
    return low, high, low * ya + high * yb
