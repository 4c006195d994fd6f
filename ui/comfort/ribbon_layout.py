"""Where the stations of a path are, and the line through them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath


class RibbonLayout:
    """arousals: of the stations, -1..1, which is how high they stand. foot_px: of the words below
    the ribbon.
    """

    def __init__(
        self, arousals: Sequence[float], wide: float, high: float, foot_px: float, disc_px: float
    ) -> None:
        self.many = len(arousals)
        self.wide, self.bottom = wide, high - foot_px
        self.high = high
        self._top, self._disc_px = disc_px / 2 + 3, disc_px
        self.column_px = wide / max(1, self.many)
        self.points = [self._point(n, one) for n, one in enumerate(arousals)]

    def whole_column(self, place: int) -> QRectF:
        """With the words."""
        return QRectF(place * self.column_px, 0, self.column_px, self.high)

    def disc(self, place: int) -> QRectF:
        box = QRectF(0, 0, self._disc_px, self._disc_px)
        box.moveCenter(self.points[place])
        return box

    def place_at(self, x: float) -> int:
        place = int(x // self.column_px) if self.many else -1
        return place if 0 <= place < self.many else -1

    @cached_property
    def line(self) -> QPainterPath:
        path = QPainterPath()
        if not self.points:
            return path
        path.moveTo(0, self.points[0].y())
        path.lineTo(self.points[0])
        for one, other in pairwise(self.points):
            middle = (one.x() + other.x()) / 2
            path.cubicTo(QPointF(middle, one.y()), QPointF(middle, other.y()), other)
        path.lineTo(self.wide, self.points[-1].y())
        return path

    @cached_property
    def field(self) -> QPainterPath:
        """From the line down to the words."""
        path = QPainterPath(self.line)
        path.lineTo(self.wide, self.bottom)
        path.lineTo(0, self.bottom)
        path.closeSubpath()
        return path

    def heard_x(self, place: int, share: float) -> float:
        """How far it is filled while so much of a station was heard; place: -1 for none."""
        return 0.0 if place < 0 else (place + share) * self.column_px

    def _point(self, place: int, arousal: float) -> QPointF:
        lowest = self.bottom - self._disc_px / 2 - 3
        y = self._top + (1 - arousal) / 2 * (lowest - self._top)
        return QPointF((place + 0.5) * self.column_px, y)
