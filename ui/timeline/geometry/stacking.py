"""Rows for overlapping extents. Pure geometry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Extent = tuple[float, float]


class Rows:
    """Rows being filled with extents that don't overlap in their row."""

    def __init__(self, count: int) -> None:
        self._rows: list[tuple[list[float], list[float]]] = [([], []) for _ in range(count)]

    def take(self, row: int, left: float, right: float) -> bool:
        """Adds an extent to the row if there is room; whether it did. Touching is no overlap."""
        lefts, rights = self._rows[row]
        if not rights or rights[-1] <= left:
            lefts.append(left)
            rights.append(right)
            return True
        at = bisect_right(lefts, left)
        if (at and rights[at - 1] > left) or (at < len(lefts) and lefts[at] < right):
            return False
        lefts.insert(at, left)
        rights.insert(at, right)
        return True

    def first_free(self, left: float, right: float) -> int | None:
        """Adds the extent to the first row with room, and returns that row."""
        return next((n for n in range(len(self._rows)) if self.take(n, left, right)), None)


def stack(
    extents: Sequence[Extent], limit: int, kept: Sequence[int | None] = ()
) -> list[int | None]:
    """A row for each extent, without overlaps in a row; None beyond `limit` rows.

    extents: (left, right), sorted by left; touching is not overlapping.
    kept: the rows they had before. They stay in them, whatever is added between them, so that
    nothing jumps when marks are added during playback.
    """
    if not any(row is not None for row in kept):
        return _stack_fresh(extents, limit)
    rows = Rows(limit)
    found: list[int | None] = [None] * len(extents)
    for i, row in enumerate(kept[: len(extents)]):
        if row is not None and row < limit and rows.take(row, *extents[i]):
            found[i] = row
    for i, extent in enumerate(extents):
        if found[i] is None:
            found[i] = rows.first_free(*extent)
    return found


def _stack_fresh(extents: Sequence[Extent], limit: int) -> list[int | None]:
    """With no rows to keep, only each row's right end matters: extents come sorted by left."""
    rights = [float("-inf")] * limit
    found: list[int | None] = []
    for left, right in extents:
        chosen = None
        for row, end in enumerate(rights):
            if end <= left:
                chosen = row
                rights[row] = right
                break
        found.append(chosen)
    return found
