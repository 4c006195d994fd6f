"""Words and numbers as prepared pictures: the same few are drawn again and again."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from app.core.words import _
from ui.style.fonts import tabular
from ui.style.icons import paint_icon
from ui.style.theme import colour, theme_signals
from ui.timeline.paint.feeling_colours import line_of, soft_of
from ui.timeline.paint.mark_paint import (
    caption_font,
    caption_height,
    paint_text,
    text_width,
    whole_px,
)
from ui.widgets.painting import clear_picture
from ui.widgets.waiting import WAITS_ICON

_INSET_PX = 5
_WHEN_GAP_PX = 5
_THOUSAND = 1000
NUMBER_GAP_PX = 2
_SIGN_SHARE = 0.75  # of a line: the hourglass before a number


class Label:
    """A picture made when it is first shown: at most zooms there is no room for most."""

    __slots__ = ("_make", "_picture")

    def __init__(self, make: Callable[[], QPixmap]) -> None:
        self._make = make
        self._picture: QPixmap | None = None

    @property
    def picture(self) -> QPixmap:
        if self._picture is None:
            self._picture = self._make()
        return self._picture


def caption_width(words: str, when: str, *, strong: bool) -> int:
    """Of words and, paler, when they were made."""
    width = text_width(words, strong=strong)
    return math.ceil(width + (_WHEN_GAP_PX + text_width(when) if when else 0)) + 2 * _INSET_PX


@lru_cache(maxsize=2048)
def caption_picture(
    words: str, when: str, ground: str, room: int, dpr: float, *, strong: bool
) -> QPixmap:
    """What a mark says, on a plate so that nothing is seen through the letters; without when if
    there is no room for it, and shortened if there is too little for the words.
    """
    if room < caption_width(words, when, strong=strong):
        when = ""
    width = min(room, caption_width(words, when, strong=strong))
    line = caption_height()
    picture = clear_picture(QSize(width, line), dpr)
    painter = _painter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(0, 0, width, line), line / 2, line / 2)
    inside = QRectF(_INSET_PX, 0, width - 2 * _INSET_PX + 1, line)
    paint_text(painter, inside, words, colour("ink"), strong=strong)
    if when:
        after = inside.adjusted(text_width(words, strong=strong) + _WHEN_GAP_PX, 0, 1, 0)
        paint_text(painter, after, when, colour("ink_muted"))
    painter.end()
    return picture


class NumberLook(NamedTuple):
    """has_selected: some are selected. has_waiting: some wait to be saved. colour: of the emotion,
    if the number stands for its marks alone."""

    has_selected: bool = False
    has_waiting: bool = False
    colour: str = ""


def paint_number(
    painter: QPainter,
    x: float,
    row: QRectF,
    number: int,
    look: NumberLook | None = None,
    *,
    ends_there: bool = False,
) -> float:
    """Draws how many marks there are, in the middle of a row, from x on (or up to it); returns
    its width."""
    dpr = painter.device().devicePixelRatio()
    picture, width, height = number_picture(number, look or NumberLook(), dpr)
    left = whole_px(x - width - NUMBER_GAP_PX if ends_there else x + NUMBER_GAP_PX)
    painter.drawPixmap(left, round(row.center().y() - height / 2), picture)
    return float(width)


@lru_cache(maxsize=2048)
def number_picture(number: int, look: NumberLook, dpr: float) -> tuple[QPixmap, int, int]:
    """With its width and height."""
    words = str(number)
    if number >= _THOUSAND:
        thousands = f"{number / _THOUSAND:.1f}"
        # Translators: k is for thousand, as in 1.2k
        words = _("{thousands}k", thousands=thousands)
    line = caption_height()
    side = round(_SIGN_SHARE * line) if look.has_waiting else 0
    width = max(line, math.ceil(text_width(words, strong=True)) + 8 + side)
    picture = clear_picture(QSize(width, line + 1), dpr)
    painter = _painter(picture)
    painter.setPen(_number_pen(look))
    painter.setBrush(QColor(soft_of(look.colour)) if look.colour else colour("overlay"))
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
    """Dashed if marks wait to be saved, as for a single mark."""
    dashes = Qt.PenStyle.DashLine if look.has_waiting else Qt.PenStyle.SolidLine
    if look.has_selected:
        return QPen(colour("focus"), 2, dashes)
    return QPen(QColor(line_of(look.colour)) if look.colour else colour("outline"), 1, dashes)


@lru_cache(maxsize=1024)
def time_picture(time: str, dpr: float) -> QPixmap:
    """A time in figures of equal width, for the ruler, one line high."""
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
    caption_picture.cache_clear()
    number_picture.cache_clear()
    time_picture.cache_clear()


# The font changes together with the theme.
theme_signals().theme_changed.connect(_forget_pictures)
