"""What lanes of marks have in common: painting, finding a mark under a point, edges to snap to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.core.counting import counted
from app.core.marks import Mark, MarkKind, MarkRef
from app.core.timecode import Span
from app.marks.kinds import KINDS
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import Hit, LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane, LaneMarks
from ui.timeline.layout.clusters import Count
from ui.timeline.layout.laid_marks import LaidMarks, Placed
from ui.timeline.layout.mark_grid import PAD_PX, RowGrid
from ui.timeline.layout.mark_index import Entry, MarkIndex
from ui.timeline.layout.mark_layout import LaneMark, MarkLayout
from ui.timeline.layout.mark_refs import MarkRefs
from ui.timeline.layout.zoom_step import SMALL_PX, Grain
from ui.timeline.paint.label_picture import NumberLook, paint_number
from ui.timeline.paint.mark_paint import caption_height, paint_hint
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import is_waiting, waiting_in

WORD_PX = 320.0  # how far a word may reach out of its mark
_LEAST_CELL_PX = 4.0
_ZOOMS_KEPT = 16
_LayoutKey = tuple[Grain, int, float]

T = TypeVar("T", bound=Mark)


class MarkLane(Lane, Generic[T]):
    """A lane of marks stacked in rows. Sub-classes say how wide and how one looks.

    hint: what to do, shown while the lane is empty.
    """

    kind: MarkKind
    hint = ""

    def __init__(self, entry_of: Callable[[T], Entry]) -> None:
        """entry_of: a mark in numbers."""
        self._index: MarkIndex[T] = MarkIndex(entry_of)
        self._layouts: dict[_LayoutKey, tuple[MarkLayout[T], int]] = {}
        self._changed: list[Span] = []  # since the lane began; layouts know how far they followed
        self._marks: dict[int, tuple[T, LaneMark[T]]] = {}

    @property
    def marks(self) -> LaneMarks:
        return self

    def set_timeline(self, timeline: TrackTimeline) -> list[Span] | None:
        return self.set_values(self.values_of(timeline))

    def set_values(self, values: Sequence[T]) -> list[Span] | None:
        """Take marks in time order; answers where any went, came or changed (None: all over)."""
        changed = self._index.replace(values)
        if changed is None:
            self._marks.clear()  # most often another track: nothing of it comes back
            self._layouts.clear()
            self._changed.clear()
        else:
            self._changed += changed
        return changed

    def mark(self, ref: MarkRef) -> LaneMark[T] | None:
        place = self._index.position_of(ref.id) if ref.kind is self.kind else None
        return None if place is None else self._mark_of(self._index.values[place])

    def _mark_of(self, value: T) -> LaneMark[T]:
        """Kept: each step of a zoom lays out hundreds of the same marks."""
        known = self._marks.get(id(value))
        if known is None:  # while it is kept, no other value has its identity
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
        """Least and greatest height of a row, in pixels."""
        raise NotImplementedError

    def reach_of_point(self) -> float:
        """How far a point's sign reaches to either side of its time, in pixels."""
        raise NotImplementedError

    def prepare(self, painter: QPainter, row_px: float) -> None:
        """Before a lane paints: what the marks of this painting have in common."""

    def paint_mark(self, painter: QPainter, area: LaneArea, placed: Placed[T], row: QRectF) -> None:
        """Draw one mark; `row` runs from its start to its end and over the row's height."""
        raise NotImplementedError

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[T], row: QRectF
    ) -> None:
        """Draw at x = 0 what names a mark that began before the view."""

    def paint_count(self, painter: QPainter, area: LaneArea, count: Count[T], rect: QRectF) -> None:
        """Draw behind the number of a count; `rect` is its cell, as high as there are many."""

    # the lane's three answers

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        if not len(self._index):
            return
        laid = self._laid(area)
        grid = laid.grid
        start_ms, end_ms = area.axis.ms_at(-WORD_PX), area.axis.end_ms
        self.prepare(painter, grid.row_px)
        later = laid.taken_out(self._selected_alone(area))
        self._paint_counts(painter, laid, later)
        is_special = bool(area.selected or area.moved)
        for placed in laid.placed(start_ms, end_ms):
            if is_special and (placed.mark.ref in area.selected or placed.mark.ref in area.moved):
                later.append(placed)
            else:
                self.paint_mark(painter, area, placed, grid.rect(placed.mark.span, placed.row))
        later += self._brought_here(laid, {placed.mark.ref for placed in later})
        for placed in later:
            if placed.mark.ref in area.moved:
                placed.room_px = 0.0
            self.paint_mark(painter, area, placed, laid.row_of(placed.mark, placed.row))

    def _brought_here(self, laid: LaidMarks[T], there: Set[MarkRef]) -> Iterator[Placed[T]]:
        """Marks dragged so far that their own place is out of sight. there: those known anyway."""
        area = laid.area
        start_ms, end_ms = area.axis.ms_at(-WORD_PX), area.axis.end_ms
        for ref, span in area.moved.items():
            if ref in there or span.end_ms < start_ms or span.start_ms > end_ms:
                continue
            mark = self.mark(ref)
            row = None if mark is None else laid.layout.row_of(ref, mark.span.start_ms)
            if mark is not None and row is not None:
                yield Placed(mark, row, 0.0)

    def _paint_counts(
        self, painter: QPainter, laid: LaidMarks[T], taken_out: list[Placed[T]]
    ) -> None:
        area = laid.area
        end = area.axis.x_of(area.axis.duration_ms)
        chosen = {ref.id for ref in area.selected if ref.kind is self.kind}
        for count in laid.counts(area.axis.ms_at(-WORD_PX), area.axis.end_ms):
            rect = laid.grid.count_rect(count)
            self.paint_count(painter, area, count, _cut_at(rect, end))
            rect.moveLeft(min(rect.left(), end - rect.width() / 2))
            has_selected = bool(chosen) and not chosen.isdisjoint(count.ids)
            shown = [out for out in taken_out if out.mark.ref.id in count.ids]
            waits = waiting_in(count.shares)
            if count.is_crowd or not shown:
                look = NumberLook(not count.is_crowd, has_selected, bool(waits))
                paint_number(painter, rect, len(count), look)
            elif len(count) > 1:
                waits -= is_waiting(shown[0].mark.value)
                look = NumberLook(is_rest=True, has_waiting=bool(waits))
                paint_number(painter, laid.beside(shown[0], rect), len(count) - 1, look)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """What stays at the view's left edge: names of marks that began before, or the hint."""
        if not len(self._index):
            paint_hint(painter, area, self.hint)
            return
        laid = self._laid(area)
        self.prepare(painter, laid.grid.row_px)
        for mark, row in laid.crossing(area.axis.start_ms):
            if row.left() < 0 < row.right() and row.width() >= SMALL_PX:
                self.paint_pinned_mark(painter, area, mark, row)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        if not len(self._index):
            return None
        laid = self._laid(area)
        return laid.hit(laid.taken_out(self._selected_alone(area)), x, y)

    def refs(self) -> Sequence[MarkRef]:
        return MarkRefs(self.kind, self._index)

    def refs_over(self, span: Span) -> list[MarkRef]:
        """The marks that overlap a stretch of time."""
        if not len(self._index):
            return []
        near = self._index.touching(span.start_ms, span.end_ms).tolist()
        marks = (self._mark_of(self._index.values[place]) for place in near)
        return [mark.ref for mark in marks if mark.span.overlaps(span)]

    def spans(self) -> Iterator[tuple[MarkRef, Span]]:
        """All of them, in time order."""
        for value in self._index.values:
            mark = self._mark_of(value)
            yield mark.ref, mark.span

    def sign_of(self, ref: MarkRef) -> tuple[str, str]:
        mark = self.mark(ref)
        waits = mark is not None and is_waiting(mark.value)
        return WAITS_ICON if waits else self.icon, ""

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        """“12 marks, 1 selected”."""
        refs = self.refs()
        if not refs:
            return self.hint or "No marks"
        many = sum(ref in refs for ref in selected)
        marks = counted(len(refs), "1 mark", "{n} marks")
        return f"{marks}, {many} selected" if many else marks

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        near = self._index.edges_within(axis.ms_at(x - within_px), axis.ms_at(x + within_px))
        return [Edge(at_ms, KINDS[self.kind].words.one) for at_ms in near]

    def rect_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """Where a mark is, in the lane's coordinates; None while it is part of a count."""
        mark = self.mark(ref)
        return None if mark is None else self._laid(area).rect_of(mark)

    def place_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """The same as wide as its sign; of a mark that is part of a count, the count's."""
        mark = self.mark(ref)
        return None if mark is None else self._laid(area).place_of(mark)

    def counted_with(self, area: LaneArea, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks of the count that a mark is part of, with itself; empty when it is in none."""
        mark = self.mark(ref)
        count = None if mark is None else self._laid(area).count_of(mark)
        return () if count is None else tuple(MarkRef(self.kind, n) for n in count.ids)

    def refs_in(self, area: LaneArea, band: QRectF) -> list[MarkRef]:
        """The marks that a rectangle touches, those in counts too; in the lane's coordinates."""
        return self._laid(area).refs_in(band) if len(self._index) else []

    def _selected_alone(self, area: LaneArea) -> LaneMark[T] | None:
        return self.mark(next(iter(area.selected))) if len(area.selected) == 1 else None

    # layout

    def layout(self, area: LaneArea) -> MarkLayout[T]:
        """Some are kept for other zooms: who looks closer soon looks from afar again."""
        grain = Grain.of(area.axis.ms_per_px, 2.0 * caption_height())
        limit = max(1, int((area.height - 2 * PAD_PX) // self.row_bounds()[0]))
        key = grain, limit, self.reach_of_point()
        known, since = self._layouts.pop(key, (None, 0))
        if known is None:
            known = MarkLayout(self._index, self._mark_of, *key, {})
        elif since < len(self._changed):
            known = known.after(self._changed[since:])
        self._layouts[key] = known, len(self._changed)  # as the one used last
        if len(self._layouts) > _ZOOMS_KEPT:
            del self._layouts[next(iter(self._layouts))]
        return known

    def shape(self, area: LaneArea) -> object:
        """What all rows have in common; while it stays, a new mark changes only its own stretch."""
        if not len(self._index):
            return None
        layout = self.layout(area)
        return layout.rows_used, layout.has_counts

    def _laid(self, area: LaneArea) -> LaidMarks[T]:
        layout, axis = self.layout(area), area.axis
        least, greatest = self.row_bounds()
        wanted = (area.height - 2 * PAD_PX) / (layout.rows_used + layout.has_counts)
        row_px = min(greatest, max(least, wanted))
        grid = RowGrid(axis.ms_per_px, axis.left_px, row_px, area.height, layout.rows_used)
        return LaidMarks(self.kind, area, layout, grid, self.reach_of_point())


def _cut_at(cell: QRectF, end: float) -> QRectF:
    """The part of a cell that lies in the track, which may end in the midst of it."""
    if cell.right() <= end:
        return cell
    cut = QRectF(cell)
    cut.setRight(max(cell.left() + _LEAST_CELL_PX, min(cell.right(), end)))
    return cut
