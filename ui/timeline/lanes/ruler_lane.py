"""The ruler: ticks and times that fit the zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from app.timeline.records import MarkRef
from ui.style.fonts import tabular
from ui.style.theme import colour
from ui.timeline.lane import Hit, LaneArea, LaneHeights
from ui.timeline.mark_paint import caption_font, caption_height, text_width, whole_px
from ui.timeline.ticks import ticks
from ui.timeline.time_axis import END_MARGIN_PX, TimeAxis

_TALL_PX = 7
_SMALL_PX = 4
_LABEL_GAP_PX = 28


class RulerLane:
    title = ""
    icon = ""
    shows_played = False

    def heights(self) -> LaneHeights:
        height = caption_height() + 12
        return LaneHeights(height, height, height)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        font = tabular(caption_font())
        painter.setFont(font)
        painter.fillRect(QRectF(0, area.height - 1, area.axis.width_px, 1), colour("hairline"))
        end_x = area.axis.x_of(area.axis.duration_ms) + END_MARGIN_PX
        for tick in ticks(area.axis, text_width("0:00:00.000"[_skipped(area) :]) + _LABEL_GAP_PX):
            x = whole_px(area.axis.x_of(tick.at_ms)) + 0.5
            painter.setPen(QPen(colour("outline" if tick.label else "hairline"), 1))
            length = _TALL_PX if tick.label else _SMALL_PX
            painter.drawLine(QPointF(x, area.height - 1 - length), QPointF(x, area.height - 2))
            if tick.label and x + 4 + text_width(tick.label) <= end_x:
                painter.setPen(colour("ink_muted"))
                painter.drawText(QPointF(x + 4, area.height - 7), tick.label)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        pass

    def hit(self, area: LaneArea, x: float, y: float) -> Hit | None:
        return None

    def refs(self) -> Sequence[MarkRef]:
        return ()

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[int]:
        ends = (0, axis.duration_ms)
        return [end for end in ends if abs(axis.x_of(end) - x) <= within_px]


def _skipped(area: LaneArea) -> int:
    """How many characters of the longest label this track needs not."""
    return 0 if area.axis.duration_ms >= 3_600_000 else 2
