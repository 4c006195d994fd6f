"""Shapes that several lanes draw, and the measures of their text."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)

from ui.style.contrast import blend, contrast_ratio, ink_on
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, text_font, theme_signals
from ui.style.tokens import TYPE
from ui.timeline.geometry.lane_area import LaneArea

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

_SPACES = str.maketrans("\n\r\t\u2028\u2029", "     ")
_RING_PX = 2.0
_RING_GAP_PX = 1.5


@lru_cache(maxsize=2)
def _caption_font(strong: bool) -> QFont:
    return text_font(TYPE.caption, strong=strong)


@lru_cache(maxsize=1)
def caption_height() -> int:
    """The line height of lane text, the unit of lane heights."""
    return round(QFontMetricsF(_caption_font(False)).height())


@lru_cache(maxsize=2048)
def _text_width(text: str, strong: bool) -> float:
    return QFontMetricsF(_caption_font(strong)).horizontalAdvance(text)


class _SetText(NamedTuple):
    """A line of text whose glyphs have been placed."""

    glyphs: QStaticText
    width: float
    height: float


@lru_cache(maxsize=512)
def _set_text(text: str, strong: bool) -> _SetText:
    text = text.translate(_SPACES)
    font, option = _caption_font(strong), QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    glyphs = QStaticText(text)
    glyphs.setTextFormat(Qt.TextFormat.PlainText)
    glyphs.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    glyphs.setTextOption(option)
    glyphs.prepare(QTransform(), font)
    return _SetText(glyphs, line.naturalTextWidth(), line.ascent() + line.descent())


def caption_font(*, strong: bool = False) -> QFont:
    return _caption_font(strong)


def text_width(text: str, *, strong: bool = False) -> float:
    return _text_width(text, strong)


def _forget_metrics(_theme: object) -> None:
    for remembered in (_caption_font, caption_height, _text_width, _set_text):
        remembered.cache_clear()


# The font changes only together with the theme. Asking Qt for it on each call took a tenth of a
# lane's painting time. Connected before any view is, so that views measure the new font.
theme_signals().theme_changed.connect(_forget_metrics)


@lru_cache(maxsize=256)
def ink_over(ground: str) -> str:
    """`ink_on`, cached: lanes ask for the same few colours thousands of times."""
    return ink_on(ground)


@lru_cache(maxsize=512)
def seen_on(mark: str, ground: str, ratio: float = 3.0) -> str:
    """A mark's colour, made darker or lighter until its outline is visible on a background."""
    towards = ink_on(ground)
    for step in range(11):
        mixed = blend(towards, mark, step / 10)
        if contrast_ratio(mixed, ground) >= ratio:
            return mixed
    return towards


@lru_cache(maxsize=256)
def whole_px(x: float) -> int:
    """The nearest pixel, the right one of two: `round` would choose the even one, which depends on
    where the picture happens to start."""
    return math.floor(x + 0.5 + 1e-6)


def whole_pxs(x: Floats) -> Ints:
    """The same of many."""
    import numpy as np

    found: Ints = np.floor(x + (0.5 + 1e-6)).astype(np.int64)
    return found


def clipped(rect: QRectF, area: LaneArea) -> QRectF:
    """A long span cut to just outside the picture: huge shapes slow the raster engine down."""
    left, right = max(rect.left(), -40.0), min(rect.right(), area.axis.width_px + 40.0)
    return QRectF(left, rect.top(), max(1.0, right - left), rect.height())


def paint_ring(painter: QPainter, path: QPainterPath) -> None:
    """The selection ring, in the focus colour; the mark is painted over it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in (("focus", 2 * (_RING_GAP_PX + _RING_PX)), ("raised", 2 * _RING_GAP_PX)):
        pen = QPen(colour(ink), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path)


def paint_text(
    painter: QPainter, rect: QRectF, text: str, ink: QColor, *, strong: bool = False
) -> None:
    """One line, elided, vertically centred in `rect`."""
    font = caption_font(strong=strong)
    if text_width(text, strong=strong) > rect.width():
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(ink)
    if painter.device().devicePixelRatio() == 1:
        _paint_set(painter, rect, _set_text(text, strong))
        return
    # In a right-to-left layout “left” would mean right, and “30 Oct” would become “Oct 30”.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, text)


def _paint_set(painter: QPainter, rect: QRectF, text: _SetText) -> None:
    """The same pixels in a tenth of the time. On other screens glyphs are placed otherwise."""
    at = QPointF(rect.left(), rect.top() + (rect.height() - text.height) / 2)
    if rect.contains(QRectF(at.x(), at.y(), text.width, text.height)):
        painter.drawStaticText(at, text.glyphs)
        return
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.drawStaticText(at, text.glyphs)
    painter.restore()


def paint_icon_in(painter: QPainter, rect: QRectF, name: str, ink: str) -> None:
    paint_icon(painter, rect, known_icon(name), ink)
