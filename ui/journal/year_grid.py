"""Where the days of a year are in its calendar: twelve months, a week in a row."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF

from ui.style.theme import scaled_px, text_font
from ui.style.tokens import SPACE, TYPE

MONTH_COLUMNS = 3
CELL_PX = 14
_GAP_PX = 2
_EDGE_PX = 2


@dataclass(frozen=True, slots=True)
class YearGrid:
    """first_weekday: 0 is Monday. In pixels, at the current text size."""

    year: int
    first_weekday: int

    def days(self) -> Iterator[date]:
        first = date(self.year, 1, 1)
        return (first + timedelta(n) for n in range((date(self.year + 1, 1, 1) - first).days))

    def size(self) -> QSize:
        month = self.month_size()
        rows = 12 // MONTH_COLUMNS
        return QSize(
            round(MONTH_COLUMNS * month.width() + (MONTH_COLUMNS - 1) * SPACE.l + 2 * _EDGE_PX),
            round(rows * month.height() + (rows - 1) * SPACE.m + 2 * _EDGE_PX),
        )

    def month_size(self) -> QSize:
        return QSize(7 * self.pitch() - _GAP_PX, round(self._head_height() + 6 * self.pitch()))

    def month_origin(self, month: int) -> QPointF:
        row, column = divmod(month - 1, MONTH_COLUMNS)
        size = self.month_size()
        return QPointF(
            _EDGE_PX + column * (size.width() + SPACE.l), _EDGE_PX + row * (size.height() + SPACE.m)
        )

    def pitch(self) -> int:
        """From one day to the next."""
        return scaled_px(CELL_PX) + _GAP_PX

    def day_rect(self, day: date) -> QRectF:
        row, column = divmod((day.day - 1) + self._lead(day.month), 7)
        pitch = self.pitch()
        corner = self.month_origin(day.month) + QPointF(
            column * pitch, self._head_height() + row * pitch
        )
        return QRectF(corner.x(), corner.y(), scaled_px(CELL_PX), scaled_px(CELL_PX))

    def day_at(self, at: QPointF) -> date | None:
        for month in range(1, 13):
            origin = self.month_origin(month)
            if QRectF(origin, self.month_size()).contains(at):
                return self._day_in(month, at - origin)
        return None

    def _head_height(self) -> float:
        line = QFontMetricsF(text_font(TYPE.caption)).height()
        return float(round(2 * line + SPACE.xs))

    def _lead(self, month: int) -> int:
        """The number of empty cells before the first of a month."""
        return (date(self.year, month, 1).weekday() - self.first_weekday) % 7

    def _day_in(self, month: int, at: QPointF) -> date | None:
        if at.y() < self._head_height():
            return None
        row, column = int((at.y() - self._head_height()) // self.pitch()), at.x() // self.pitch()
        number = row * 7 + int(column) - self._lead(month) + 1
        if not 1 <= number <= monthrange(self.year, month)[1]:
            return None
        return date(self.year, month, number)
