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
    rows: list[list[Extent]] = [[] for _ in range(limit)]
    found: list[int | None] = [None] * len(extents)
    order = range(len(extents))
    before = [kept[i] if i < len(kept) else None for i in order]
    for i in order:
        row = before[i]
        if row is not None and row < limit and _took(rows[row], extents[i]):
            found[i] = row
    for i in order:
        if found[i] is None:
            found[i] = next((n for n, row in enumerate(rows) if _took(row, extents[i])), None)
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
    for i in indices:
        left, right = extents[i][0], max(extents[i][1], extents[i][0] + least_px)
        if groups and left < groups[-1].right:
            last = groups[-1]
            groups[-1] = Group(last.left, max(last.right, right), (*last.members, i))
        else:
            groups.append(Group(left, right, (i,)))
    return groups
