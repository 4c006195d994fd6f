"""Where a lane's rows and counts are, in pixels."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QRectF

from app.core.timecode import Span
from ui.timeline.layout.clusters import Count

PAD_PX = 3


class RowGrid(NamedTuple):
    """Where a lane's rows and counts are, in its own coordinates."""

    ms_per_px: float
    left_px: float
    row_px: float
    height: int
    rows_used: int

    def rect(self, span: Span, row: float) -> QRectF:
        """From a span's start to its end, over its row's height."""
        left = span.start_ms / self.ms_per_px - self.left_px
        right = span.end_ms / self.ms_per_px - self.left_px
        top = min(PAD_PX + row * self.row_px, self.height - self.row_px)
        return QRectF(left, top, right - left, self.row_px)

    def count_rect(self, count: Count[Any]) -> QRectF:
        """A count's cell; as high as there are many, or the row below all others."""
        left = count.cell.start_ms / self.ms_per_px - self.left_px
        right = count.cell.end_ms / self.ms_per_px - self.left_px
        if count.is_crowd:
            bottom: float = self.height - PAD_PX
            room = bottom - PAD_PX - count.rows_above * self.row_px
            height = self.row_px + max(0.0, room - self.row_px) * _share_of_height(len(count))
        else:
            bottom = min(PAD_PX + (self.rows_used + 1) * self.row_px, self.height)
            height = self.row_px
        return QRectF(left, bottom - height, right - left, height)


def _share_of_height(many: int) -> float:
    """How high a crowd stands: a tenth of the room with each doubling."""
    return min(1.0, many.bit_length() / 10)
