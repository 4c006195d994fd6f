"""The wax seal of a letter: whole, or broken along its crack."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.style.icons import paint_icon
from ui.style.theme import colour

SIDE_PX = 52
_WAVES, _DEPTH = 8, 0.055  # of its edge: how many bulges, and how deep between them
_RING, _HEART = 0.62, 0.36  # of its side
_LEAN = 2.5  # degrees by which each half turns away
# From the top to the bottom, in half sides from the middle.
_CRACK = ((0.06, -1.2), (-0.05, -0.72), (0.14, -0.34), (-0.1, 0.06), (0.1, 0.42), (-0.04, 1.2))


def paint_wax(painter: QPainter, seal: QRectF, apart: float = 0.0) -> None:
    """apart: how far it is broken, 0 (whole) to 1."""
    if apart <= 0:
        _paint_whole(painter, seal)
        return
    for half in (-1, 1):
        painter.save()
        side = seal.width()
        painter.translate(seal.center() + QPointF(half * apart * side * 0.035, 0))
        painter.rotate(half * apart * _LEAN)
        painter.translate(-seal.center())
        painter.setClipPath(_half(seal, half), Qt.ClipOperation.IntersectClip)
        _paint_whole(painter, seal)
        painter.restore()


def _paint_whole(painter: QPainter, seal: QRectF) -> None:
    side = seal.width()
    painter.setPen(Qt.PenStyle.NoPen)
    shade = colour("shadow")
    shade.setAlpha(28)
    painter.fillPath(_edge(seal.translated(side * 0.02, side * 0.05)), shade)
    painter.fillPath(_edge(seal), colour("accent"))
    ring = _middle(seal, _RING)
    painter.setPen(QPen(colour("accent_pressed"), max(1.0, side / 40)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    paint_icon(painter, _middle(seal, _HEART), "heart", "on_accent", filled=True)


def _edge(seal: QRectF) -> QPainterPath:
    """As wax runs: a circle with soft bulges."""
    path = QPainterPath()
    middle, radius = seal.center(), seal.width() / 2
    for step in range(145):
        angle = step / 144 * 2 * math.pi
        reach = radius * (1 - _DEPTH * (1 - math.cos(_WAVES * angle + 0.6)))
        point = middle + QPointF(math.cos(angle) * reach, math.sin(angle) * reach)
        if step:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    return path


def _half(seal: QRectF, half: int) -> QPainterPath:
    """Everything on one side of the crack."""
    middle, unit = seal.center(), seal.width() / 2
    path = QPainterPath()
    path.moveTo(middle + QPointF(half * 2 * unit, _CRACK[0][1] * unit))
    for across, down in _CRACK:
        path.lineTo(middle + QPointF(across * unit, down * unit))
    path.lineTo(middle + QPointF(half * 2 * unit, _CRACK[-1][1] * unit))
    path.closeSubpath()
    return path


def _middle(seal: QRectF, share: float) -> QRectF:
    side = seal.width() * share
    inner = QRectF(0, 0, side, side)
    inner.moveCenter(seal.center())
    return inner
