"""Favourite moments: hearts at points, hearts with a ribbon for spans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.core.marks import MarkKind, MarkRef
from app.moments.records import Moment
from app.timeline.records import TrackTimeline
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.layout.laid_marks import Placed, is_selected
from ui.timeline.layout.mark_index import Entry
from ui.timeline.layout.mark_layout import LaneMark
from ui.timeline.layout.zoom_step import SMALL_PX
from ui.timeline.paint.mark_paint import (
    caption_height,
    clipped,
    paint_ring,
    paint_text,
    text_width,
)
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import told_in_words


def _entry(moment: Moment) -> Entry:
    return moment.span.start_ms, moment.span.end_ms, moment.id, int(moment.is_waiting)


class MomentLane(MarkLane[Moment]):
    kind = MarkKind.MOMENT
    key = "favourites"
    title = "Favourites"
    icon = "heart"
    hint = "Press F to keep a favourite moment; hold it for a stretch."

    def __init__(self) -> None:
        super().__init__(_entry)

    def values_of(self, timeline: TrackTimeline) -> Sequence[Moment]:
        return timeline.moments

    def as_mark(self, value: Moment) -> LaneMark[Moment]:
        ref = MarkRef(MarkKind.MOMENT, value.id)
        return LaneMark(ref, value.span, value, told_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=2 * line, natural=round(2.6 * line), most=round(3.4 * line))

    def row_bounds(self) -> tuple[float, float]:
        return 1.0 * caption_height(), 1.7 * caption_height()

    def reach_of_point(self) -> float:
        return caption_height() / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[Moment], row: QRectF
    ) -> None:
        is_chosen = is_selected(area, placed)
        if row.width() >= SMALL_PX:
            _paint_ribbon(painter, area, placed, row, is_chosen)
        else:
            _paint_heart(painter, placed, row, is_chosen)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[Moment], row: QRectF
    ) -> None:
        inside = QRectF(0, row.top() + 2.5, row.right() - 2, row.height() - 5)
        side = min(inside.height() - 1, caption_height())
        label = _words(mark.value)
        wanted = side + 8 + (text_width(label) + 8 if label else 0)
        if inside.width() > side + 8:
            inside.setWidth(min(inside.width(), wanted))
            painter.fillRect(inside, colour("accent_soft"))
            _paint_inside(painter, mark.value, inside, side)


def _paint_heart(painter: QPainter, placed: Placed[Moment], row: QRectF, is_selected: bool) -> None:
    side = min(row.height() - 2, 1.15 * caption_height())
    heart = QRectF(row.center().x() - side / 2, row.center().y() - side / 2, side, side)
    if is_selected:
        ring = QPainterPath()
        ring.addEllipse(heart.adjusted(-3, -3, 3, 3))
        paint_ring(painter, ring)
    _paint_sign(painter, placed.mark.value, heart)
    _paint_label(painter, placed, heart.right() + 5, row)


def _paint_ribbon(
    painter: QPainter, area: LaneArea, placed: Placed[Moment], row: QRectF, is_selected: bool
) -> None:
    cut = clipped(row.adjusted(0, 1.5, 0, -1.5), area)
    shape = QPainterPath()
    radius = min(cut.height() / 2, 7.0)
    shape.addRoundedRect(cut.adjusted(0.5, 0, -1, 0), radius, radius)
    if is_selected:
        paint_ring(painter, shape)
    is_waiting = placed.mark.value.is_waiting
    painter.setBrush(Qt.BrushStyle.NoBrush if is_waiting else colour("accent_soft"))
    dashes = Qt.PenStyle.DashLine if is_waiting else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour("accent"), 1, dashes))
    painter.drawPath(shape)
    side = min(cut.height() - 3, caption_height())
    if row.width() >= side + 6:
        _paint_inside(painter, placed.mark.value, row, side)


def _paint_sign(painter: QPainter, moment: Moment, rect: QRectF) -> None:
    if moment.is_waiting:
        paint_icon(painter, rect, WAITS_ICON, "accent")
    else:
        paint_icon(painter, rect, "heart", "accent", filled=True)


def _words(moment: Moment) -> str:
    """What stands beside the sign."""
    if not moment.is_waiting:
        return moment.label
    return f"{moment.label}, waiting" if moment.label else "Waiting"


def _paint_inside(painter: QPainter, moment: Moment, part: QRectF, side: float) -> None:
    label = _words(moment)
    heart = QRectF(part.left() + 4, part.center().y() - side / 2, side, side)
    _paint_sign(painter, moment, heart)
    words = QRectF(heart.right() + 4, part.top(), part.right() - heart.right() - 8, part.height())
    if label and words.width() > 24:
        paint_text(painter, words, label, colour("accent_ink"))


def _paint_label(painter: QPainter, placed: Placed[Moment], left: float, row: QRectF) -> None:
    label = _words(placed.mark.value)
    wanted = text_width(label)
    if label and placed.room_px >= min(wanted, 60) + 8:
        room = min(wanted + 2, placed.room_px - 8)
        paint_text(painter, QRectF(left + 2, row.top(), room, row.height()), label, colour("ink"))
