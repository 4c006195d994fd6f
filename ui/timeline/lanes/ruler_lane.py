"""The ruler: ticks and times that fit the zoom."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.core.words import Text, _
from ui.style.theme import colour
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.geometry.ticks import ticks
from ui.timeline.geometry.time_axis import END_MARGIN_PX, TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.label_picture import time_picture
from ui.timeline.paint.mark_paint import caption_height, text_width, whole_px

_TALL_PX = 7
_SMALL_PX = 4
_LABEL_GAP_PX = 28
_BESIDE_PX = 4
_FOOT_PX = 4
_TABULAR_PX = 8  # what figures of equal width may need more


class RulerLane(Lane):
    key = "ruler"
    title = Text("Time")
    icon = ""
    is_exact = True

    def heights(self) -> LaneHeights:
        height = caption_height() + 12
        return LaneHeights(height, height, height)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        dpr, faint, strong = (
            painter.device().devicePixelRatio(),
            colour("hairline"),
            colour("outline"),
        )
        painter.fillRect(QRectF(0, area.height - 1, area.axis.width_px, 1), colour("hairline"))
        end_x = area.axis.x_of(area.axis.duration_ms) + END_MARGIN_PX
        for tick in ticks(area.axis, _label_px(area)):
            x = whole_px(area.axis.x_of(tick.at_ms))
            length, ink = (_TALL_PX, strong) if tick.label else (_SMALL_PX, faint)
            painter.fillRect(x, area.height - 1 - length, 1, length, ink)
            if tick.label and x + _BESIDE_PX + text_width(tick.label) <= end_x:
                picture = time_picture(tick.label, dpr)
                painter.drawPixmap(
                    x + _BESIDE_PX, area.height - _FOOT_PX - caption_height(), picture
                )

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Hides a time whose beginning is out of view: the rest would read as another time."""
        room = _label_px(area)
        before = area.axis.window(area.axis.left_px - room, room)
        for tick in ticks(before, room):
            left = whole_px(area.axis.x_of(tick.at_ms)) + _BESIDE_PX
            if tick.label and left < 0:
                right = left + text_width(tick.label) + _TABULAR_PX
                cut = QRectF(0, 0, max(0.0, right), area.height - 1 - _SMALL_PX)
                painter.fillRect(cut, colour("raised"))

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        ends = (Edge(0, _("Start")), Edge(axis.duration_ms, _("End")))
        return [end for end in ends if abs(axis.x_of(end.at_ms) - x) <= within_px]


def _label_px(area: LaneArea) -> float:
    """The least distance between labels."""
    return text_width("0:00:00.000"[_skipped(area) :]) + _LABEL_GAP_PX


def _skipped(area: LaneArea) -> int:
    """How many characters of the longest label this track doesn't need."""
    return 0 if area.axis.duration_ms >= 3_600_000 else 2
