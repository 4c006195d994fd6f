"""Where rows of signs are."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QRectF

from app.core.timecode import Span

PAD_PX = 3


class Grid(Protocol):
    """Where rows are."""

    def rect(self, span: Span, row: int) -> QRectF:
        """From a span's start to its end, at its row's height."""


class RowGrid(NamedTuple):
    """Rows of one height, from the top."""

    ms_per_px: float
    left_px: float
    row_px: float
    last_row: int

    def rect(self, span: Span, row: int) -> QRectF:
        left = span.start_ms / self.ms_per_px - self.left_px
        right = span.end_ms / self.ms_per_px - self.left_px
        top = PAD_PX + min(row, self.last_row) * self.row_px
        return QRectF(left, top, right - left, self.row_px)
