"""What lanes of marks have in common: rows, finding a mark under a point, edges to snap to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.timecode import Span
from app.timeline.records import MarkRef
from ui.timeline.lane import Hit, LaneArea, LaneHeights, Part
from ui.timeline.mark_paint import caption_height, paint_count, paint_hint
from ui.timeline.stacking import Extent, Group, group, stack
from ui.timeline.time_axis import END_MARGIN_PX, TimeAxis

EDGE_PX = 5.0
SMALL_PX = 8.0  # spans narrower than this are drawn and moved like points
_GAP_PX = 2.0
_PAD_PX = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaneMark(Generic[T]):
    """One mark as a lane keeps it. text: what it is in words, for tooltips and screen readers."""

    ref: MarkRef
    span: Span
    value: T
    text: str


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A mark with its row. room_px: how much is free behind it, for a word."""

    mark: LaneMark[T]
    row: int
    room_px: float


@dataclass(frozen=True, slots=True)
class Layout(Generic[T]):
    """All marks of a lane at one zoom and height, whatever the scroll position.

    marks, placed and extents go together, sorted by left; placed is None for those in a count.
    extents: in pixels of the laid-out track; reach: running maximum of the rights,
    so that finding what is in view costs no more than what is in view.
    """

    marks: tuple[LaneMark[T], ...]
    placed: tuple[Placed[T] | None, ...]
    extents: tuple[Extent, ...]
    reach: tuple[float, ...]
    groups: tuple[Group, ...]
    row_px: float
    rows_used: int

    def within(self, left: float, right: float) -> Iterator[Placed[T]]:
        first = bisect_left(self.reach, left)
        last = bisect_right(self.extents, (right, float("inf")))
        return (found for found in self.placed[first:last] if found is not None)


class MarkLane(Generic[T]):
    """A lane of marks stacked in rows. Sub-classes say how wide and how one looks.

    hint: what to do, shown while the lane is empty.
    """

    title = ""
    icon = ""
    hint = ""
    shows_played = False

    def __init__(self) -> None:
        self._marks: tuple[LaneMark[T], ...] = ()
        self._version = 0
        self._layout: Layout[T] | None = None
        self._layout_key: tuple[object, ...] = ()
        self._rows_kept: dict[MarkRef, int] = {}

    def set_marks(self, marks: Sequence[LaneMark[T]]) -> None:
        self._marks = tuple(marks)
        self._version += 1

    def mark(self, ref: MarkRef) -> LaneMark[T] | None:
        return next((mark for mark in self._marks if mark.ref == ref), None)

    # for sub-classes

    def heights(self) -> LaneHeights:
        raise NotImplementedError

    def row_bounds(self) -> tuple[float, float]:
        """Least and greatest height of a row, in pixels."""
        raise NotImplementedError

    def extents(self, marks: Sequence[LaneMark[T]], axis: TimeAxis) -> list[Extent]:
        """How far each reaches, in pixels from the track's start; none of no width."""
        reach, ms_per_px = self.reach_of_point(), axis.ms_per_px
        found = []
        for mark in marks:
            left, right = mark.span.start_ms / ms_per_px, mark.span.end_ms / ms_per_px
            if right - left < SMALL_PX:
                middle = (left + right) / 2
                left, right = middle - reach, middle + reach
            found.append((left, right))
        return found

    def reach_of_point(self) -> float:
        """How far a point's sign reaches to either side of its time, in pixels."""
        raise NotImplementedError

    def paint_mark(self, painter: QPainter, area: LaneArea, placed: Placed[T], row: QRectF) -> None:
        """Draw one mark; `row` runs from its start to its end and over the row's height."""
        raise NotImplementedError

    # the lane's three answers

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        if not self._marks:
            paint_hint(painter, area, self.hint)
            return
        layout = self.layout(area)
        left = area.axis.left_px
        later: list[Placed[T]] = []
        for placed in layout.within(left, left + area.axis.width_px):
            if placed.mark.ref in area.selected or placed.mark.ref in area.moved:
                later.append(placed)
            else:
                self._paint_placed(painter, area, layout, placed)
        for found in layout.groups:
            if found.right >= left and found.left <= left + area.axis.width_px:
                rect, has_selected = self._group_rect(area, layout, found), False
                if area.selected:
                    has_selected = any(layout.marks[n].ref in area.selected for n in found.members)
                paint_count(painter, rect, len(found.members), has_selected=has_selected)
        for placed in (*later, *self._taken_out(area, layout)):
            self._paint_placed(painter, area, layout, placed)

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        layout = self.layout(area)
        at = x + area.axis.left_px
        hits = [
            hit
            for placed in (
                *self._taken_out(area, layout),
                *layout.within(at - EDGE_PX, at + EDGE_PX),
            )
            if (hit := self._hit_placed(area, layout, placed, x, y)) is not None
        ]
        if hits:
            return _best(hits, area)
        for found in layout.groups:
            if self._group_rect(area, layout, found).contains(x, y):
                return self._hit_group(layout, found)
        return None

    def refs(self) -> Sequence[MarkRef]:
        return [mark.ref for mark in self._marks]

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[int]:
        low, high = axis.ms_at(x - within_px), axis.ms_at(x + within_px)
        edges = {edge for mark in self._marks for edge in (mark.span.start_ms, mark.span.end_ms)}
        return sorted(edge for edge in edges if low <= edge <= high)

    def rect_of(self, area: LaneArea, ref: MarkRef) -> QRectF | None:
        """Where a mark is, in the lane's coordinates; None while it is part of a count."""
        layout = self.layout(area)
        for placed in layout.placed:
            if placed is not None and placed.mark.ref == ref:
                return self._row_rect(area, layout, placed)
        return None

    def refs_in(self, area: LaneArea, band: QRectF) -> list[MarkRef]:
        """The marks that a rectangle touches, those in counts too; in the lane's coordinates."""
        layout, left = self.layout(area), area.axis.left_px
        reach = self.reach_of_point()
        found = []
        for placed in layout.within(left + band.left() - reach, left + band.right() + reach):
            row = self._row_rect(area, layout, placed)
            if row.width() < SMALL_PX:
                row = row.adjusted(-reach, 0, reach, 0)
            if _touches(row, band):
                found.append(placed.mark.ref)
        for count in layout.groups:
            if _touches(self._group_rect(area, layout, count), band):
                found += [layout.marks[n].ref for n in count.members]
        return found

    # layout

    def layout(self, area: LaneArea) -> Layout[T]:
        key = (self._version, area.axis.ms_per_px, area.height, caption_height())
        if self._layout is None or self._layout_key != key:
            is_same_zoom = self._layout_key[1:] == key[1:]
            self._layout = self._laid_out(area, self._rows_kept if is_same_zoom else {})
            self._layout_key = key
            self._rows_kept = {p.mark.ref: p.row for p in self._layout.placed if p is not None}
        return self._layout

    def _laid_out(self, area: LaneArea, kept: dict[MarkRef, int]) -> Layout[T]:
        least, greatest = self.row_bounds()
        room = area.height - 2 * _PAD_PX
        limit = max(1, int(room // least))
        pairs = sorted(
            zip(self.extents(self._marks, area.axis), self._marks, strict=True),
            key=lambda pair: pair[0],
        )
        extents = [pair[0] for pair in pairs]
        marks = [pair[1] for pair in pairs]
        spaced = [
            # Spans that touch share a row; points want a little air.
            (left, right if right - left > 4 * SMALL_PX else right + _GAP_PX)
            for left, right in extents
        ]
        before = [kept.get(mark.ref) for mark in marks]
        rows = stack(spaced, limit, before)
        if None in rows and limit > 1:  # the last row is for the counts
            rows = stack(spaced, limit - 1, before)
        used = max((row for row in rows if row is not None), default=0) + 1
        left_over = [i for i, row in enumerate(rows) if row is None]
        groups = group(extents, left_over, 2.0 * caption_height())
        row_px = min(greatest, max(least, room / (used + bool(groups))))
        end_px = area.axis.px_for(area.axis.duration_ms) + END_MARGIN_PX
        placed = _with_room(marks, rows, extents, end_px)
        return Layout(
            tuple(marks), placed, tuple(extents), _reach(extents), tuple(groups), row_px, used
        )

    def _row_rect(self, area: LaneArea, layout: Layout[T], placed: Placed[T]) -> QRectF:
        span = area.moved.get(placed.mark.ref, placed.mark.span)
        left, right = area.axis.x_of(span.start_ms), area.axis.x_of(span.end_ms)
        top = min(_PAD_PX + placed.row * layout.row_px, area.height - layout.row_px)
        return QRectF(left, top, right - left, layout.row_px)

    def _taken_out(self, area: LaneArea, layout: Layout[T]) -> list[Placed[T]]:
        """A mark selected alone that is part of a count: shown in the row of the counts."""
        if len(area.selected) != 1 or area.selected.issubset(self._rows_kept):
            return []
        mark = self.mark(next(iter(area.selected)))
        return [] if mark is None else [Placed(mark, layout.rows_used, 0.0)]

    def _group_rect(self, area: LaneArea, layout: Layout[T], found: Group) -> QRectF:
        top = min(_PAD_PX + layout.rows_used * layout.row_px, area.height - layout.row_px)
        return QRectF(
            found.left - area.axis.left_px, top, found.right - found.left, layout.row_px
        ).adjusted(0, 1, -1, -1)

    def _paint_placed(
        self, painter: QPainter, area: LaneArea, layout: Layout[T], placed: Placed[T]
    ) -> None:
        if placed.mark.ref in area.moved:
            placed = replace(placed, room_px=0.0)
        self.paint_mark(painter, area, placed, self._row_rect(area, layout, placed))

    def _hit_placed(
        self, area: LaneArea, layout: Layout[T], placed: Placed[T], x: float, y: float
    ) -> Hit | None:
        row = self._row_rect(area, layout, placed)
        if not row.top() <= y < row.bottom():
            return None
        mark = placed.mark
        left, right = self.extents([mark], area.axis)[0]
        left, right = left - area.axis.left_px, right - area.axis.left_px
        if row.width() < SMALL_PX:
            return Hit(mark.ref, mark.span, Part.BODY, mark.text) if left <= x <= right else None
        # A thin span keeps a body between its edges; an edge can be caught from outside, too.
        inside = min(EDGE_PX, row.width() / 4)
        for part, edge, way in ((Part.START, row.left(), 1), (Part.END, row.right(), -1)):
            if -EDGE_PX / 2 <= (x - edge) * way <= inside:
                return Hit(mark.ref, mark.span, part, mark.text)
        return Hit(mark.ref, mark.span, Part.BODY, mark.text) if left <= x <= right else None

    def _hit_group(self, layout: Layout[T], found: Group) -> Hit:
        hidden = [layout.marks[i] for i in found.members]
        start = min(mark.span.start_ms for mark in hidden)
        end = max(mark.span.end_ms for mark in hidden)
        return Hit(None, Span(start, end), Part.BODY, f"{len(hidden)} more marks: zoom in")


def _touches(rect: QRectF, band: QRectF) -> bool:
    """Also where the band is as thin as a line, which QRectF.intersects denies."""
    return (
        rect.left() <= band.right()
        and band.left() <= rect.right()
        and rect.top() <= band.bottom()
        and band.top() <= rect.bottom()
    )


def _best(hits: list[Hit], area: LaneArea) -> Hit:
    """A selected mark before others, a body before a neighbour's edge."""
    chosen = [hit for hit in hits if hit.ref in area.selected]
    bodies = [hit for hit in hits if hit.part is Part.BODY]
    return (chosen or bodies or hits)[0]


def _with_room(
    marks: Sequence[LaneMark[T]],
    rows: Sequence[int | None],
    extents: Sequence[Extent],
    end_px: float,
) -> tuple[Placed[T] | None, ...]:
    """Each mark with the free pixels up to the next one in its row, or to where the track ends."""
    next_left: dict[int, float] = {}
    placed: list[Placed[T] | None] = []
    for mark, row, (left, right) in reversed(list(zip(marks, rows, extents, strict=True))):
        if row is None:
            placed.append(None)
            continue
        placed.append(Placed(mark, row, next_left.get(row, end_px) - right))
        next_left[row] = left
    return tuple(reversed(placed))


def _reach(extents: Sequence[Extent]) -> tuple[float, ...]:
    reach: list[float] = []
    for _left, right in extents:
        reach.append(max(right, reach[-1]) if reach else right)
    return tuple(reach)
