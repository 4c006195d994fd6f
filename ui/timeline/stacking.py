"""Rows for stretches that overlap. Pure geometry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Extent = tuple[float, float]


class Rows:
    """Rows being filled with extents, none of which overlaps another in its row."""

    def __init__(self, count: int) -> None:
        self._rows: list[list[Extent]] = [[] for _ in range(count)]

    def take(self, row: int, left: float, right: float) -> bool:
        """Whether the row had room; if so, the extent is in it now. Touching is not overlapping."""
        taken = self._rows[row]
        if not taken or taken[-1][1] <= left:
            taken.append((left, right))
            return True
        at = bisect_right(taken, (left, right))
        if at > 0 and taken[at - 1][1] > left:
            return False
        if at < len(taken) and taken[at][0] < right:
            return False
        taken.insert(at, (left, right))
        return True

    def first_free(self, left: float, right: float) -> int | None:
        """The first row with room for the extent, which is in it now."""
        return next((n for n in range(len(self._rows)) if self.take(n, left, right)), None)

    def free_at(self, at: float) -> list[int]:
        """The rows that are not taken at one place."""
        return [n for n, row in enumerate(self._rows) if not _covers(row, at)]


def _covers(row: list[Extent], at: float) -> bool:
    behind = bisect_right(row, (at, float("inf")))
    return behind > 0 and row[behind - 1][1] > at


def stack(
    extents: Sequence[Extent], limit: int, kept: Sequence[int | None] = ()
) -> list[int | None]:
    """A row for each extent so that none overlaps another in its row; None beyond `limit` rows.

    extents: (left, right), sorted by left; touching is not overlapping.
    kept: the rows they had before. They stay there, whatever arrives between them, so that
    marking while the music plays makes nothing jump.
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
    """Without rows to keep, only each row's right end matters: they come sorted by left."""
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
