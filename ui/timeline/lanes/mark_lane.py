"""What lanes of marks have in common: painting, marks under a point, edges to snap to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.core.marks import Mark, MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import Text, _, ngettext, number
from app.marks.kinds import KINDS
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.edge_marks import EdgeMark, EdgeMarks
from ui.timeline.lanes.lane import Lane, LaneMarks
from ui.timeline.layout.laid_marks import NUMBER_PX, Crowd, LaidMarks, Placed
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import Entry, MarkIndex
from ui.timeline.layout.mark_refs import MarkRefs
from ui.timeline.layout.row_grid import PAD_PX, RowGrid
from ui.timeline.layout.rows import rows_by_overlap
from ui.timeline.layout.sign_columns import SignColumns
from ui.timeline.layout.signs import SMALL_PX, KeptSigns
from ui.timeline.paint.label_picture import NumberLook, paint_number
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import is_waiting

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

WORD_PX = 320.0  # how far a name may reach out of its mark
GAP_PX = 2.0  # between two signs

T = TypeVar("T", bound=Mark)


class MarkLane(Lane, Generic[T]):
    """A lane of marks stacked in rows. Sub-classes say how wide and how one looks.

    hint: what to do, shown while the lane is empty; `{keys}` in it are those given to the lane.
    number_px: what a number beside a sign needs, if it is drawn there. thins_crowds: whether of
    many marks without room only their number is drawn.
    """

    kind: MarkKind
    hint: Text | None = None
    number_px = 0.0
    thins_crowds = True

    def __init__(self, entry_of: Callable[[T], Entry], keys: str = "") -> None:
        """entry_of: a mark as numbers. keys: what makes one, as the keyboard names them."""
        self._keys = keys
        self._index: MarkIndex[T] = MarkIndex(entry_of)
        self._rows: Ints | None = None
        self._rows_kept: dict[int, int] = {}
        self._signs = KeptSigns()
        self._edge: EdgeMarks[T] = EdgeMarks(lambda area: self.laid(area))
        self._marks: dict[int, tuple[T, LaneMark[T]]] = {}

    @property
    def marks(self) -> LaneMarks:
        return self

    @property
    def is_blank(self) -> bool:
        return not len(self._index)

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        return self.set_values(self.values_of(timeline))

    def set_values(self, values: Sequence[T]) -> list[Span] | None:
        """Takes marks in time order; returns where any were added, changed or removed (None:
        everywhere).
        """
        changed = self._index.replace(values)
        if changed != []:
            self._rows = None
            self._edge.forget()
            self._signs.forget()
        if changed is None:
            self._marks.clear()  # usually another track: nothing of it comes back
            self._rows_kept.clear()
        return changed

    def mark(self, ref: MarkRef) -> LaneMark[T] | None:
        place = self._index.position_of(ref.id) if ref.kind is self.kind else None
        return None if place is None else self._mark_of(self._index.values[place])

    def _mark_of(self, value: T) -> LaneMark[T]:
        """Cached: each step of a zoom lays out hundreds of the same marks."""
        known = self._marks.get(id(value))
        if known is None:  # while it is cached, no other value can have its id()
            known = self._marks[id(value)] = (value, self.as_mark(value))
        return known[1]

    # for sub-classes

    def values_of(self, timeline: TrackTimeline) -> Sequence[T]:
        """The lane's share of a track's marks, in time order."""
        raise NotImplementedError

    def as_mark(self, value: T) -> LaneMark[T]:
        raise NotImplementedError

    def heights(self) -> LaneHeights:
        raise NotImplementedError

    def row_bounds(self) -> tuple[float, float]:
        """The least and greatest height of a row, in pixels."""
        raise NotImplementedError

    def reach_of_point(self) -> float:
        """How far a point's sign reaches to either side of its time, in pixels."""
        raise NotImplementedError

    def paint_mark(self, painter: QPainter, area: LaneArea, placed: Placed[T], row: QRectF) -> None:
        """Draws a sign; `row` is from its start to its end, at the row's height."""
        raise NotImplementedError

    def paint_at_edge(
        self, painter: QPainter, area: LaneArea, found: Sequence[EdgeMark[T]]
    ) -> None:
        """Draws at x = 0 the names of marks that started before the view, each in its row."""
        for mark, row in found:
            self.paint_pinned_mark(painter, area, mark, row)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[T], row: QRectF
    ) -> None:
        """The same for one."""

    def paint_many(self, painter: QPainter, area: LaneArea, placed: Placed[T], row: QRectF) -> None:
        """Draws how many marks a sign stands for: after a point, at the end of a span."""
        look = NumberLook(placed.has_selected, placed.has_waiting)
        if row.width() < SMALL_PX:
            paint_number(painter, row.center().x() + self.reach_of_point(), row, placed.many, look)
        elif row.width() < 2 * NUMBER_PX:
            paint_number(painter, row.right(), row, placed.many, look)
        else:
            paint_number(painter, row.right(), row, placed.many, look, ends_there=True)

    def in_front(self, laid: LaidMarks[T], columns: SignColumns) -> SignColumns:
        """Without signs that others hide."""
        return columns

    def paint_crowds(self, painter: QPainter, laid: LaidMarks[T], crowds: Sequence[Crowd]) -> None:
        """Draws numbers alone, in place of signs."""
        for crowd in crowds:
            at = Span.point(round(laid.area.axis.ms_at(crowd.x)))
            row, look = laid.grid.rect(at, crowd.row), NumberLook(False, crowd.has_waiting)
            paint_number(painter, crowd.x - laid.reach_px, row, crowd.many, look)

    # the lane's three answers

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        if len(self._index):
            self.paint_signs(painter, area, self.laid(area))

    def paint_signs(self, painter: QPainter, area: LaneArea, laid: LaidMarks[T]) -> None:
        """Those with selected marks after the others, and what is dragged on top."""
        start_ms, end_ms = area.axis.ms_at(-WORD_PX), area.axis.ms_at(area.axis.width_px + 40)
        crowds = laid.crowds(start_ms, end_ms) if self.thins_crowds else []
        if crowds:
            self.paint_crowds(painter, laid, crowds)
        leaving = {crowd.sign for crowd in crowds}
        columns = self.in_front(laid, laid.columns(start_ms, end_ms, leaving))
        moved = laid.moved(start_ms, end_ms)
        for some in columns.selected_last():
            self.paint_columns(painter, laid, some)
        self.paint_placed(painter, laid, list(moved))

    def paint_columns(self, painter: QPainter, laid: LaidMarks[T], columns: SignColumns) -> None:
        """Draws signs, all of them with selected marks or none; the last one in front."""
        self.paint_placed(painter, laid, laid.each(columns))

    def paint_placed(
        self, painter: QPainter, laid: LaidMarks[T], signs: Sequence[Placed[T]]
    ) -> None:
        """Draws signs, the last one in front."""
        for placed in signs:
            row = laid.grid.rect(placed.span, placed.row)
            self.paint_mark(painter, laid.area, placed, row)
            if placed.many > 1:
                self.paint_many(painter, laid.area, placed, row)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """The names of marks that started before the view, at its left edge."""
        if not len(self._index):
            return
        found = self._edge.of(area, self.reach_of_point())
        if found:
            self.paint_at_edge(painter, area, found)

    def worded(self, area: LaneArea) -> tuple[float, float] | None:
        return (0.0, float(area.height)) if len(self._index) else None

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        return self.laid(area).hit(x, y) if len(self._index) else None

    def refs(self) -> MarkRefs:
        return MarkRefs(self.kind, self._index)

    def refs_over(self, span: Span) -> list[MarkRef]:
        """The marks that overlap a span of time."""
        if not len(self._index):
            return []
        near = self._index.touching(span.start_ms, span.end_ms).tolist()
        marks = (self._mark_of(self._index.values[place]) for place in near)
        return [mark.ref for mark in marks if mark.span.overlaps(span)]

    def spans(self) -> Iterator[tuple[MarkRef, Span]]:
        """All of them, in time order."""
        return ((value.ref, value.span) for value in self._index.values)

    def sign_of(self, ref: MarkRef) -> tuple[str, str]:
        mark = self.mark(ref)
        waits = mark is not None and is_waiting(mark.value)
        return WAITS_ICON if waits else self.icon, ""

    def what_to_do(self) -> str:
        if len(self._index):
            return ""
        return self.hint.filled(keys=self._keys) if self.hint is not None else ""

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        """“12 marks, 1 selected”."""
        refs = self.refs()
        if not refs:
            return self.what_to_do() or _("No marks")
        many = len(refs.among(selected))
        if not many:
            return ngettext("1 mark", "{n} marks", len(refs))
        return ngettext(
            "1 mark, {selected} selected",
            "{n} marks, {selected} selected",
            len(refs),
            selected=number(many),
        )

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        near = self._index.edges_within(axis.ms_at(x - within_px), axis.ms_at(x + within_px))
        return [Edge(at_ms, str(KINDS[self.kind].words.one)) for at_ms in near]

    def rect_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """A mark's place, in the lane's coordinates; None while it is part of a number."""
        mark = self.mark(ref)
        return None if mark is None else self.laid(area).rect_of(mark)

    def place_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """The same, but as wide as its sign; for a mark in a number, the number's place."""
        mark = self.mark(ref)
        return None if mark is None else self.laid(area).place_of(mark)

    def counted_with(self, area: LaneArea, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks in one place with a mark, including itself; empty if it stands alone."""
        mark = self.mark(ref)
        ids = () if mark is None else self.laid(area).ids_with(mark)
        return tuple(MarkRef(self.kind, mark_id) for mark_id in ids)

    def refs_in(self, area: LaneArea, band: QRectF) -> list[MarkRef]:
        """The marks that a rectangle touches, including those in numbers; in lane coordinates."""
        return self.laid(area).refs_in(band) if len(self._index) else []

    # layout

    def rows(self) -> Ints:
        """The row of each mark, by place in the index."""
        if self._rows is None:
            self._rows = rows_by_overlap(self._index, self._rows_kept)
        return self._rows

    def rows_in(self, area: LaneArea) -> int:
        """How many rows there are; what has no room shares the last."""
        least = self.row_bounds()[0]
        room = max(1, int((area.height - 2 * PAD_PX) // least))
        return min(room, int(self.rows().max(initial=0)) + 1)

    def shape(self, area: LaneArea) -> object:
        """What all rows depend on; while it is equal, a new mark changes only its own place."""
        return self.rows_in(area) if len(self._index) else None

    def laid(self, area: LaneArea) -> LaidMarks[T]:
        axis, many = area.axis, self.rows_in(area)
        least, greatest = self.row_bounds()
        row_px = min(greatest, max(least, (area.height - 2 * PAD_PX) / many))
        grid = RowGrid(axis.ms_per_px, axis.left_px, row_px, many - 1)
        rows = self.rows().clip(max=many - 1)
        reach = self.reach_of_point()
        is_shared = bool(self.rows().max(initial=0) >= many)
        touch_ms = axis.ms_for(2 * reach + GAP_PX + self.number_px)
        shared = many - 1 if is_shared else None
        signs = self._signs.at(self._index, rows, many, touch_ms, shared)
        return LaidMarks(self.kind, area, self._index, rows, signs, grid, self._mark_of, reach)
