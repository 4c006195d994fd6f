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
    _paint_border(painter, edge, RADIUS.large)


def _paint_border(painter: QPainter, edge: QRectF, radius: float) -> None:
    """Its straight parts are filled: outlining all of it took a twentieth of a redraw."""
    ink = colour("hairline")
    wide, high = edge.width() - 2 * radius - 1, edge.height() - 2 * radius - 1
    left, top = edge.left() + radius + 0.5, edge.top() + radius + 0.5
    for y in (edge.top(), edge.bottom() - 1):
        painter.fillRect(QRectF(left, y, wide, 1), ink)
    for x in (edge.left(), edge.right() - 1):
        painter.fillRect(QRectF(x, top, 1, high), ink)
    pen = QPen(ink, 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(_arcs(edge.right(), edge.bottom(), radius))


@lru_cache(maxsize=4)
def _arcs(right: float, bottom: float, radius: float) -> QPainterPath:
    """The four round corners of the border."""
    path, side = QPainterPath(), 2 * radius
    inner = QRectF(0, 0, right, bottom).adjusted(0.5, 0.5, -0.5, -0.5)
    for x, y, angle in (
        (inner.left(), inner.top(), 90),
        (inner.left(), inner.bottom() - side, 180),
        (inner.right() - side, inner.bottom() - side, 270),
        (inner.right() - side, inner.top(), 0),
    ):
        corner = QRectF(x, y, side, side)
        path.arcMoveTo(corner, angle)
        path.arcTo(corner, angle, 90)
    return path


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
