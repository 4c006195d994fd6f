"""Bars of emotional tags put together from ready pictures: an end, a tile repeated, an end.

A lane may hold hundreds of bars of a few dozen kinds. Filling a rounded path with a pattern and a
broken outline took 57 µs each; copying three pictures takes 4.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.style.patterns import pattern_brush
from ui.timeline.mark_paint import CORNER_PX, seen_on

PATTERN_SCALE = 0.75
PERIOD_PX = 12  # after which every pattern repeats itself at that scale, and the broken outline
LEAST_PX = 10  # both ends
_END_PX = 5
_TILE_PX = 20 * PERIOD_PX
_LINE_PX = 1.5
_DASHES = (8 / _LINE_PX, 4 / _LINE_PX)
_FAINT = 0.16


class BarLook(NamedTuple):
    """What bars of one kind have in common. ground: the `#RRGGBB` they stand on."""

    colour: str
    pattern: str
    is_felt: bool
    ground: str


def paint_bar(painter: QPainter, bar: QRect, look: BarLook, phase_px: int) -> None:
    """Felt: colour and pattern. Expressed: a broken outline round a breath of both.

    bar: at least LEAST_PX wide. phase_px: where its left edge is on the laid-out track, so that
    the pattern hangs on the music and not on the view.
    """
    dpr = painter.device().devicePixelRatio()
    height = bar.height()
    right = bar.right() + 1 - _END_PX
    begin = _picture(look, height, dpr, phase_px % PERIOD_PX, _END_PX, True, False)
    end = _picture(
        look, height, dpr, (phase_px + bar.width() - _END_PX) % PERIOD_PX, _END_PX, False, True
    )
    painter.drawPixmap(bar.left(), bar.top(), begin)
    painter.drawPixmap(right, bar.top(), end)
    middle = QRect(bar.left() + _END_PX, bar.top(), bar.width() - 2 * _END_PX, height)
    if middle.width() > 0:
        tile = _picture(look, height, dpr, 0, _TILE_PX, False, False)
        painter.drawTiledPixmap(middle, tile, _offset(phase_px + _END_PX))


def paint_stripe(painter: QPainter, stripe: QRect, look: BarLook, phase_px: int) -> None:
    """A band of colour and pattern without ends or outline."""
    dpr = painter.device().devicePixelRatio()
    tile = _band(look.colour, look.pattern, dpr)
    top = stripe.top() % PERIOD_PX
    painter.drawTiledPixmap(stripe, tile, _offset(phase_px, top))


def _offset(x: int, y: int = 0) -> QPoint:
    return QPoint(x % PERIOD_PX, y)


@lru_cache(maxsize=4096)
def _picture(
    look: BarLook, height: int, dpr: float, phase: int, width: int, begins: bool, ends: bool
) -> QPixmap:
    """A piece of a bar: where it begins or ends the corners are round."""
    picture = _clear(QSize(width, height), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrushOrigin(QPointF(-phase, 0))
    inset = 0.0 if look.is_felt else _LINE_PX / 2
    left = inset if begins else -2.0 * PERIOD_PX
    right = width - inset if ends else width + 2.0 * PERIOD_PX
    shape = QPainterPath()
    shape.addRoundedRect(
        QRectF(left, inset, right - left, height - 2 * inset), CORNER_PX, CORNER_PX
    )
    painter.setPen(Qt.PenStyle.NoPen)
    if look.is_felt:
        painter.setBrush(pattern_brush(look.pattern, look.colour, PATTERN_SCALE))
        painter.drawPath(shape)
    else:
        painter.setBrush(QColor(look.ground))
        painter.drawPath(shape)
        painter.setBrush(pattern_brush(look.pattern, look.colour, PATTERN_SCALE, _FAINT))
        painter.setPen(_outline(look, is_broken=not (begins or ends)))
        painter.drawPath(shape)
    painter.end()
    return picture


def _outline(look: BarLook, *, is_broken: bool) -> QPen:
    pen = QPen(QColor(seen_on(look.colour, look.ground)), _LINE_PX)
    if is_broken:
        pen.setDashPattern(list(_DASHES))
    return pen


@lru_cache(maxsize=256)
def _band(colour: str, pattern: str, dpr: float) -> QPixmap:
    picture = _clear(QSize(_TILE_PX, _TILE_PX), dpr)
    painter = QPainter(picture)
    painter.fillRect(
        QRectF(0, 0, _TILE_PX, _TILE_PX), pattern_brush(pattern, colour, PATTERN_SCALE)
    )
    painter.end()
    return picture


def _clear(size: QSize, dpr: float) -> QPixmap:
    picture = QPixmap(size * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
