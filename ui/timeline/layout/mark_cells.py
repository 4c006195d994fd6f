"""Cells of time in which marks start: where they crowd, where one stands alone. Numbers only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.timeline.layout.clusters import cell_edges
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.zoom_step import Extents, Grain

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.bool_]

_FEW = 2  # so many in a cell are no crowd, however low the lane
_LONG_CELLS = 4  # spans this long are never hidden for a crowd's sake
_FINEST_CELL_MS = 64  # in cells shorter than this there is no zoom left that would open a count


def are_crowded(index: MarkIndex[Any], places: Ints, grain: Grain, limit: int) -> Masks:
    """Which of some marks, in time order, are short and start in a cell with more marks than
    there are rows (limit)."""
    import numpy as np

    bits, starts = grain.cell_bits, index.starts[places]
    if grain.cell_ms <= _FINEST_CELL_MS or len(places) == 0:
        return np.zeros(len(places), np.bool_)
    edges = cell_edges(starts >> bits)
    cells = starts[edges] >> bits
    here = index.starting(cells + 1 << bits) - index.starting(cells << bits)
    is_crowd = np.repeat(here > max(_FEW, limit), np.diff(np.append(edges, len(starts))))
    crowded: Masks = is_crowd & (index.ends[places] - starts < _LONG_CELLS << bits)
    return crowded


def are_lone(shown: Extents, hidden: Masks, crowd_starts: Ints, grain: Grain) -> Masks:
    """Which of the hidden are the only one of their cell and fit into it: rather than as a “1”
    they are shown themselves where the count would be."""
    import numpy as np

    found = np.zeros(len(hidden), np.bool_)
    if hidden.any():
        bits = grain.cell_bits
        cells = np.floor(shown.lefts[hidden]).astype(np.int64) >> bits
        taken = np.sort(np.concatenate([cells, crowd_starts >> bits]))
        is_once = np.searchsorted(taken, cells, "right") - np.searchsorted(taken, cells) == 1
        found[hidden] = is_once & (shown.rights[hidden] <= cells + 1 << bits)
    return found


def rows_above(cells: Ints, shown: Extents, rows: Ints, grain: Grain) -> list[int]:
    """For each cell, how many rows from the first hold something long that reaches over it.

    rows: of those shown; what is shorter than a cell only leans over a neighbour's edge.
    """
    import numpy as np

    is_long = shown.rights - shown.lefts >= grain.cell_ms
    lefts, rights, rows = shown.lefts[is_long], shown.rights[is_long], rows[is_long]
    if len(cells) == 0 or len(rows) == 0:
        return [0] * len(cells)
    begins, ends = cells << grain.cell_bits, cells + 1 << grain.cell_bits
    is_over = (lefts[None, :] < ends[:, None]) & (rights[None, :] > begins[:, None])
    found: list[int] = np.where(is_over, rows[None, :] + 1, 0).max(axis=1).tolist()
    return found


def are_among(values: Ints, known: Ints) -> npt.NDArray[np.bool_]:
    """Which of some values are known; both come sorted."""
    import numpy as np

    if len(known) == 0:
        return np.zeros(len(values), np.bool_)
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[places] == values
    return found
