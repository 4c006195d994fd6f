"""Bars of emotion marks, copied from prepared pictures.

A lane may have hundreds of bars of a few dozen looks. Filling a rounded path with a pattern and a
dashed outline took 57 µs each; copying two parts of a picture takes 3.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.style.patterns import pattern_brush
from ui.style.theme import current_theme
from ui.timeline.paint.feeling_colours import fill_of, line_of, soft_of
from ui.widgets.painting import clear_picture

PATTERN_SCALE = 0.75
PERIOD_PX = 12  # after which every pattern, and the dashed outline, repeats at that scale
END_PX = 10  # a round end
LEAST_PX = 2 * END_PX
_TILE_PX = 20 * PERIOD_PX
_LINE_PX = 1.5
_BOLD_PX = 2.0
_DASHES_PX = (8, 4)
_FAINT = 0.22


class BarLook(NamedTuple):
    """What bars of one look have in common. is_felt: filled softly; else dashed and empty. is_bold:
    with a bold outline, as marks of this listen have.
    """

    colour: str
    pattern: str
    is_felt: bool
    is_bold: bool = False


class Bar(NamedTuple):
    """Where a bar is, in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def end(self) -> int:
        """The first pixel after it."""
        return self.left + self.width

    @property
    def rect(self) -> QRect:
        return QRect(*self)

    def cut(self, width_px: float) -> Bar:
        """Cut to just outside a picture of this width, by whole pattern periods: the pattern
        starts at the bar's left end, and a bar may be millions of pixels wide."""
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
    behind = left + width - END_PX
    from_px = 0
    while True:
        part = min(END_PX + _TILE_PX - from_px, behind - left)
        _copy(painter, left, top, picture, from_px, 0, part, height)
        if left + part >= behind:
            break
        # Parts overlap by a pixel: at fractional densities each has soft edges.
        left, from_px = left + part - 1, END_PX + PERIOD_PX - 1
    end_px = END_PX + _TILE_PX - 1
    _copy(painter, behind - 1, top, picture, end_px, 0, END_PX + 1, height)


def bar_picture(look: BarLook, height: int, dpr: float) -> QPixmap:
    """One bar with round ends, to be copied from: END_PX, the repeating part, END_PX.

    Felt: a soft fill with the pattern in it. Expressed: a dashed outline around nothing.
    """
    return _bar_picture(look, height, dpr, current_theme().name)


@lru_cache(maxsize=1024)
def _bar_picture(look: BarLook, height: int, dpr: float, _theme: str) -> QPixmap:
    picture = clear_picture(QSize(LEAST_PX + _TILE_PX, height), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = _BOLD_PX if look.is_bold else _LINE_PX
    whole = QRectF(0, 0, LEAST_PX + _TILE_PX, height).adjusted(
        line / 2, line / 2, -line / 2, -line / 2
    )
    shape = QPainterPath()
    corner = min(END_PX - 1.0, whole.height() / 2)
    shape.addRoundedRect(whole, corner, corner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(soft_of(look.colour) if look.is_felt else current_theme().raised))
    painter.drawPath(shape)
    if look.is_felt:
        painter.setBrush(pattern_brush(look.pattern, fill_of(look.colour), PATTERN_SCALE, _FAINT))
        painter.drawPath(shape)
    pen = QPen(QColor(line_of(look.colour)), line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    if look.is_felt:
        painter.drawPath(shape)
    else:
        _outline(painter, pen, shape, height)
    painter.end()
    return picture


def _outline(painter: QPainter, pen: QPen, shape: QPainterPath, height: int) -> None:
    """Solid around the ends, dashed between them."""
    for left, width in ((0, END_PX), (END_PX + _TILE_PX, END_PX)):
        painter.setClipRect(QRectF(left, 0, width, height))
        painter.drawPath(shape)
    painter.setClipRect(QRectF(END_PX, 0, _TILE_PX, height))
    pen.setDashPattern([length / pen.widthF() for length in _DASHES_PX])
    painter.setPen(pen)
    for y in (pen.widthF() / 2, height - pen.widthF() / 2):
        painter.drawLine(QPointF(0, y), QPointF(LEAST_PX + _TILE_PX, y))


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
