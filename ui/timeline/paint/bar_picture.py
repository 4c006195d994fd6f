"""Bars of emotion marks, copied from prepared pictures.

A lane may have hundreds of bars of a few dozen looks. Filling a rounded path with a pattern and a
dashed outline took 57 µs each; copying two parts of a picture takes 3.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.style.patterns import pattern_brush
from ui.style.theme import current_theme
from ui.timeline.paint.feeling_colours import fill_of, line_of, soft_of
from ui.widgets.painting import clear_picture

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

PATTERN_SCALE = 0.75
PERIOD_PX = 12  # after which every pattern, and the dashed outline, repeats at that scale
END_PX = 10  # a round end
LEAST_PX = 2 * END_PX
_UNIT_PX = 4 * PERIOD_PX  # as long as is painted; the rest of a picture repeats it
_TILE_PX = 15 * _UNIT_PX  # between the ends of a picture: most bars are two copies
MOST_AT_ONCE_PX = END_PX + _TILE_PX  # of a bar, without its round end
END_PART = (MOST_AT_ONCE_PX - 1, 0, END_PX + 1)  # of its picture: left, top and width of that end
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


def outside_of(width_px: float) -> int:
    """Where nothing of a bar is seen in a picture of this width, whatever it ends with."""
    return round(width_px) + 4 * PERIOD_PX


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
        left, end, outside = self.left, self.left + self.width, outside_of(width_px)
        if left >= -4 * PERIOD_PX and end <= outside:
            return self
        end = min(end, outside)
        if left < -4 * PERIOD_PX:
            left += (-left // PERIOD_PX - 4) * PERIOD_PX
        return Bar(left, self.top, max(LEAST_PX, end - left), self.height)


def cut_bars(lefts: Ints, ends: Ints, outside: int) -> tuple[Ints, Ints]:
    """The same for many bars: their left ends and widths. outside: see `outside_of`."""
    import numpy as np

    ends = np.minimum(ends, outside)
    hidden = np.maximum(-lefts // PERIOD_PX - 4, 0) * PERIOD_PX
    cut = lefts + hidden
    return cut, np.maximum(LEAST_PX, ends - cut)


def paint_bar(painter: QPainter, bar: Bar, picture: QPixmap, until: int | None = None) -> None:
    """bar: at least LEAST_PX wide. picture: of bars that high, see `bar_picture`. until: where
    something else hides it."""
    left, top, width, height = bar
    copy = painter.drawPixmap if picture.devicePixelRatio() == 1.0 else partial(_copy, painter)
    behind = left + width - END_PX
    is_hidden = until is not None and until <= behind
    stop = until if until is not None and is_hidden else behind
    from_px = 0
    while left < stop:
        part = min(END_PX + _TILE_PX - from_px, stop - left)
        copy(left, top, picture, from_px, 0, part, height)
        if left + part >= stop:
            break
        # Parts overlap by a pixel: at fractional densities each has soft edges.
        left, from_px = left + part - 1, END_PX + PERIOD_PX - 1
    if not is_hidden:
        copy(behind - 1, top, picture, *END_PART, height)


def bar_picture(look: BarLook, height: int, dpr: float) -> QPixmap:
    """One bar with round ends, to be copied from: END_PX, the repeating part, END_PX.

    Felt: a soft fill with the pattern in it. Expressed: a dashed outline around nothing.
    """
    return _bar_picture(look, height, dpr, current_theme().name)


@lru_cache(maxsize=1024)
def _bar_picture(look: BarLook, height: int, dpr: float, _theme: str) -> QPixmap:
    is_whole = (_UNIT_PX * dpr).is_integer()
    if not is_whole:  # a copy would begin between two pixels of the screen
        return _painted(look, height, dpr, _TILE_PX)
    short = _painted(look, height, dpr, _UNIT_PX)
    picture = clear_picture(QSize(LEAST_PX + _TILE_PX, height), dpr)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    _copy(painter, 0, 0, short, 0, 0, END_PX, height)
    between = short.copy(QRectF(END_PX * dpr, 0, _UNIT_PX * dpr, height * dpr).toRect())
    painter.drawTiledPixmap(QRectF(END_PX, 0, _TILE_PX, height), between)
    _copy(painter, END_PX + _TILE_PX, 0, short, END_PX + _UNIT_PX, 0, END_PX, height)
    painter.end()
    return picture


def _painted(look: BarLook, height: int, dpr: float, between_px: int) -> QPixmap:
    """A bar with so much between its ends."""
    picture = clear_picture(QSize(LEAST_PX + between_px, height), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = _BOLD_PX if look.is_bold else _LINE_PX
    whole = QRectF(0, 0, LEAST_PX + between_px, height).adjusted(
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
        _outline(painter, pen, shape, height, between_px)
    painter.end()
    return picture


def _outline(painter: QPainter, pen: QPen, shape: QPainterPath, height: int, between: int) -> None:
    """Solid around the ends, dashed between them."""
    for left, width in ((0, END_PX), (END_PX + between, END_PX)):
        painter.setClipRect(QRectF(left, 0, width, height))
        painter.drawPath(shape)
    painter.setClipRect(QRectF(END_PX, 0, between, height))
    pen.setDashPattern([length / pen.widthF() for length in _DASHES_PX])
    painter.setPen(pen)
    for y in (pen.widthF() / 2, height - pen.widthF() / 2):
        painter.drawLine(QPointF(0, y), QPointF(LEAST_PX + between, y))


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
