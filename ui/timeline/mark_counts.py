"""Marks that have no place of their own: counted by the cell of time in which they start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from app.timecode import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ui.timeline.mark_index import MarkIndex

    Ints = npt.NDArray[np.int64]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Count(Generic[T]):
    """Marks that are shown as one number.

    starts: from the first of their starts to the last. shares: one mark of each kind and how many
    there are of it. is_crowd: all short ones of the cell, not only those without a row.
    rows_above: how many rows hold something that reaches over the cell.
    """

    cell: Span
    starts: Span
    shares: tuple[tuple[T, int], ...]
    ids: tuple[int, ...]
    is_crowd: bool
    rows_above: int

    def __len__(self) -> int:
        return len(self.ids)


def counted(
    index: MarkIndex[T], places: Ints, cell_ms: int, rows_above: Sequence[int] | None = None
) -> list[Count[T]]:
    """One count for each cell, in time order.

    places: in time order. rows_above: of each cell where some start; without it, they are no crowd.
    """
    if len(places) == 0:
        return []
    starts = index.starts[places]
    cells = starts // cell_ms
    shares = _shares(index, places, cells)
    edges = [*cell_edges(cells).tolist(), len(places)]
    begins = starts[edges[:-1]].tolist()
    ends = [int(starts[edge - 1]) for edge in edges[1:]]
    ids = index.ids[places].tolist()
    members = [tuple(ids[first:end]) for first, end in pairwise(edges)]
    above = [0] * len(begins) if rows_above is None else rows_above
    return [
        Count(
            Span(cell * cell_ms, (cell + 1) * cell_ms),
            Span(begin, end),
            tuple(shares[cell]),
            its_ids,
            rows_above is not None,
            rows,
        )
        for cell, begin, end, its_ids, rows in zip(
            shares, begins, ends, members, above, strict=True
        )
    ]


def cell_edges(cells: Ints) -> Ints:
    """Where each cell's marks begin among all; they come sorted."""
    import numpy as np

    return np.flatnonzero(np.append(True, np.diff(cells) != 0))


def _shares(index: MarkIndex[T], places: Ints, cells: Ints) -> dict[int, list[tuple[T, int]]]:
    """For each cell one mark of each kind, and how many of that kind start there."""
    import numpy as np

    firsts = cell_edges(cells)
    row = np.cumsum(np.bincount(firsts, minlength=len(cells))) - 1
    known, column = np.unique(index.kinds[places], return_inverse=True)
    pairs = row * len(known) + column
    many = np.bincount(pairs)
    example = np.zeros(len(many), np.int64)
    example[pairs[::-1]] = places[::-1]  # of several that are put there the last one stays
    found: dict[int, list[tuple[T, int]]] = defaultdict(list)
    there = np.flatnonzero(many)
    columns = (
        cells[firsts[there // len(known)]].tolist(),
        example[there].tolist(),
        many[there].tolist(),
    )
    for cell, place, number in zip(*columns, strict=True):
        found[cell].append((index.values[place], number))
    return found
