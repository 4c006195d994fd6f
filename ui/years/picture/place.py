"""Where everything of a picture is, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF

from ui.style.theme import scaled_px, text_font
from ui.style.tokens import TYPE
from ui.years.picture.shown import Cell, ShownFelt

_PITCH_PX, _LEAST_PITCH_PX = 22, 8
_GUTTER_PX, _ROW_PX, _HEADROOM_PX, _FOOT_PX, _GAP_PX = 20, 25, 38, 6, 4


@dataclass(frozen=True, slots=True)
class Place:
    """gutter: left of the columns. pitch: of a column. line: the height of the heads."""

    shown: ShownFelt
    gutter: int
    pitch: float
    cell_pitch: int
    line: int
    row_px: int

    @classmethod
    def fitting(cls, shown: ShownFelt, width: int) -> Place:
        """As wide as there is room for, up to the usual size."""
        metrics = QFontMetricsF(text_font(TYPE.caption))
        widest = max((metrics.horizontalAdvance(one) for one in shown.row_heads), default=0)
        gutter = max(scaled_px(_GUTTER_PX), round(widest) + 8)
        many = max(1, len(shown.axis.columns))
        room = (width - gutter - 2) / many
        if shown.cells:
            whole = int(min(scaled_px(_PITCH_PX), max(_LEAST_PITCH_PX, room)))
            pitch: float = whole
        else:
            pitch = room
            whole = 0
        line = round(metrics.height()) + 6
        return cls(shown, gutter, pitch, whole, line, scaled_px(_ROW_PX))

    @property
    def width(self) -> float:
        """Of all columns."""
        return len(self.shown.axis.columns) * self.pitch

    @property
    def cells_top(self) -> int:
        return self.line

    @property
    def cells_bottom(self) -> int:
        return self.line + len(self.shown.row_heads) * self.cell_pitch

    @property
    def baselines(self) -> list[float]:
        """Of the ridges."""
        top = self.cells_bottom + scaled_px(_HEADROOM_PX) - self.row_px
        return [float(top + (row + 1) * self.row_px) for row in range(len(self.shown.rows))]

    def size(self) -> QSize:
        lines = self.baselines
        bottom = lines[-1] + scaled_px(_FOOT_PX) if lines else self.cells_bottom
        return QSize(round(self.gutter + self.width + 2), round(bottom) + 2)

    def x_of(self, column: float) -> float:
        return self.gutter + column * self.pitch

    def cell_rect(self, cell: Cell) -> QRectF:
        side = self.cell_pitch - _GAP_PX if self.cell_pitch > 10 else self.cell_pitch - 2
        left = self.x_of(cell.column) + (self.cell_pitch - side) / 2
        top = self.cells_top + cell.row * self.cell_pitch + (self.cell_pitch - side) / 2
        return QRectF(left, top, side, side)

    def column_at(self, x: float) -> int | None:
        column = int((x - self.gutter) // self.pitch)
        return column if 0 <= column < len(self.shown.axis.columns) else None

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """Its row and column, if there may be one."""
        column = self.column_at(at.x())
        if column is None or not self.cells_top <= at.y() < self.cells_bottom:
            return None
        return int((at.y() - self.cells_top) // self.cell_pitch), column

    def ridge_at(self, y: float) -> int | None:
        """The row whose baseline is the next one below."""
        for row, baseline in enumerate(self.baselines):
            if baseline - self.row_px < y <= baseline + 2:
                return row
        return None
