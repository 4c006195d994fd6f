"""Bars of emotional tags, copied out of ready pictures.

A lane may hold hundreds of bars of a few dozen kinds. Filling a rounded path with a pattern and a
broken outline took 57 µs each; copying two parts of a picture takes 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.style.patterns import pattern_brush
from ui.timeline.paint.mark_paint import CORNER_PX, seen_on
from ui.widgets.painting import clear_picture

PATTERN_SCALE = 0.75
PERIOD_PX = 12  # after which every pattern repeats itself at that scale, and the broken outline
LEAST_PX = 10  # both ends
_END_PX = 5
_TILE_PX = 10 * PERIOD_PX
_LINE_PX = 1.5
_DASHES = (8 / _LINE_PX, 4 / _LINE_PX)
_FAINT = 0.16


class BarLook(NamedTuple):
    """What bars of one kind have in common. ground: the `#RRGGBB` they stand on."""

    colour: str
    pattern: str
    is_felt: bool
    ground: str


class Bar(NamedTuple):
    """Where a bar is, in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def end(self) -> int:
        """The first pixel behind it."""
        return self.left + self.width

    @property
    def rect(self) -> QRect:
        return QRect(*self)

    def cut(self, width_px: float) -> Bar:
        """To just outside a picture of this width, by whole patterns: the pattern hangs on the
        bar's own left end, and a bar may be millions of pixels wide."""
        left, end, outside = self.left, self.left + self.width, round(width_px) + 4 * PERIOD_PX
        if left >= -4 * PERIOD_PX and end <= outside:
            return self
        end = min(end, outside)
        if left < -4 * PERIOD_PX:
            left += (-left // PERIOD_PX - 4) * PERIOD_PX
        return Bar(left, self.top, max(LEAST_PX, end - left), self.height)


def paint_bar(painter: QPainter, bar: Bar, picture: QPixmap) -> None:
    """bar: at least LEAST_PX wide. picture: of bars that high, see `bar_picture`."""
    left, top, width, height = bar
    behind = left + width - _END_PX
    from_px = 0
    while True:
        part = min(_END_PX + _TILE_PX - from_px, behind - left)
        _copy(painter, left, top, picture, from_px, 0, part, height)
        if left + part >= behind:
            break
        # Parts overlap by a pixel: on screens of odd densities each has soft edges.
        left, from_px = left + part - 1, _END_PX + PERIOD_PX - 1
    end_px = _END_PX + _TILE_PX - 1
    _copy(painter, behind - 1, top, picture, end_px, 0, _END_PX + 1, height)


def paint_stripes(
    painter: QPainter, left: int, width: int, stripes: Iterable[tuple[int, int, QPixmap]]
) -> None:
    """Bands of colour and pattern without ends or outline, one below the other.

    stripes: top, bottom and what it is cut out of, see `band_picture`.
    """
    for top, bottom, band in stripes:
        above, height = top % PERIOD_PX, bottom - top
        if width <= _TILE_PX and above + height <= _TILE_PX:
            _copy(painter, left, top, band, 0, above, width, height)
        else:
            painter.drawTiledPixmap(QRect(left, top, width, height), band, QPoint(0, above))


@lru_cache(maxsize=4096)
def bar_picture(look: BarLook, height: int, dpr: float) -> QPixmap:
    """One bar, both ends round, to be cut out of: _END_PX, what repeats itself, _END_PX.

    Felt: colour and pattern. Expressed: a broken outline round a breath of both.
    """
    picture = clear_picture(QSize(2 * _END_PX + _TILE_PX, height), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = 0.0 if look.is_felt else _LINE_PX / 2
    shape = QPainterPath()
    whole = QRectF(0, 0, 2 * _END_PX + _TILE_PX, height).adjusted(inset, inset, -inset, -inset)
    shape.addRoundedRect(whole, CORNER_PX, CORNER_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    if look.is_felt:
        painter.setBrush(pattern_brush(look.pattern, look.colour, PATTERN_SCALE))
        painter.drawPath(shape)
    else:
        painter.setBrush(QColor(look.ground))
        painter.drawPath(shape)
        painter.setBrush(pattern_brush(look.pattern, look.colour, PATTERN_SCALE, _FAINT))
        painter.drawPath(shape)
        _outline(painter, look, shape, height)
    painter.end()
    return picture


@lru_cache(maxsize=256)
def band_picture(colour: str, pattern: str, dpr: float) -> QPixmap:
    """A square of colour and pattern, both of which repeat themselves at its edges."""
    picture = clear_picture(QSize(_TILE_PX, _TILE_PX), dpr)
    painter = QPainter(picture)
    painter.fillRect(
        QRectF(0, 0, _TILE_PX, _TILE_PX), pattern_brush(pattern, colour, PATTERN_SCALE)
    )
    painter.end()
    return picture


def _outline(painter: QPainter, look: BarLook, shape: QPainterPath, height: int) -> None:
    """Whole round the ends, broken between them."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(seen_on(look.colour, look.ground)), _LINE_PX)
    for left, width in ((0, _END_PX), (_END_PX + _TILE_PX, _END_PX)):
        painter.setClipRect(QRectF(left, 0, width, height))
        painter.setPen(pen)
        painter.drawPath(shape)
    painter.setClipRect(QRectF(_END_PX, 0, _TILE_PX, height))
    pen.setDashPattern(list(_DASHES))
    painter.setPen(pen)
    for y in (_LINE_PX / 2, height - _LINE_PX / 2):
        painter.drawLine(QPointF(0, y), QPointF(2 * _END_PX + _TILE_PX, y))


def _copy(
    painter: QPainter,
    left: int,
    top: int,
    picture: QPixmap,
    from_left: int,
    from_top: int,
    width: int,
    height: int,
) -> None:
    """A part of a picture, all in device-independent pixels."""
    dpr = picture.devicePixelRatio()
    if dpr == 1.0:
        painter.drawPixmap(left, top, picture, from_left, from_top, width, height)
        return
    part = QRectF(from_left * dpr, from_top * dpr, width * dpr, height * dpr)
    painter.drawPixmap(QRectF(left, top, width, height), picture, part)
