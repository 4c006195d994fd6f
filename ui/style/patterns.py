"""Fill patterns for emotions, so that they can be told apart by more than hue.

A pattern is a 16 px tile: the colour as the background, and the pattern in a lighter or darker
shade.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from ui.style.contrast import ink_on as ink_on

TILE_PX = 16
_PAINTED_AT = 2  # tiles are drawn at twice their size, to be crisp on high-density screens


@lru_cache(maxsize=512)
def pattern_brush(name: str, colour: str, scale: float = 1.0, opacity: float = 1.0) -> QBrush:
    """A tiled brush for an emotion's pattern in its colour.

    colour: `#RRGGBB`. scale: 1.0 is a 16 px tile. opacity: of the whole fill, 0..1.
    An unknown pattern, as in an emotion set from a newer version, is painted solid.
    """
    draw = _PATTERNS.get(name)
    if draw is None:
        ground = QColor(colour)
        ground.setAlphaF(opacity)
        return QBrush(ground)
    brush = QBrush(_tile(draw, colour, opacity))
    brush.setTransform(QTransform.fromScale(scale / _PAINTED_AT, scale / _PAINTED_AT))
    return brush


def pattern_names() -> tuple[str, ...]:
    return ("solid", *_PATTERNS)


def _tile(draw: Callable[[QPainter], None], colour: str, opacity: float) -> QImage:
    side = TILE_PX * _PAINTED_AT
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    ground = QColor(colour)
    ground.setAlphaF(opacity)
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PAINTED_AT, _PAINTED_AT)
    shade = _shade(colour)
    shade.setAlphaF(opacity)
    painter.setPen(QPen(shade, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw(painter)
    painter.end()
    return image


def _shade(colour: str) -> QColor:
    """The colour of the pattern: lighter on dark backgrounds, darker on light ones."""
    ground = QColor(colour)
    return ground.lighter(142) if ground.lightnessF() < 0.62 else ground.darker(135)


def _dots(p: QPainter) -> None:
    p.setBrush(p.pen().color())
    p.setPen(Qt.PenStyle.NoPen)
    for centre in ((4, 4), (12, 12)):
        p.drawEllipse(QPointF(*centre), 1.9, 1.9)


def _diagonal(p: QPainter) -> None:
    for offset in (-16, -8, 0, 8, 16):
        p.drawLine(QPointF(offset - 1, 17), QPointF(offset + 17, -1))


def _anti_diagonal(p: QPainter) -> None:
    for offset in (-16, -8, 0, 8, 16):
        p.drawLine(QPointF(offset - 1, -1), QPointF(offset + 17, 17))


def _cross(p: QPainter) -> None:
    _diagonal(p)
    _anti_diagonal(p)


def _waves(p: QPainter) -> None:
    for y in (4, 12):
        path = QPainterPath(QPointF(0, y))
        path.cubicTo(4, y - 4.5, 4, y - 4.5, 8, y)
        path.cubicTo(12, y + 4.5, 12, y + 4.5, 16, y)
        p.drawPath(path)


def _horizontal(p: QPainter) -> None:
    for y in (2, 6, 10, 14):
        p.drawLine(QPointF(0, y), QPointF(16, y))


def _vertical(p: QPainter) -> None:
    for x in (2, 6, 10, 14):
        p.drawLine(QPointF(x, 0), QPointF(x, 16))


def _rings(p: QPainter) -> None:
    p.drawEllipse(QPointF(8, 8), 5, 5)
    for corner in ((0, 0), (16, 0), (0, 16), (16, 16)):
        p.drawEllipse(QPointF(*corner), 2.2, 2.2)


def _checks(p: QPainter) -> None:
    shade = p.pen().color()
    for square in ((0, 0), (8, 8)):
        p.fillRect(QRectF(*square, 8, 8), shade)


def _zigzag(p: QPainter) -> None:
    for y in (6, 14):
        p.drawPolyline([QPointF(x, y - (4 if x % 8 else 0)) for x in range(-4, 24, 4)])


def _plus(p: QPainter) -> None:
    for x, y in ((4, 4), (12, 12)):
        p.drawLine(QPointF(x - 3, y), QPointF(x + 3, y))
        p.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))


def _triangles(p: QPainter) -> None:
    p.setBrush(p.pen().color())
    p.setPen(Qt.PenStyle.NoPen)
    for x, y in ((0, 0), (8, 8)):
        p.drawPolygon([QPointF(x + 4, y + 1), QPointF(x + 7.5, y + 7), QPointF(x + 0.5, y + 7)])


def _bricks(p: QPainter) -> None:
    p.drawLine(QPointF(0, 4), QPointF(16, 4))
    p.drawLine(QPointF(0, 12), QPointF(16, 12))
    p.drawLine(QPointF(8, 4), QPointF(8, 12))
    p.drawLine(QPointF(0, 12), QPointF(0, 20))
    p.drawLine(QPointF(0, -4), QPointF(0, 4))


def _scales(p: QPainter) -> None:
    for x, y in ((0, 0), (8, 0), (16, 0), (4, 8), (12, 8), (-4, 8), (20, 8)):
        p.drawArc(QRectF(x - 4, y - 4, 8, 8), 180 * 16, 180 * 16)


def _diamonds(p: QPainter) -> None:
    p.drawPolygon([QPointF(8, 2), QPointF(14, 8), QPointF(8, 14), QPointF(2, 8)])


def _grid(p: QPainter) -> None:
    for at in (4, 12):
        p.drawLine(QPointF(0, at), QPointF(16, at))
        p.drawLine(QPointF(at, 0), QPointF(at, 16))


_PATTERNS: dict[str, Callable[[QPainter], None]] = {
    "dots": _dots,
    "diagonal": _diagonal,
    "anti-diagonal": _anti_diagonal,
    "cross": _cross,
    "waves": _waves,
    "horizontal": _horizontal,
    "vertical": _vertical,
    "rings": _rings,
    "checks": _checks,
    "zigzag": _zigzag,
    "plus": _plus,
    "triangles": _triangles,
    "bricks": _bricks,
    "scales": _scales,
    "diamonds": _diamonds,
    "grid": _grid,
}
