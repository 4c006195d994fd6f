"""Rows for stretches that overlap, and groups for those that found no row. Pure geometry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Extent = tuple[float, float]


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
    rows: list[list[Extent]] = [[] for _ in range(limit)]
    found: list[int | None] = [None] * len(extents)
    for i, row in enumerate(kept[: len(extents)]):
        if row is not None and row < limit and _took(rows[row], extents[i]):
            found[i] = row
    for i, extent in enumerate(extents):
        if found[i] is None:
            found[i] = next((n for n, row in enumerate(rows) if _took(row, extent)), None)
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


def _took(row: list[Extent], extent: Extent) -> bool:
    """Whether the row had room; if so, the extent is in it now."""
    left, right = extent
    if not row or row[-1][1] <= left:
        row.append(extent)
        return True
    at = bisect_right(row, extent)
    if at > 0 and row[at - 1][1] > left:
        return False
    if at < len(row) and row[at][0] < right:
        return False
    row.insert(at, extent)
    return True


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours shown as one count. members: indices into the extents."""

    left: float
    right: float
    members: tuple[int, ...]


def group(extents: Sequence[Extent], indices: Sequence[int], least_px: float) -> list[Group]:
    """Join those extents whose counts, each at least `least_px` wide, would overlap.

    indices: which extents, sorted by their left.
    """
    groups: list[Group] = []
    members: list[int] = []
    left = right = 0.0
    for i in indices:
        end = max(extents[i][1], extents[i][0] + least_px)
        if members and extents[i][0] >= right:
            groups.append(Group(left, right, tuple(members)))
            members = []
        if not members:
            left = right = extents[i][0]
        members.append(i)
        right = max(right, end)
    return [*groups, Group(left, right, tuple(members))] if members else groups
