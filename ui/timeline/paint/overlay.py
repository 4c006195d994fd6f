"""What is drawn over the lanes: playhead, selection, loop, held spans, snap line.

Nothing here is cached: each frame paints only the strip that changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from app.core.timecode import Span, format_ms
from ui.style.contrast import ink_on
from ui.style.icons import paint_icon
from ui.style.theme import colour, current_theme
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.paint.mark_paint import (
    caption_height,
    paint_icon_in,
    paint_text,
    text_width,
)
from ui.widgets.painting import clear_picture

PLAYHEAD_REACH_PX = 8  # how far the playhead's cap and halo reach to either side
_CAP_PX = 6
_WASH_ALPHA = 46
_CHIP_PAD_PX = 6
_MILLIS_BELOW_MS_PER_PX = 200.0
_LOOP_ALPHA = 34
_HALO_PX, _HALO_ALPHA = 4, 150
_PALE_ALPHA, _PALE_ALPHA_DARK = 110, 84  # over words, whose contrast stays 4.5 to 1


@dataclass(frozen=True, slots=True)
class LiveSpan:
    """A span that grows while its key is held. colour: `#RRGGBB` or a token. lane: its key."""

    name: str
    colour: str
    icon: str
    lane: str
    span: Span


def paint_playhead(
    painter: QPainter,
    x: float,
    ruler_bottom: int,
    bottom: int,
    worded: Sequence[tuple[int, int]] = (),
) -> None:
    """worded: tops and bottoms of parts with words, in order; there they show through it."""
    left, top = round(x) - 1, ruler_bottom
    painter.fillRect(left, top - _CAP_PX, 2, _CAP_PX, colour("playhead"))
    for words_top, words_bottom in (*worded, (bottom, bottom)):
        _paint_line(painter, left, top, words_top)
        _paint_pale(painter, left, words_top, words_bottom)
        top = words_bottom
    middle, base = round(x), ruler_bottom - 1.0
    cap = QPolygonF(
        [
            QPointF(middle - _CAP_PX, base - 11),
            QPointF(middle + _CAP_PX, base - 11),
            QPointF(middle + _CAP_PX, base - 5),
            QPointF(middle, base + 1),
            QPointF(middle - _CAP_PX, base - 5),
        ]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("playhead"))
    painter.drawPolygon(cap)


def _paint_pale(painter: QPainter, left: int, top: int, bottom: int) -> None:
    if bottom > top:
        alpha = _PALE_ALPHA_DARK if current_theme().is_dark else _PALE_ALPHA
        dpr = painter.device().devicePixelRatio()
        line = _washed(colour("playhead").name(), 2, bottom - top, alpha, dpr)
        painter.drawPixmap(left, top, line)


def _paint_line(painter: QPainter, left: int, top: int, bottom: int) -> None:
    if bottom > top:
        dpr = painter.device().devicePixelRatio()
        halo = _washed(colour("raised").name(), _HALO_PX, bottom - top, _HALO_ALPHA, dpr)
        painter.drawPixmap(left - 1, top, halo)
        painter.fillRect(left, top, 2, bottom - top, colour("playhead"))


@lru_cache(maxsize=64)
def _washed(ink: str, width: int, height: int, alpha: int, dpr: float) -> QPixmap:
    """Filling with a translucent colour took a quarter of a frame's time; copying it, little."""
    picture = clear_picture(QSize(width, height), dpr)
    wash = QColor(ink)
    wash.setAlpha(alpha)
    picture.fill(wash)
    return picture


def paint_chosen(painter: QPainter, axis: TimeAxis, span: Span, top: int, bottom: int) -> None:
    """The selected passage."""
    rect = _band(axis, span, top, bottom)
    wash = QColor(colour("accent"))
    wash.setAlpha(_WASH_ALPHA)
    painter.fillRect(rect, wash)
    for x in (rect.left(), rect.right() - 1):
        painter.fillRect(QRectF(x, top, 1, bottom - top), colour("accent"))


def paint_loop(painter: QPainter, axis: TimeAxis, span: Span, ruler: int, bottom: int) -> None:
    """A bar in the ruler with a repeat sign, and a line down each end."""
    bar = _band(axis, span, ruler - 5, ruler - 1)
    wash = QColor(colour("accent"))
    wash.setAlpha(_LOOP_ALPHA)
    painter.fillRect(_band(axis, span, 0, ruler), wash)
    painter.fillRect(bar, colour("accent"))
    painter.setPen(QPen(colour("accent"), 1, Qt.PenStyle.DashLine))
    for x in (round(bar.left()), round(bar.right()) - 1):
        painter.drawLine(QPointF(x + 0.5, ruler), QPointF(x + 0.5, bottom))
    if bar.width() > 20:
        paint_icon(painter, QRectF(bar.right() - 17, ruler - 20, 13, 13), "repeat", "accent_ink")


def paint_snap(
    painter: QPainter, axis: TimeAxis, edge: Edge, ruler_bottom: int, bottom: int
) -> None:
    """A line through all lanes, and a label in the ruler with what is there and when."""
    x = round(axis.x_of(edge.at_ms)) + 0.5
    painter.setPen(QPen(colour("focus"), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
    words = f"{edge.name} · {hover_words(axis, edge.at_ms)}"
    _paint_chip(painter, axis, edge.at_ms, words, ruler_bottom)


def paint_standing(painter: QPainter, axis: TimeAxis, rect: QRectF) -> None:
    """A ring around the mark that keys moved on to, outside the ring of a selected one."""
    left, right = max(-20.0, rect.left()), min(axis.width_px + 20.0, rect.right())
    if left > right:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("ink"), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(left - 4, rect.top() - 1, right - left + 8, rect.height() + 2)
    painter.drawRoundedRect(ring, 6, 6)


def paint_band(painter: QPainter, band: QRectF) -> None:
    """The rubber band."""
    wash = QColor(colour("focus"))
    wash.setAlpha(_WASH_ALPHA)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colour("focus"), 1))
    painter.setBrush(wash)
    painter.drawRect(band)


def paint_hover(
    painter: QPainter, axis: TimeAxis, at_ms: int, ruler_bottom: int, bottom: int
) -> None:
    """A line under the pointer, and its time on a label in the ruler."""
    x = round(axis.x_of(at_ms))
    painter.fillRect(QRectF(x, ruler_bottom, 1, bottom - ruler_bottom), colour("outline"))
    _paint_chip(painter, axis, at_ms, hover_words(axis, at_ms), ruler_bottom)


def hover_words(axis: TimeAxis, at_ms: int) -> str:
    """The time, as exact as the pointer can be."""
    return format_ms(at_ms, with_millis=axis.ms_per_px < _MILLIS_BELOW_MS_PER_PX)


def hover_reach(axis: TimeAxis, at_ms: int) -> tuple[int, int]:
    """The left and right of the label with the time, inside the view."""
    return _chip_reach(axis, at_ms, hover_words(axis, at_ms))


def _paint_chip(
    painter: QPainter, axis: TimeAxis, at_ms: int, words: str, ruler_bottom: int
) -> None:
    left, right = _chip_reach(axis, at_ms, words)
    chip = QRectF(left + 1, 1, right - left - 2, ruler_bottom - 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("tooltip"))
    painter.drawRoundedRect(chip, 5, 5)
    inside = chip.adjusted(_CHIP_PAD_PX, 0, 0, 0)
    paint_text(painter, inside, words, colour("on_tooltip"))


def _chip_reach(axis: TimeAxis, at_ms: int, words: str) -> tuple[int, int]:
    x, width = axis.x_of(at_ms), text_width(words) + 2 * _CHIP_PAD_PX + 4
    left = min(max(0.0, x - width / 2), axis.width_px - width)
    return math.floor(left), math.ceil(left + width)


def paint_live(
    painter: QPainter, axis: TimeAxis, live: LiveSpan, top: float, height: float
) -> None:
    """The growing span: a tint over its lane, and a plate with icon and name at its start."""
    tint = colour(live.colour)
    rect = _band(axis, live.span, top, top + height)
    wash = QColor(tint)
    wash.setAlpha(70)
    painter.fillRect(rect, wash)
    painter.fillRect(QRectF(rect.left(), top, 2, height), tint)
    painter.fillRect(QRectF(rect.left(), top + height - 3, rect.width(), 3), tint)
    plate = live_plate(axis, live, top, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(plate, 5, 5)
    ink = ink_on(tint.name())
    line = caption_height()
    at = QRectF(plate.left() + 6, plate.center().y() - line / 2, line, line)
    paint_icon_in(painter, at, live.icon, ink)
    words = QRectF(at.right() + 5, plate.top(), plate.right() - at.right() - 5, plate.height())
    paint_text(painter, words, live.name, QColor(ink), strong=True)


def live_plate(axis: TimeAxis, live: LiveSpan, top: float, height: float) -> QRectF:
    line = caption_height()
    width = line + 18 + text_width(live.name, strong=True)
    left = axis.x_of(live.span.start_ms)
    return QRectF(left, top + max(0.0, (height - line - 8) / 2), width, line + 8)


def _band(axis: TimeAxis, span: Span, top: float, bottom: float) -> QRectF:
    left = max(-10.0, axis.x_of(span.start_ms))
    right = min(axis.width_px + 10.0, axis.x_of(span.end_ms))
    return QRectF(left, top, max(1.0, right - left), bottom - top)
