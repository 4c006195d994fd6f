"""Signs of a stretch as columns of numbers: hundreds are drawn at once, so what can be is told for
all of them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.signs import Signs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.bool_]


class SignColumns(NamedTuple):
    """One entry for each sign, by the rows they were found in, then time.

    places: in the index, of its only mark, or of the newest of those that coincide. starts_ms,
    ends_ms: the first of their starts, the last of their ends. rooms_px: free space after its first
    start's sign, for a name. has_selected, has_waiting: whether any of its marks is selected, or
    waits to be saved.
    """

    places: Ints
    rows: Ints
    starts_ms: Ints
    ends_ms: Ints
    rooms_px: Floats
    many: Ints
    has_selected: Masks
    has_waiting: Masks

    def taken(self, which: Ints | Masks) -> SignColumns:
        """Some of them."""
        columns: list[Any] = [column[which] for column in self]
        return SignColumns(*columns)

    def selected_last(self) -> list[SignColumns]:
        """Those without selected marks, then those with some."""
        if not self.has_selected.any():
            return [self]
        return [self.taken(~self.has_selected), self.taken(self.has_selected)]


Special = dict[int, tuple[list[int], list[int]]]
"""Signs with selected or moved marks: the places of those that are selected, and of all that aren't
moved."""


def columns_of(
    signs: Signs,
    found: Ints,
    index: MarkIndex[Any],
    rows: Ints,
    rooms_px: Floats,
    area: LaneArea,
) -> SignColumns:
    """Of some signs; a sign's moved marks are left out, and its only selected mark stands for it.

    rows: of all marks, by place; a sign is drawn in its mark's. rooms_px: of the same signs.
    """
    import numpy as np

    many = signs.ends[found] - signs.firsts[found]
    none = np.zeros(len(found), np.bool_)
    newest = signs.newest(found, index.made)
    columns = SignColumns(
        newest,
        rows[newest],
        signs.starts_ms[found],
        signs.ends_ms[found],
        rooms_px,
        many,
        none,
        signs.waiting(found, index),
    )
    special = special_of(signs, found, index, area)
    return _with_special(columns, found, index, rows, area, special) if special else columns


def special_of(signs: Signs, found: Ints, index: MarkIndex[Any], area: LaneArea) -> Special:
    if not area.selected and not area.moved:
        return {}
    moved = {ref.id for ref in area.moved}
    selected = {ref.id for ref in area.selected} - moved
    wanted = moved | selected
    special: Special = {}
    for sign in found.tolist():
        places = signs.places(sign).tolist()
        ids = index.ids[places].tolist()
        if not wanted.isdisjoint(ids):
            pairs = list(zip(places, ids, strict=True))
            chosen = [p for p, mark_id in pairs if mark_id in selected]
            special[sign] = chosen, [p for p, mark_id in pairs if mark_id not in moved]
    return special


def _with_special(
    columns: SignColumns,
    found: Ints,
    index: MarkIndex[Any],
    rows: Ints,
    area: LaneArea,
    special: Special,
) -> SignColumns:
    """Without signs of which no mark is left."""
    import numpy as np

    own: list[Any] = [column.copy() for column in columns]
    changed, is_left = SignColumns(*own), np.ones(len(found), np.bool_)
    for n in np.flatnonzero(np.isin(found, list(special))).tolist():
        chosen, left = special[int(found[n])]
        if not left:
            is_left[n] = False
            continue
        place, many = (chosen or left)[-1], len(left)
        if many == 1 or len(area.selected) == 1:  # taken out of its number
            many = 1
            changed.starts_ms[n], changed.ends_ms[n] = index.starts[place], index.ends[place]
        changed.places[n], changed.many[n], changed.rows[n] = place, many, rows[place]
        changed.has_selected[n] = bool(chosen)
    return changed.taken(is_left)
