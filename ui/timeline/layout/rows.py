"""The row of each mark, at every zoom the same: nothing jumps while one zooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.timeline.geometry.stacking import stack
from ui.timeline.layout.mark_index import MarkIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

MOST_ROWS = 12  # what would need more shares the last one


def rows_by_overlap(index: MarkIndex[Any], kept: dict[int, int]) -> Ints:
    """Marks that overlap in time are below one another; most lanes need one row.

    kept: the rows that marks had, by id; they keep them, whatever is added between them. It is
    brought up to date.
    """
    import numpy as np

    extents = list(zip(index.starts.tolist(), index.ends.tolist(), strict=True))
    ids = index.ids.tolist()
    found = stack(extents, MOST_ROWS, [kept.get(mark_id) for mark_id in ids])
    rows = [MOST_ROWS - 1 if row is None else row for row in found]
    kept.clear()
    kept.update(zip(ids, rows, strict=True))
    return np.array(rows, np.int64)
