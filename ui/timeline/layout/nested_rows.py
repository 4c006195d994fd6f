"""Rows that follow from what encloses a mark, so that any stretch can be laid out alone.

The ladder's level h cuts time into stretches of 2**h ms, each of which two of the level below make
up. A mark belongs to the smallest stretch that holds it. Two marks that overlap then belong to
stretches of which one holds the other, and all marks of a stretch go through its middle: rows are
given from the outer stretches to the inner ones, and who looks at an inner one has to know those
that hold it, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.timeline.geometry.stacking import Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

NO_ROW = -1
_TRIES = 2  # so many marks of a stretch for each row try to find room; the others are counted


def ladder_rows(
    extents: tuple[Ints, Floats, Floats], ids: Ints, limit: int, kept: dict[int, int]
) -> dict[int, int]:
    """Rows by place: outer stretches before inner ones, older marks before newer.

    extents: places in the index, left and right ends; with all marks of every stretch that holds
    one of them. kept: the rows of marks that were asked for before, NO_ROW for those that found
    none; what is found out now is added.
    """
    import numpy as np

    places, lefts, rights = extents
    nodes, levels = _nodes(lefts, rights)
    order = np.lexsort((ids, nodes, -levels))
    order = order[_ranks(nodes[order], levels[order]) < _TRIES * limit]
    columns = (values[order].tolist() for values in (places, lefts, rights, nodes, levels, ids))
    marks = list(zip(*columns, strict=True))
    rows, found = Rows(limit), {}
    unknown = []
    for mark in marks:
        row = kept.get(mark[5])
        if row is None or row >= limit:
            unknown.append(mark)
        elif row != NO_ROW:
            if rows.take(row, mark[1], mark[2]):
                found[mark[0]] = row
            else:
                unknown.append(mark)
    free: list[int] = []
    here = (-1, -1)
    for place, left, right, node, level, mark_id in unknown:
        if (node, level) != here:
            here = node, level
            free = rows.free_at(_middle(node, level))
        row = next((n for n in free if rows.take(n, left, right)), NO_ROW)
        kept[mark_id] = row
        if row != NO_ROW:
            found[place] = row
            free.remove(row)
    return found


def middles_above(block: int, block_ms: int, last_ms: int) -> list[int]:
    """The middles of all stretches that hold a block, as far as marks can lie across them."""
    found, size = [], block_ms
    while size // 2 <= last_ms:
        found.append(block * block_ms // size * size + size // 2)
        size *= 2
    return found


def _nodes(lefts: Floats, rights: Floats) -> tuple[Ints, Ints]:
    """The number and level of the smallest stretch that holds each extent."""
    import numpy as np

    first = np.maximum(np.floor(lefts), 0).astype(np.int64)
    last = np.maximum(np.ceil(rights).astype(np.int64) - 1, first)
    levels = np.frexp((first ^ last).astype(np.float64))[1].astype(np.int64)
    return first >> levels, levels


def _ranks(nodes: Ints, levels: Ints) -> Ints:
    """The how-manieth of its stretch each mark is; they come sorted by stretch."""
    import numpy as np

    numbers = np.arange(len(nodes))
    is_first = np.append(True, (np.diff(nodes) != 0) | (np.diff(levels) != 0))[: len(nodes)]
    ranks: Ints = numbers - np.maximum.accumulate(np.where(is_first, numbers, 0))
    return ranks


def _middle(node: int, level: int) -> float:
    return float((node << level) + ((1 << level) >> 1))
