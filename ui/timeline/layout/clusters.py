"""Marks that have no place of their own: counted by the cell of time in which they start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from app.core.timecode import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ui.timeline.layout.mark_index import MarkIndex

    Ints = npt.NDArray[np.int64]

T = TypeVar("T")

_MANY_KINDS = 500


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


def clustered(
    index: MarkIndex[T], places: Ints, cell_bits: int, rows_above: Sequence[int] | None = None
) -> list[Count[T]]:
    """One count for each cell of 2**cell_bits ms, in time order.

    places: in time order. rows_above: of each cell where some start; without it, they are no crowd.
    """
    if len(places) == 0:
        return []
    starts = index.starts[places]
    cells = starts >> cell_bits
    firsts = cell_edges(cells)
    shares = _shares(index, places, firsts)
    edges = [*firsts.tolist(), len(places)]
    begins = starts[edges[:-1]].tolist()
    ends = [int(starts[edge - 1]) for edge in edges[1:]]
    ids = index.ids[places].tolist()
    members = [tuple(ids[first:end]) for first, end in pairwise(edges)]
    above = [0] * len(begins) if rows_above is None else rows_above
    return [
        Count(
            Span(cell << cell_bits, cell + 1 << cell_bits),
            Span(begin, end),
            tuple(its_shares),
            its_ids,
            rows_above is not None,
            rows,
        )
        for cell, its_shares, begin, end, its_ids, rows in zip(
            cells[firsts].tolist(), shares, begins, ends, members, above, strict=True
        )
    ]


def cell_edges(cells: Ints) -> Ints:
    """Where each cell's marks begin among all; they come sorted."""
    import numpy as np

    return np.flatnonzero(np.append(True, np.diff(cells) != 0))


def _shares(index: MarkIndex[T], places: Ints, firsts: Ints) -> list[list[tuple[T, int]]]:
    """For each cell one mark of each kind, and how many of that kind start there.

    firsts: where each cell's marks begin.
    """
    import numpy as np

    row = np.cumsum(np.bincount(firsts, minlength=len(places))) - 1
    kinds = index.kinds[places]
    many_kinds = int(kinds.max()) + 1
    if many_kinds > _MANY_KINDS:  # ids far apart: number them
        known, kinds = np.unique(kinds, return_inverse=True)
        many_kinds = len(known)
    pairs = row * many_kinds + kinds
    many = np.bincount(pairs)
    example = np.zeros(len(many), np.int64)
    example[pairs[::-1]] = places[::-1]  # of several that are put there the last one stays
    found: list[list[tuple[T, int]]] = [[] for _ in range(len(firsts))]
    there = np.flatnonzero(many)
    columns = ((there // many_kinds).tolist(), example[there].tolist(), many[there].tolist())
    for cell, place, number in zip(*columns, strict=True):
        found[cell].append((index.values[place], number))
    return found
