"""Names as ready pictures: the same few words stand beside hundreds of marks."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from ui.style.fonts import tabular
from ui.style.icons import paint_icon
from ui.style.theme import colour, theme_signals
from ui.timeline.paint.mark_paint import (
    CORNER_PX,
    caption_font,
    caption_height,
    paint_icon_in,
    paint_text,
    text_width,
    whole_px,
)
from ui.widgets.painting import clear_picture
from ui.widgets.waiting import WAITS_ICON

_INSET_PX = 5.0
_AFTER_ICON_PX = 4.0
_THOUSAND = 1000
_SIGN_SHARE = 0.75  # of a line: the hourglass before a number


def plate_width(side: float, word: str = "") -> int:
    """How wide a plate is with an icon of this side, and a word where there is one."""
    width = side + 2 * _INSET_PX
    return math.ceil(width + text_width(word, strong=True) + 5 if word else width)


@lru_cache(maxsize=1024)
def plate_picture(icon: str, word: str, ground: str, ink: str, height: int, dpr: float) -> QPixmap:
    """Icon and word on a quiet plate, to lie on a bar of this height."""
    side = min(height - 2, caption_height())
    picture = clear_picture(QSize(plate_width(side, word), height), dpr)
    painter = _painter(picture)
    size = picture.deviceIndependentSize()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    whole = QRectF(1, 1, size.width() - 2, size.height() - 2)
    painter.drawRoundedRect(whole, CORNER_PX - 1, CORNER_PX - 1)
    paint_icon_in(painter, QRectF(_INSET_PX, (height - side) / 2, side, side), icon, ink)
    if word:
        left = _INSET_PX + side + _AFTER_ICON_PX
        room = QRectF(left, 0, size.width() - left, height)
        paint_text(painter, room, word, QColor(ink), strong=True)
    painter.end()
    return picture


@lru_cache(maxsize=1024)
def word_picture(word: str, ink: str, dpr: float) -> QPixmap:
    """A word alone, one line high."""
    size = QSize(math.ceil(text_width(word)) + 2, caption_height())
    picture = clear_picture(size, dpr)
    painter = _painter(picture)
    paint_text(painter, QRectF(0, 0, size.width(), size.height()), word, QColor(ink))
    painter.end()
    return picture


def number_height() -> int:
    """Of the plate with a number."""
    return caption_height() + 1


class NumberLook(NamedTuple):
    """is_rest: there are as many besides those that are shown. has_selected: some are selected.
    has_waiting: some are not in the journal yet.
    """

    is_rest: bool = False
    has_selected: bool = False
    has_waiting: bool = False


def paint_number(
    painter: QPainter, rect: QRectF, number: int, look: NumberLook | None = None
) -> None:
    """How many marks stand here, on a quiet plate at the foot of `rect`."""
    dpr = painter.device().devicePixelRatio()
    picture, width, height = _number_picture(number, look or NumberLook(), dpr)
    left = whole_px(rect.left() + (rect.width() - width) / 2)
    painter.drawPixmap(left, round(rect.bottom() - height), picture)


@lru_cache(maxsize=2048)
def _number_picture(number: int, look: NumberLook, dpr: float) -> tuple[QPixmap, int, int]:
    """With its width and height."""
    words = str(number) if number < _THOUSAND else f"{number / _THOUSAND:.1f}k"
    words = f"+{words}" if look.is_rest else words
    line = caption_height()
    side = round(_SIGN_SHARE * line) if look.has_waiting else 0
    width = max(line, math.ceil(text_width(words, strong=True)) + 8 + side)
    picture = clear_picture(QSize(width, number_height()), dpr)
    painter = _painter(picture)
    painter.setPen(_number_pen(look))
    painter.setBrush(colour("overlay"))
    plate = QRectF(0.5, 0.5, width - 1, line)
    painter.drawRoundedRect(plate, line / 2, line / 2)
    if look.has_waiting:
        sign = QRectF(4, plate.center().y() - side / 2, side, side)
        paint_icon(painter, sign, WAITS_ICON, "ink")
    painter.setFont(caption_font(strong=True))
    painter.setPen(colour("ink"))
    painter.drawText(plate.adjusted(side, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture, width, line + 1


def _number_pen(look: NumberLook) -> QPen:
    """What waits is dashed, as it is where a mark stands alone."""
    dashes = Qt.PenStyle.DashLine if look.has_waiting else Qt.PenStyle.SolidLine
    if look.has_selected:
        return QPen(colour("focus"), 2, dashes)
    return QPen(colour("outline"), 1, dashes)


@lru_cache(maxsize=1024)
def time_picture(time: str, dpr: float) -> QPixmap:
    """A time in figures of one width, as a ruler writes it, on a line one line high."""
    font = tabular(caption_font())
    size = QSize(math.ceil(QFontMetricsF(font).horizontalAdvance(time)) + 2, caption_height())
    picture = clear_picture(size, dpr)
    painter = _painter(picture)
    painter.setFont(font)
    painter.setPen(colour("ink_muted"))
    painter.drawText(QPointF(0, round(QFontMetricsF(font).ascent())), time)
    painter.end()
    return picture


def _painter(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _forget_pictures(_theme: object) -> None:
    plate_picture.cache_clear()
    word_picture.cache_clear()
    _number_picture.cache_clear()
    time_picture.cache_clear()


# The font changes together with the theme.
theme_signals().theme_changed.connect(_forget_pictures)
