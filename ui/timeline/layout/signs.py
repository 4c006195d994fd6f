"""Which marks coincide at a zoom, and are one sign with a number.

Marks of a row whose signs would touch are one sign; a crowd is divided into cells of time, so that
a sign stays where its marks are. Cells are powers of two, each made up of two of the next zoom:
zooming in divides a sign in its place. A mark decides only about its own cell and those beside it,
so a new one changes nothing farther away.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from ui.timeline.layout.mark_index import MarkIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Masks = npt.NDArray[np.bool_]

SMALL_PX = 8.0  # spans narrower than this are drawn and moved like points
_CELL_SIGNS = 2  # at least so many signs have room in a cell
_ZOOMS_KEPT = 4
FEW = 3  # more marks in a cell are one sign, however they are spread


class Signs(NamedTuple):
    """One entry for each sign, by row, then time.

    order: the places of all marks, sign after sign. firsts: where each sign's marks begin in it;
    ends: where they end. starts_ms, ends_ms: the first of its marks' starts, the last of their
    ends. free_until_ms: where the next sign in the row starts.
    """

    order: Ints
    firsts: Ints
    ends: Ints
    rows: Ints
    starts_ms: Ints
    ends_ms: Ints
    free_until_ms: Floats

    def touching(self, start_ms: float, end_ms: float) -> Ints:
        """Those of a span of time, by row, then time."""
        found: Ints = ((self.ends_ms >= start_ms) & (self.starts_ms <= end_ms)).nonzero()[0]
        return found

    def places(self, sign: int) -> Ints:
        """Its marks, in time order."""
        found: Ints = self.order[self.firsts[sign] : self.ends[sign]]
        return found

    def newest(self, signs: Ints, made: Ints) -> Ints:
        """Of some signs the place of the mark made last; of several made at once the last one.

        made: of all marks, by place.
        """
        import numpy as np

        firsts, many = self.firsts[signs], self.ends[signs] - self.firsts[signs]
        newest: Ints = self.order[firsts]
        several = np.flatnonzero(many > 1)
        if not len(several):
            return newest
        many = many[several]
        begins = np.cumsum(many) - many
        at = np.arange(int(many.sum())) + np.repeat(firsts[several] - begins, many)
        its_made = made[self.order[at]]
        is_last = its_made == np.repeat(np.maximum.reduceat(its_made, begins), many)
        newest[several] = self.order[np.maximum.reduceat(np.where(is_last, at, -1), begins)]
        return newest

    def are_mixed(self, signs: Ints, rows: Ints) -> Masks:
        """Of some signs, at least one, whether their marks are drawn in several rows. rows: of
        all, by place."""
        import numpy as np

        firsts, many = self.firsts[signs], self.ends[signs] - self.firsts[signs]
        begins = np.cumsum(many) - many
        at = np.arange(int(many.sum())) + np.repeat(firsts - begins, many)
        its = rows[self.order[at]]
        least, most = (way.reduceat(its, begins) for way in (np.minimum, np.maximum))
        mixed: Masks = least != most
        return mixed

    def waiting(self, signs: Ints, index: MarkIndex[Any]) -> Masks:
        """Of some signs whether any of their marks waits to be saved; mostly none does."""
        import numpy as np

        if not index.has_waiting:
            return np.zeros(len(signs), np.bool_)
        odd = index.looks[self.order] & 1
        waits: Masks = np.bitwise_or.reduceat(odd, self.firsts)[signs] > 0
        return waits


class Ordered(NamedTuple):
    """All marks by row, then time, which no zoom changes. order: their places. apart_ms: how far
    each is from the one before it; 0 in a shared row."""

    order: Ints
    rows: Ints
    starts: Ints
    ends: Ints
    apart_ms: Ints

    @classmethod
    def of(cls, index: MarkIndex[Any], rows: Ints, shared_row: int | None = None) -> Ordered:
        """As for `signs_of`."""
        import numpy as np

        # They are in time order already; narrow numbers are sorted twenty times as fast.
        order = np.argsort(rows.astype(np.int16), kind="stable")
        its_rows, starts = rows[order], index.starts[order]
        apart = np.diff(starts)
        if shared_row is not None:
            apart[its_rows[1:] == shared_row] = 0
        return cls(order, its_rows, starts, index.ends[order], apart)


def signs_of(
    index: MarkIndex[Any], rows: Ints, touch_ms: float, shared_row: int | None = None
) -> Signs:
    """rows: of all marks. touch_ms: signs closer than this would touch. shared_row: one whose marks
    may overlap in time; those of a cell are one sign."""
    return _signs_of(Ordered.of(index, rows, shared_row), touch_ms)


def _signs_of(marks: Ordered, touch_ms: float) -> Signs:
    import numpy as np

    firsts = np.flatnonzero(_begins(marks.rows, marks.starts, marks.apart_ms, touch_ms))
    ends = np.append(firsts[1:], len(marks.order))
    begun, row_of = marks.starts[firsts], marks.rows[firsts]
    free = np.full(len(firsts), math.inf)
    follows = row_of[1:] == row_of[:-1]
    free[:-1][follows] = begun[1:][follows]
    ended = np.maximum.reduceat(marks.ends, firsts) if len(firsts) else begun
    return Signs(marks.order, firsts, ends, row_of, begun, ended, free)


def _begins(rows: Ints, starts: Ints, apart: Ints, touch_ms: float) -> Masks:
    """Whether each mark, by row and time, begins a sign. apart: how far it is from the last."""
    import numpy as np

    begins = np.ones(len(starts), np.bool_)
    if len(starts) < 2:
        return begins
    cells = starts >> max(0, math.ceil(math.log2(max(1.0, _CELL_SIGNS * touch_ms))))
    begins[1:] = (rows[1:] != rows[:-1]) | (cells[1:] != cells[:-1])
    firsts = np.flatnonzero(begins)
    many = np.diff(firsts, append=len(starts))
    is_crowded = np.repeat(many > FEW, many)
    begins[1:] |= ~is_crowded[1:] & (apart >= touch_ms)
    # Across the edge of two cells: where one sign's first mark would touch the next one's.
    at = np.flatnonzero(begins)
    gap = starts[at[1:]] - starts[at[:-1]]
    touches = (rows[at[1:]] == rows[at[:-1]]) & (gap < touch_ms)
    begins[at[1:][touches]] = False
    return begins


class KeptSigns:
    """Of the last few zooms: an area is asked about many times."""

    def __init__(self) -> None:
        self._known: dict[object, Signs] = {}
        self._ordered: dict[object, Ordered] = {}

    def forget(self) -> None:
        self._known.clear()
        self._ordered.clear()

    def at(
        self,
        index: MarkIndex[Any],
        rows: Ints,
        key: object,
        touch_ms: float,
        shared_row: int | None = None,
    ) -> Signs:
        """key: which rows these are. The rest is as for `signs_of`."""
        known = self._known.pop((touch_ms, key), None)
        if known is None:
            marks = self._ordered.get(key)
            if marks is None:
                marks = Ordered.of(index, rows, shared_row)
                _keep_few(self._ordered, key, marks)
            known = _signs_of(marks, touch_ms)
        _keep_few(self._known, (touch_ms, key), known)  # as the most recently used one
        return known


def _keep_few(known: dict[object, Any], key: object, value: object) -> None:
    known[key] = value
    if len(known) > _ZOOMS_KEPT:
        del known[next(iter(known))]
