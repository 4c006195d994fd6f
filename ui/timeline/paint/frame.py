"""The rounded border of the lanes, like that of every card."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.style.theme import colour
from ui.style.tokens import RADIUS
from ui.widgets.painting import draw_focus_ring


def paint_frame(painter: QPainter, lanes: QRect, dirty: QRect, *, has_focus: bool) -> None:
    """Rounds off the lanes' corners and draws their border; last, above everything."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QRectF(lanes)
    if dirty.left() < RADIUS.large or dirty.right() > lanes.right() - RADIUS.large:
        for corner in _corners(edge.right(), edge.bottom(), RADIUS.large):
            painter.fillPath(corner, colour("paper"))
    if has_focus:
        draw_focus_ring(painter, edge, RADIUS.large)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("hairline"), 1))
    painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.large, RADIUS.large)


@lru_cache(maxsize=4)
def _corners(right: float, bottom: float, radius: float) -> list[QPainterPath]:
    """What is outside the rounded corners: filling them as one path took as long as the whole
    area takes."""
    edge, whole = QRectF(0, 0, right, bottom), QPainterPath()
    whole.addRoundedRect(edge, radius, radius)
    found = []
    for x in (edge.left(), edge.right() - radius):
        for y in (edge.top(), edge.bottom() - radius):
            square = QPainterPath()
            square.addRect(QRectF(x, y, radius, radius))
            found.append(square.subtracted(whole))
    return found
