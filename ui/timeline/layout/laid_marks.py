"""A lane's marks as they lie in one area: which stand there, in which rows, and what is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRectF

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.lane_area import Hit, LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.layout.clusters import Count
from ui.timeline.layout.mark_grid import PAD_PX, RowGrid
from ui.timeline.layout.mark_hits import EDGE_PX, best_hit, count_hit, mark_hit, touches
from ui.timeline.layout.mark_layout import LaneMark, MarkLayout, Stand
from ui.timeline.layout.zoom_step import SMALL_PX
from ui.timeline.paint.label_picture import number_height

T = TypeVar("T")


@dataclass(slots=True)
class Placed(Generic[T]):
    """A mark with its row, or a part of one. room_px: how much is free behind it, for a word."""

    mark: LaneMark[T]
    row: float
    room_px: float


@dataclass(frozen=True, slots=True)
class LaidMarks(Generic[T]):
    """All in the lane's coordinates. reach_px: how far a point's sign reaches to either side."""

    kind: MarkKind
    area: LaneArea
    layout: MarkLayout[T]
    grid: RowGrid
    reach_px: float

    # what lies in a stretch

    def placed(self, start_ms: float, end_ms: float) -> Iterator[Placed[T]]:
        axis = self.area.axis
        for stand in self._stands(start_ms, end_ms):
            yield _placed(axis, stand)

    def crossing(self, at_ms: float) -> Iterator[tuple[LaneMark[T], QRectF]]:
        """The marks over a moment, and where they are drawn."""
        for stand in self._stands(at_ms, at_ms):
            yield stand.mark, self.row_of(stand.mark, stand.row)

    def counts(self, start_ms: float, end_ms: float) -> Iterator[Count[T]]:
        for block in self.layout.blocks(start_ms, end_ms):
            for count in block.counts:
                if count.cell.end_ms >= start_ms and count.cell.start_ms <= end_ms:
                    yield count

    def count_of(self, mark: LaneMark[T]) -> Count[T] | None:
        """The count that a mark is part of."""
        at_ms = mark.span.start_ms
        return next((c for c in self.counts(at_ms, at_ms) if mark.ref.id in c.ids), None)

    # where a mark is

    def row_of(self, mark: LaneMark[T], row: float) -> QRectF:
        """Where it is drawn, which is elsewhere than it is kept while it is dragged."""
        return self.grid.rect(self._span_of(mark), row)

    def rect_of(self, mark: LaneMark[T]) -> QRectF | None:
        """None while it is part of a count."""
        row = self.layout.row_of(mark.ref, mark.span.start_ms)
        return None if row is None else self.row_of(mark, row)

    def place_of(self, mark: LaneMark[T]) -> QRectF | None:
        """The same as wide as its sign; of a mark that is part of a count, the count's."""
        rect = self.rect_of(mark)
        if rect is not None:
            return self._with_sign(rect)
        count = self.count_of(mark)
        return None if count is None else self.grid.count_rect(count)

    # marks out of their counts

    def taken_out(self, mark: LaneMark[T] | None) -> list[Placed[T]]:
        """A mark selected alone that is part of a count: shown in the row of the counts, and out
        of a crowd above its number.
        """
        if mark is None or self.layout.row_of(mark.ref, mark.span.start_ms) is not None:
            return []
        count, row = self.count_of(mark), float(self.layout.rows_used)
        if count is not None and count.is_crowd:
            row_px = self.grid.row_px
            top = self.area.height - PAD_PX - number_height() - row_px
            row = max(0.0, (top - PAD_PX) / row_px)
        return [Placed(mark, row, 0.0)]

    def beside(self, out: Placed[T], count: QRectF) -> QRectF:
        """Where a number stands that would else lie under the mark taken out of its count."""
        row, beside = self.row_of(out.mark, out.row), QRectF(count)
        beside.moveRight(row.left() - self.reach_px)
        if beside.left() < self.area.axis.x_of(0):
            beside.moveLeft(row.right() + self.reach_px)
        return beside

    # what is there

    def hit(self, taken_out: list[Placed[T]], x: float, y: float) -> Hit | None:
        axis = self.area.axis
        start_ms, end_ms = axis.ms_at(x - EDGE_PX), axis.ms_at(x + EDGE_PX)
        hits = [
            hit
            for placed in (*taken_out, *self.placed(start_ms, end_ms))
            if (hit := self._hit_placed(placed, x, y)) is not None
        ]
        if hits:
            return best_hit(hits, self.area)
        for count in self.counts(start_ms, end_ms):
            if self.grid.count_rect(count).contains(x, y):
                return count_hit(self.kind, count)
        return None

    def refs_in(self, band: QRectF) -> list[MarkRef]:
        """The marks that a rectangle touches, those in counts too."""
        axis, found = self.area.axis, []
        start_ms = axis.ms_at(band.left() - self.reach_px)
        end_ms = axis.ms_at(band.right() + self.reach_px)
        for stand in self._stands(start_ms, end_ms):
            if touches(self._with_sign(self.row_of(stand.mark, stand.row)), band):
                found.append(stand.mark.ref)
        for count in self.counts(start_ms, end_ms):
            if touches(self.grid.count_rect(count), band):
                found += [MarkRef(self.kind, mark_id) for mark_id in count.ids]
        return found

    def _stands(self, start_ms: float, end_ms: float) -> Iterator[Stand[T]]:
        """Each mark of a stretch once, in time order, as the block knows it that sees its end."""
        found: dict[int, Stand[T]] = {}
        for block in self.layout.blocks(start_ms, end_ms):
            for stand in block.stands:
                if stand.right_ms >= start_ms and stand.left_ms <= end_ms:
                    found[stand.mark.ref.id] = stand
        return iter(found.values())

    def _span_of(self, mark: LaneMark[T]) -> Span:
        moved = self.area.moved
        return moved.get(mark.ref, mark.span) if moved else mark.span

    def _with_sign(self, row: QRectF) -> QRectF:
        reach = self.reach_px if row.width() < SMALL_PX else 0.0
        return row.adjusted(-reach, 0, reach, 0)

    def _hit_placed(self, placed: Placed[T], x: float, y: float) -> Hit | None:
        row = self.row_of(placed.mark, placed.row)
        return mark_hit(placed.mark, row, self.reach_px, x, y)


def is_selected(area: LaneArea, placed: Placed[Any]) -> bool:
    """Most often nothing is: making hashes of all marks in view took a third of their painting."""
    return bool(area.selected) and placed.mark.ref in area.selected


def _placed(axis: TimeAxis, stand: Stand[T]) -> Placed[T]:
    room_ms = stand.free_until_ms - stand.right_ms
    if room_ms == float("inf"):  # nothing comes behind it: the track's end does
        room_ms = axis.duration_ms + axis.ms_for(12.0) - stand.right_ms
    return Placed(stand.mark, stand.row, axis.px_for(room_ms))
