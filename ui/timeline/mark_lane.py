"""What lanes of marks have in common: painting, finding a mark under a point, edges to snap to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.timecode import Span
from app.timeline.records import MarkKind, MarkRef
from ui.timeline.label_picture import number_height, paint_number
from ui.timeline.lane import Hit, LaneArea, LaneHeights
from ui.timeline.mark_counts import Count
from ui.timeline.mark_grain import SMALL_PX, Grain
from ui.timeline.mark_grid import PAD_PX, RowGrid
from ui.timeline.mark_hits import EDGE_PX, best_hit, count_hit, mark_hit, touches
from ui.timeline.mark_index import Entry, MarkIndex
from ui.timeline.mark_layout import LaneMark, MarkLayout, Stand
from ui.timeline.mark_paint import caption_height, paint_hint
from ui.timeline.mark_refs import MarkRefs
from ui.timeline.time_axis import TimeAxis

__all__ = ["EDGE_PX", "SMALL_PX", "LaneMark", "MarkLane", "Placed", "is_selected"]

WORD_PX = 320.0  # how far a word may reach out of its mark
_LEAST_CELL_PX = 4.0
_ZOOMS_KEPT = 16
_LayoutKey = tuple[Grain, int, float]

T = TypeVar("T")


@dataclass(slots=True)
class Placed(Generic[T]):
    """A mark with its row, or a part of one. room_px: how much is free behind it, for a word."""

    mark: LaneMark[T]
    row: float
    room_px: float


class MarkLane(Generic[T]):
    """A lane of marks stacked in rows. Sub-classes say how wide and how one looks.

    hint: what to do, shown while the lane is empty.
    """

    kind: MarkKind
    title = ""
    icon = ""
    hint = ""
    shows_played = False

    def __init__(self, entry_of: Callable[[T], Entry]) -> None:
        """entry_of: a mark in numbers."""
        self._index: MarkIndex[T] = MarkIndex(entry_of)
        self._layouts: dict[_LayoutKey, tuple[MarkLayout[T], int]] = {}
        self._changed: list[Span] = []  # since the lane began; layouts know how far they followed
        self._marks: dict[int, tuple[T, LaneMark[T]]] = {}

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
        axis, layout = area.axis, self.layout(area)
        start_ms, end_ms = axis.ms_at(-WORD_PX), axis.end_ms
        grid = self._grid(area, layout)
        self.prepare(painter, grid.row_px)
        later = self._taken_out(area, layout)
        self._paint_counts(painter, area, layout, later)
        is_special = bool(area.selected or area.moved)
        for stand in _stands(layout, start_ms, end_ms):
            placed = _placed(axis, stand)
            if is_special and (placed.mark.ref in area.selected or placed.mark.ref in area.moved):
                later.append(placed)
            else:
                self.paint_mark(painter, area, placed, grid.rect(placed.mark.span, placed.row))
        later += self._brought_here(area, layout, {placed.mark.ref for placed in later})
        for placed in later:
            span = area.moved.get(placed.mark.ref)
            if span is not None:
                placed.room_px = 0.0
            self.paint_mark(painter, area, placed, grid.rect(span or placed.mark.span, placed.row))

    def _brought_here(
        self, area: LaneArea, layout: MarkLayout[T], there: Set[MarkRef]
    ) -> Iterator[Placed[T]]:
        """Marks dragged so far that their own place is out of sight. there: those known anyway."""
        start_ms, end_ms = area.axis.ms_at(-WORD_PX), area.axis.end_ms
        for ref, span in area.moved.items():
            if ref in there or span.end_ms < start_ms or span.start_ms > end_ms:
                continue
            mark = self.mark(ref)
            row = None if mark is None else layout.row_of(ref, mark.span.start_ms)
            if mark is not None and row is not None:
                yield Placed(mark, row, 0.0)

    def _paint_counts(
        self, painter: QPainter, area: LaneArea, layout: MarkLayout[T], taken_out: list[Placed[T]]
    ) -> None:
        grid, end = self._grid(area, layout), area.axis.x_of(area.axis.duration_ms)
        chosen = {ref.id for ref in area.selected if ref.kind is self.kind}
        for count in self._counts(layout, area.axis.ms_at(-WORD_PX), area.axis.end_ms):
            cell = grid.count_rect(count)
            rect = _cut_at(cell, end)
            self.paint_count(painter, area, count, rect)
            if not count.is_crowd:  # as far from its neighbour as the end allows
                rect = cell.translated(min(0.0, end - cell.center().x()), 0)
            has_selected = bool(chosen) and not chosen.isdisjoint(count.ids)
            shown = [out for out in taken_out if out.mark.ref.id in count.ids]
            if count.is_crowd or not shown:
                paint_number(
                    painter, rect, len(count), is_rest=not count.is_crowd, has_selected=has_selected
                )
            elif len(count) > 1:
                beside = self._beside(area, grid, shown[0], rect)
                paint_number(painter, beside, len(count) - 1, is_rest=True)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """What stays at the view's left edge: names of marks that began before, or the hint."""
        if not len(self._index):
            paint_hint(painter, area, self.hint)
            return
        axis, layout = area.axis, self.layout(area)
        grid = self._grid(area, layout)
        self.prepare(painter, grid.row_px)
        for stand in _stands(layout, axis.start_ms, axis.start_ms):
            row = grid.rect(_span_in(area, stand.mark), stand.row)
            if row.left() < 0 < row.right() and row.width() >= SMALL_PX:
                self.paint_pinned_mark(painter, area, stand.mark, row)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        if not len(self._index):
            return None
        layout, axis = self.layout(area), area.axis
        start_ms, end_ms = axis.ms_at(x - EDGE_PX), axis.ms_at(x + EDGE_PX)
        grid = self._grid(area, layout)
        near = [_placed(axis, stand) for stand in _stands(layout, start_ms, end_ms)]
        hits = [
            hit
            for placed in (*self._taken_out(area, layout), *near)
            if (hit := self._hit_placed(area, grid, placed, x, y)) is not None
        ]
        if hits:
            return best_hit(hits, area)
        for count in self._counts(layout, start_ms, end_ms):
            if grid.count_rect(count).contains(x, y):
                return count_hit(self.kind, count)
        return None

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

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[int]:
        return self._index.edges_within(axis.ms_at(x - within_px), axis.ms_at(x + within_px))

    def rect_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """Where a mark is, in the lane's coordinates; None while it is part of a count."""
        mark = self.mark(ref)
        if mark is None:
            return None
        layout = self.layout(area)
        row = layout.row_of(ref, mark.span.start_ms)
        if row is None:
            return None
        return self._grid(area, layout).rect(_span_in(area, mark), row)

    def place_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """The same as wide as its sign; of a mark that is part of a count, the count's."""
        mark, rect = self.mark(ref), self.rect_of(area, ref)
        if mark is None:
            return None
        if rect is not None:
            reach = self.reach_of_point() if rect.width() < SMALL_PX else 0.0
            return rect.adjusted(-reach, 0, reach, 0)
        count = self._count_of(area, ref)
        return None if count is None else self._grid(area, self.layout(area)).count_rect(count)

    def counted_with(self, area: LaneArea, ref: MarkRef) -> tuple[MarkRef, ...]:
        """The marks of the count that a mark is part of, with itself; empty when it is in none."""
        count = self._count_of(area, ref)
        return () if count is None else tuple(MarkRef(self.kind, n) for n in count.ids)

    def _count_of(self, area: LaneArea, ref: MarkRef) -> Count[T] | None:
        mark, layout = self.mark(ref), self.layout(area)
        at_ms = 0 if mark is None else mark.span.start_ms
        return next((c for c in self._counts(layout, at_ms, at_ms) if ref.id in c.ids), None)

    def refs_in(self, area: LaneArea, band: QRectF) -> list[MarkRef]:
        """The marks that a rectangle touches, those in counts too; in the lane's coordinates."""
        if not len(self._index):
            return []
        layout, axis, reach = self.layout(area), area.axis, self.reach_of_point()
        start_ms, end_ms = axis.ms_at(band.left() - reach), axis.ms_at(band.right() + reach)
        grid, found = self._grid(area, layout), []
        for stand in _stands(layout, start_ms, end_ms):
            row = grid.rect(_span_in(area, stand.mark), stand.row)
            if row.width() < SMALL_PX:
                row = row.adjusted(-reach, 0, reach, 0)
            if touches(row, band):
                found.append(stand.mark.ref)
        for count in self._counts(layout, start_ms, end_ms):
            if touches(grid.count_rect(count), band):
                found += [MarkRef(self.kind, mark_id) for mark_id in count.ids]
        return found

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

    def row_px(self, area: LaneArea) -> float:
        return self._grid(area, self.layout(area)).row_px

    def _grid(self, area: LaneArea, layout: MarkLayout[T]) -> RowGrid:
        least, greatest = self.row_bounds()
        room = area.height - 2 * PAD_PX
        wanted = room / (layout.rows_used + layout.has_counts)
        row_px = min(greatest, max(least, wanted))
        axis = area.axis
        return RowGrid(axis.ms_per_px, axis.left_px, row_px, area.height, layout.rows_used)

    def _counts(self, layout: MarkLayout[T], start_ms: float, end_ms: float) -> Iterator[Count[T]]:
        for block in layout.blocks(start_ms, end_ms):
            for count in block.counts:
                if count.cell.end_ms >= start_ms and count.cell.start_ms <= end_ms:
                    yield count

    def _taken_out(self, area: LaneArea, layout: MarkLayout[T]) -> list[Placed[T]]:
        """A mark selected alone that is part of a count: shown in the row of the counts, and out
        of a crowd above its number.
        """
        mark = self.mark(next(iter(area.selected))) if len(area.selected) == 1 else None
        if mark is None or layout.row_of(mark.ref, mark.span.start_ms) is not None:
            return []
        count, row = self._count_of(area, mark.ref), float(layout.rows_used)
        if count is not None and count.is_crowd:
            row_px = self._grid(area, layout).row_px
            top = area.height - PAD_PX - number_height() - row_px
            row = max(0.0, (top - PAD_PX) / row_px)
        return [Placed(mark, row, 0.0)]

    def _beside(self, area: LaneArea, grid: RowGrid, out: Placed[T], count: QRectF) -> QRectF:
        """Where a number stands that would else lie under the mark taken out of its count."""
        row, reach = grid.rect(_span_in(area, out.mark), out.row), self.reach_of_point()
        beside = QRectF(count)
        beside.moveRight(row.left() - reach)
        if beside.left() < area.axis.x_of(0):
            beside.moveLeft(row.right() + reach)
        return beside

    def _hit_placed(
        self, area: LaneArea, grid: RowGrid, placed: Placed[T], x: float, y: float
    ) -> Hit | None:
        row = grid.rect(_span_in(area, placed.mark), placed.row)
        return mark_hit(placed.mark, row, self.reach_of_point(), x, y)


def is_selected(area: LaneArea, placed: Placed[Any]) -> bool:
    """Most often nothing is: making hashes of all marks in view took a third of their painting."""
    return bool(area.selected) and placed.mark.ref in area.selected


def _span_in(area: LaneArea, mark: LaneMark[Any]) -> Span:
    """Where a mark is drawn: elsewhere than it is kept, while it is dragged."""
    return area.moved.get(mark.ref, mark.span) if area.moved else mark.span


def _stands(layout: MarkLayout[T], start_ms: float, end_ms: float) -> Iterator[Stand[T]]:
    """Each mark of a stretch once, in time order, as the block knows it that sees its end."""
    found: dict[int, Stand[T]] = {}
    for block in layout.blocks(start_ms, end_ms):
        for stand in block.stands:
            if stand.right_ms >= start_ms and stand.left_ms <= end_ms:
                found[stand.mark.ref.id] = stand
    return iter(found.values())


def _placed(axis: TimeAxis, stand: Stand[T]) -> Placed[T]:
    room_ms = stand.free_until_ms - stand.right_ms
    if room_ms == float("inf"):  # nothing comes behind it: the track's end does
        room_ms = axis.duration_ms + axis.ms_for(12.0) - stand.right_ms
    return Placed(stand.mark, stand.row, axis.px_for(room_ms))


def _cut_at(cell: QRectF, end: float) -> QRectF:
    """The part of a cell that lies in the track, which may end in the midst of it."""
    if cell.right() <= end:
        return cell
    cut = QRectF(cell)
    cut.setRight(max(cell.left() + _LEAST_CELL_PX, min(cell.right(), end)))
    return cut
