"""A lane's signs in one area: where each mark is drawn, alone or in a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QRectF

from app.core.marks import Mark, MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.lane_area import Hit, LaneArea
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_hits import EDGE_PX, best_hit, count_hit, mark_hit, touches
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.row_grid import Grid
from ui.timeline.layout.sign_columns import SignColumns, columns_of, special_of
from ui.timeline.layout.signs import FEW, SMALL_PX, Signs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

T = TypeVar("T", bound=Mark)

CROWD_PX = 90.0  # with less room, a sign of many marks is only their number
_NONE: frozenset[int] = frozenset()
NUMBER_PX = 30.0  # about as far as a number reaches beyond its sign


class Placed(NamedTuple, Generic[T]):
    """A sign. mark: its only mark, or the newest of those that coincide. span: from the first of
    their starts to the last of their ends. room_px: free space after its first start's sign, for a
    name. has_selected, has_waiting: whether any of its marks is selected, or waits to be saved.
    """

    mark: LaneMark[T]
    span: Span
    row: int
    room_px: float
    many: int = 1
    has_selected: bool = False
    has_waiting: bool = False


class Crowd(NamedTuple):
    """A sign of which only the number is drawn. is_mixed: of marks of several rows."""

    sign: int
    x: float
    row: int
    many: int
    has_waiting: bool
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class LaidMarks(Generic[T]):
    """All in the lane's coordinates. rows: where the marks are drawn, by place in the index; signs
    may have been found in fewer. reach_px: how far
    a point's sign reaches to either side. drawn_from: the first row whose signs are drawn.
    """

    kind: MarkKind
    area: LaneArea
    index: MarkIndex[T]
    rows: Ints
    signs: Signs
    grid: Grid
    mark_of: Callable[[T], LaneMark[T]]
    reach_px: float
    drawn_from: int = 0

    # signs

    def placed(self, start_ms: float, end_ms: float, leaving: Set[int] = _NONE) -> list[Placed[T]]:
        """The signs of a span, one by one; the rest is as for `columns`."""
        return self.each(self.columns(start_ms, end_ms, leaving))

    def columns(self, start_ms: float, end_ms: float, leaving: Set[int] = _NONE) -> SignColumns:
        """The signs of a span, by row, then time; those with a selected or moved mark too, even if
        their row's aren't drawn. Moved marks are left out of them. leaving: signs drawn otherwise.
        """
        return self._columns(self.signs.touching(start_ms, end_ms), leaving)

    def each(self, columns: SignColumns) -> list[Placed[T]]:
        """Signs one by one."""
        values, mark_of = self.index.values, self.mark_of
        return [
            Placed(mark_of(values[place]), Span(start, end), row, room, *rest)
            for place, row, start, end, room, *rest in zip(
                *(column.tolist() for column in columns), strict=True
            )
        ]

    def across(self, at_ms: float, least_ms: float) -> list[Placed[T]]:
        """Of each row the last sign that a time is inside of, and that is so long."""
        import numpy as np

        signs, area = self.signs, self.area
        found = ((signs.starts_ms < at_ms) & (signs.ends_ms > at_ms)).nonzero()[0]
        if not area.moved and not area.selected:  # else a sign may stand for one of its marks
            found = found[signs.ends_ms[found] - signs.starts_ms[found] >= least_ms]
            rows = signs.rows[found]
            found = found[np.append(rows[1:] != rows[:-1], True)[: len(found)]]
        crossing = (
            placed
            for placed in self.each(self._columns(found))
            if placed.span.start_ms < at_ms < placed.span.end_ms
            and placed.span.duration_ms >= least_ms
        )
        return list({placed.row: placed for placed in crossing}.values())

    def crowds(self, start_ms: float, end_ms: float) -> list[Crowd]:
        """Signs of many marks without room for more than their number."""
        import numpy as np

        signs, axis = self.signs, self.area.axis
        is_near = (signs.starts_ms >= start_ms) & (signs.starts_ms <= end_ms)
        found = is_near.nonzero()[0]
        if self.drawn_from:
            found = found[signs.rows[found] >= self.drawn_from]
        many = signs.ends[found] - signs.firsts[found]
        room_px = (signs.free_until_ms[found] - signs.starts_ms[found]) / axis.ms_per_px
        is_crowd = (many > FEW) & (room_px < CROWD_PX)
        found = found[is_crowd]
        if not len(found):
            return []
        special = special_of(signs, found, self.index, self.area)
        if special:
            found = found[~np.isin(found, list(special))]
            if not len(found):
                return []
        waits = signs.waiting(found, self.index)
        x = signs.starts_ms[found] / axis.ms_per_px - axis.left_px
        newest = signs.newest(found, self.index.made)
        many = signs.ends[found] - signs.firsts[found]
        columns = found, x, self.rows[newest], many, waits, signs.are_mixed(found, self.rows)
        return [Crowd(*each) for each in zip(*(c.tolist() for c in columns), strict=True)]

    def moved(self, start_ms: float, end_ms: float) -> Iterator[Placed[T]]:
        """Each moved mark for itself, where it is dragged to."""
        for ref, span in self.area.moved.items():
            place = self._place_of(ref)
            if place is not None and span.end_ms >= start_ms and span.start_ms <= end_ms:
                mark = self.mark_of(self.index.values[place])
                yield Placed(mark, span, int(self.rows[place]), 0.0)

    def ids_with(self, mark: LaneMark[T]) -> tuple[int, ...]:
        """The marks of the sign that a mark is in, if there are several."""
        sign = self._sign_of(mark)
        if sign is None or self.signs.ends[sign] - self.signs.firsts[sign] < 2:
            return ()
        return tuple(self.index.ids[self.signs.places(sign)].tolist())

    # where a mark is

    def rect_of(self, mark: LaneMark[T]) -> QRectF | None:
        """Where it is drawn, which differs from its saved place while it is dragged; None while it
        is part of a number or isn't drawn by itself."""
        place = self._place_of(mark.ref)
        if place is None:
            return None
        row = int(self.rows[place])
        if mark.ref in self.area.moved:
            return self.grid.rect(self.area.moved[mark.ref], row)
        is_alone = self.area.selected == {mark.ref} or (
            row >= self.drawn_from and not self.ids_with(mark)
        )
        return self.grid.rect(mark.span, row) if is_alone else None

    def place_of(self, mark: LaneMark[T]) -> QRectF | None:
        """The same, but as wide as its sign; for a mark in a number, the number's place."""
        rect = self.rect_of(mark)
        if rect is None:
            sign, place = self._sign_of(mark), self._place_of(mark.ref)
            if sign is None or place is None:
                return None
            first = Span.point(int(self.signs.starts_ms[sign]))
            rect = self.grid.rect(first, self._row_of(sign))
            if self.signs.rows[sign] >= self.drawn_from:
                rect.setRight(rect.right() + NUMBER_PX)
        return self._with_sign(rect)

    # what is there

    def hit(self, x: float, y: float) -> Hit | None:
        axis = self.area.axis
        reach = max(EDGE_PX, self.reach_px + NUMBER_PX)
        hits = []
        for placed in self.placed(axis.ms_at(x - reach), axis.ms_at(x + reach)):
            row = self.grid.rect(placed.span, placed.row)
            if placed.many == 1:
                hit = mark_hit(placed.mark, row, self.reach_px, x, y)
            else:
                hit = self._hit_several(placed, row, x, y)
            if hit is not None:
                hits.append(hit)
        return best_hit(hits, self.area) if hits else None

    def refs_in(self, band: QRectF) -> list[MarkRef]:
        """The marks that a rectangle touches, including those in numbers."""
        axis, found = self.area.axis, []
        start_ms = axis.ms_at(band.left() - self.reach_px - NUMBER_PX)
        end_ms = axis.ms_at(band.right() + self.reach_px)
        for sign in self.signs.touching(start_ms, end_ms).tolist():
            span = Span(int(self.signs.starts_ms[sign]), int(self.signs.ends_ms[sign]))
            rect = self._with_sign(self.grid.rect(span, self._row_of(sign)))
            if touches(rect, band):
                ids = self.index.ids[self.signs.places(sign)].tolist()
                found += [MarkRef(self.kind, mark_id) for mark_id in ids]
        return found

    # inside

    def _columns(self, found: Ints, leaving: Set[int] = _NONE) -> SignColumns:
        signs = self.signs
        if leaving or self.drawn_from:
            is_drawn = signs.rows >= self.drawn_from
            is_drawn[list(leaving)] = False
            is_drawn[list(special_of(signs, found, self.index, self.area))] = True
            found = found[is_drawn[found]]
        return columns_of(signs, found, self.index, self.rows, self._rooms(found), self.area)

    def _rooms(self, found: Ints) -> Floats:
        """Free space after the first start of some signs."""
        import numpy as np

        signs, axis = self.signs, self.area.axis
        end_ms = axis.duration_ms + axis.ms_for(12.0)
        until = np.minimum(signs.free_until_ms[found], end_ms)
        rooms: Floats = (until - signs.starts_ms[found]) / axis.ms_per_px - self.reach_px
        return rooms

    def _hit_several(self, placed: Placed[T], row: QRectF, x: float, y: float) -> Hit | None:
        sign = self._with_sign(QRectF(row.left(), row.top(), 0, row.height()))
        sign.setRight(max(sign.right() + NUMBER_PX, row.right()))
        if not sign.contains(x, y):
            return None
        its = self._sign_of(placed.mark)
        if its is None:
            return None
        places = self.signs.places(its)
        last_ms = int(self.index.starts[places].max())
        values = [self.index.values[place] for place in places.tolist()]
        return count_hit(
            [self.mark_of(value) for value in values], Span(placed.span.start_ms, last_ms)
        )

    def _with_sign(self, row: QRectF) -> QRectF:
        reach = self.reach_px if row.width() < SMALL_PX else 0.0
        return row.adjusted(-reach, 0, reach, 0)

    def _row_of(self, sign: int) -> int:
        """Where it is drawn."""
        import numpy as np

        return int(self.rows[self.signs.newest(np.array([sign]), self.index.made)[0]])

    def _place_of(self, ref: MarkRef) -> int | None:
        return self.index.position_of(ref.id) if ref.kind is self.kind else None

    def _sign_of(self, mark: LaneMark[T]) -> int | None:
        place = self._place_of(mark.ref)
        if place is None:
            return None
        at_ms = int(self.index.starts[place])
        near = self.signs.touching(at_ms, at_ms).tolist()
        return next((n for n in near if place in self.signs.places(n).tolist()), None)


def is_selected(area: LaneArea, placed: Placed[Any]) -> bool:
    """Usually there is none: hashing all marks in view took a third of the painting time."""
    return bool(area.selected) and placed.mark.ref in area.selected
