"""Shapes that several lanes draw: bars, pins, labels, counts, hints."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.style.contrast import blend, contrast_ratio, ink_on
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, text_font, theme_signals
from ui.style.tokens import TYPE
from ui.timeline.geometry.lane_area import LaneArea

CORNER_PX = 5.0
_RING_PX = 2.0
_RING_GAP_PX = 1.5
_PIN_OPENING = 80.0  # degrees of the head that the tip takes
_PIN_TIP = 0.2  # how much of a pin's height is its tip


@lru_cache(maxsize=2)
def _caption_font(strong: bool) -> QFont:
    return text_font(TYPE.caption, strong=strong)


@lru_cache(maxsize=1)
def caption_height() -> int:
    """The line height of lane text; lanes measure themselves in it."""
    return round(QFontMetricsF(_caption_font(False)).height())


@lru_cache(maxsize=2048)
def _text_width(text: str, strong: bool) -> float:
    return QFontMetricsF(_caption_font(strong)).horizontalAdvance(text)


def caption_font(*, strong: bool = False) -> QFont:
    return _caption_font(strong)


def text_width(text: str, *, strong: bool = False) -> float:
    return _text_width(text, strong)


def _forget_metrics(_theme: object) -> None:
    for remembered in (_caption_font, caption_height, _text_width):
        remembered.cache_clear()


# The font changes only together with the theme. Asking Qt for it on each call cost a tenth of a
# lane's painting. Connected before any view is, so that views measure afresh.
theme_signals().theme_changed.connect(_forget_metrics)


@lru_cache(maxsize=256)
def ink_over(ground: str) -> str:
    """`ink_on`, remembered: lanes ask for the same few colours thousands of times."""
    return ink_on(ground)


@lru_cache(maxsize=512)
def seen_on(mark: str, ground: str, ratio: float = 3.0) -> str:
    """A mark's colour moved towards black or white until its outline is seen on a ground."""
    towards = ink_on(ground)
    for step in range(11):
        mixed = blend(towards, mark, step / 10)
        if contrast_ratio(mixed, ground) >= ratio:
            return mixed
    return towards


@lru_cache(maxsize=256)
def whole_px(x: float) -> int:
    """The nearest pixel, the right one when in doubt: `round` would choose by whether it is even,
    and so by where the picture happens to begin."""
    return math.floor(x + 0.5 + 1e-6)


def clipped(rect: QRectF, area: LaneArea) -> QRectF:
    """A long span cut to just outside the picture: the raster engine dislikes huge shapes."""
    left, right = max(rect.left(), -40.0), min(rect.right(), area.axis.width_px + 40.0)
    return QRectF(left, rect.top(), max(1.0, right - left), rect.height())


def pin_path(tip_x: float, bottom: float, head: float) -> QPainterPath:
    """A round head whose tip points at a time."""
    top = bottom - head / (1 - _PIN_TIP)
    path = QPainterPath(QPointF(tip_x, bottom))
    path.arcTo(
        QRectF(tip_x - head / 2, top, head, head), 270 + _PIN_OPENING / 2, 360 - _PIN_OPENING
    )
    path.closeSubpath()
    return path


def pin_icon_rect(tip_x: float, bottom: float, head: float) -> QRectF:
    side = head * 0.64
    top = bottom - head / (1 - _PIN_TIP) + (head - side) / 2
    return QRectF(tip_x - side / 2, top, side, side)


def pin_head(height: float) -> float:
    return height * (1 - _PIN_TIP)


def take_sign_inks(painter: QPainter, emotion_colour: str, is_felt: bool, ground: str) -> str:
    """Pen and brush of an emotion's pin or disc; answers with the ink of the icon on it.

    Felt is filled; expressed is outlined on `ground`, the `#RRGGBB` it stands on.
    """
    if is_felt:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(emotion_colour))
        return ink_over(emotion_colour)
    painter.setPen(QPen(QColor(seen_on(emotion_colour, ground)), 1.5))
    painter.setBrush(QColor(ground))
    return seen_on(emotion_colour, ground, 4.5)


def paint_ring(painter: QPainter, path: QPainterPath) -> None:
    """The selection: a line in the focus colour round a gap; the mark is painted over it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in (("focus", 2 * (_RING_GAP_PX + _RING_PX)), ("raised", 2 * _RING_GAP_PX)):
        pen = QPen(colour(ink), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path)


def paint_text(
    painter: QPainter, rect: QRectF, text: str, ink: QColor, *, strong: bool = False
) -> None:
    """One line, elided, centred upright in `rect`."""
    font = caption_font(strong=strong)
    if text_width(text, strong=strong) > rect.width():
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(ink)
    # In a layout from right to left “left” would mean the right, and “30 Oct” become “Oct 30”.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, text)


def paint_icon_in(painter: QPainter, rect: QRectF, name: str, ink: str) -> None:
    paint_icon(painter, rect, known_icon(name), ink)


def paint_hint(painter: QPainter, area: LaneArea, hint: str) -> None:
    """What to do, at the start of an empty lane; on two lines where one would cut it."""
    if not hint:
        return
    left = max(8.0, area.axis.x_of(0) + 9)
    rect = QRectF(left, 0, area.axis.width_px - left - 8, area.height)
    line = caption_height()
    if text_width(hint) <= rect.width() or area.height < 2 * line:
        paint_text(painter, rect, hint, colour("ink_muted"))
        return
    first, rest = first_line(hint, rect.width())
    top = rect.center().y() - line
    for n, words in enumerate((first, rest)):
        at = QRectF(left, top + n * line, rect.width(), line)
        paint_text(painter, at, words, colour("ink_muted"))


def first_line(text: str, room: float) -> tuple[str, str]:
    """As many words as there is room for, and the rest."""
    words = text.split(" ")
    count = next(
        (n for n in range(len(words), 0, -1) if text_width(" ".join(words[:n])) <= room), 1
    )
    return " ".join(words[:count]), " ".join(words[count:])
