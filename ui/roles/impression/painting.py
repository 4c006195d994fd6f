"""Paints the wave between the first impression and the latest ones, with the signs of both."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.core.timecode import POINT_LASTS_MS, format_ms
from app.core.words import number
from ui.roles.impression.seen import Seen, When
from ui.style.contrast import blend
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme, text_font
from ui.style.tokens import RADIUS, TYPE
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.timeline.paint.mark_paint import ink_over

if TYPE_CHECKING:
    from ui.roles.impression.placing import Placing, Sign
    from ui.story_line.waves import WaveShape

_BAR_PX, _STEP_PX = 2.0, 3.0
_PEAKS = 0.58  # of the colour, in `raised`, as in the story line
_PATTERN_SCALE = 0.6
_MANY = 400  # bars below the signs; of more, some are left out evenly


class Marked(NamedTuple):
    """selected: when, and the place of the mark; None for none."""

    selected: tuple[When, int] | None
    has_focus: bool


def inks_of(marks: Sequence[Seen], lasts_ms: int, bars: int) -> list[str]:
    """Of each bar of a wave: the colour of what was felt there last; empty where nothing was."""
    inks = [""] * bars
    for mark in marks:
        if not mark.pattern:  # a favourite moment says nothing of what was felt
            continue
        end_ms = mark.span.end_ms if not mark.span.is_point else mark.span.start_ms + POINT_LASTS_MS
        first = mark.span.start_ms * bars // lasts_ms
        end = max(first + 1, math.ceil(end_ms * bars / lasts_ms))
        for bar in range(min(first, bars), min(end, bars)):
            inks[bar] = mark.colour
    return inks


def paint_impression(
    painter: QPainter,
    placing: Placing,
    marks: Mapping[When, Sequence[Seen]],
    shape: WaveShape | None,
    captions: Mapping[When, str],
    marked: Marked,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, placing)
    for when in When:
        _paint_half(painter, placing, when, marks[when], shape)
        _paint_caption(painter, placing, when, captions[when])
        for mark in marks[when][:: max(1, -(-len(marks[when]) // _MANY))]:
            _paint_bar(painter, placing, mark)
    _paint_times(painter, placing)
    for sign in placing.signs:
        _paint_sign(painter, sign, marks[sign.when][sign.places[0]], marked)


def paint_head(painter: QPainter, placing: Placing, at_ms: float) -> None:
    x = placing.x_of(at_ms)
    painter.setPen(QPen(colour("playhead"), 2))
    painter.drawLine(QLineF(x, placing.wave.top() - 8, x, placing.wave.bottom() + 8))


def _paint_ground(painter: QPainter, placing: Placing) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    painter.drawRoundedRect(placing.wave, RADIUS.small, RADIUS.small)


def _paint_half(
    painter: QPainter,
    placing: Placing,
    when: When,
    marks: Sequence[Seen],
    shape: WaveShape | None,
) -> None:
    import numpy as np

    half, theme = placing.half(when), current_theme()
    if shape is None:
        if when is When.THEN:
            painter.fillRect(
                QRectF(half.left(), placing.middle, half.width(), 1), colour("hairline")
            )
        return
    bars = max(1, math.floor(half.width() / _STEP_PX))
    lasts_ms = placing.lasts_ms / bars
    peaks, rms = shape.between(np.arange(bars, dtype=np.float64) * lasts_ms, lasts_ms)
    inks = inks_of(marks, placing.lasts_ms, bars)
    high = half.height() - 3
    for heights, share in ((peaks, _PEAKS), (rms, 1.0)):
        for bar, (tall, ink) in enumerate(zip(heights.tolist(), inks, strict=True)):
            deep = max(0.5, tall * high)
            top = placing.middle - 0.5 - deep if when is When.THEN else placing.middle + 0.5
            shade = blend(line_of(ink) if ink else theme.wave, theme.raised, share)
            painter.fillRect(
                QRectF(half.left() + bar * _STEP_PX, top, _BAR_PX, deep), QColor(shade)
            )


def _paint_caption(painter: QPainter, placing: Placing, when: When, text: str) -> None:
    painter.setFont(text_font(TYPE.caption, strong=True))
    painter.setPen(colour("ink_muted"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(placing.caption(when), int(flags), text)


def _paint_bar(painter: QPainter, placing: Placing, mark: Seen) -> None:
    box = placing.bar(mark)
    shade = fill_of(colour(mark.colour).name())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrushOrigin(box.topLeft())
    brush = pattern_brush(mark.pattern, shade, _PATTERN_SCALE) if mark.pattern else QColor(shade)
    painter.setBrush(brush)
    painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 2, 2)


def _paint_times(painter: QPainter, placing: Placing) -> None:
    painter.setFont(text_font(TYPE.caption))
    metrics = painter.fontMetrics()
    wave = placing.wave
    right = -1e9
    for at_ms in placing.times():
        x = placing.x_of(at_ms)
        text = format_ms(at_ms)
        wide = metrics.horizontalAdvance(text) + 8
        if x - wide / 2 < right + 8 or x + wide / 2 > wave.right():
            continue
        right = x + wide / 2
        pill = QRectF(x - wide / 2, placing.middle - metrics.height() / 2 - 1, wide,
                      metrics.height() + 2)  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(colour("ink_muted"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)


def _paint_sign(painter: QPainter, sign: Sign, mark: Seen, marked: Marked) -> None:
    tint = fill_of(colour(mark.colour).name())
    box = sign.box
    is_selected = (
        marked.selected is not None
        and marked.selected[0] is sign.when
        and marked.selected[1] in sign.places
    )
    if is_selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("focus" if marked.has_focus else "ink_muted"), 2))
        painter.drawEllipse(box.adjusted(-2, -2, 2, 2))
    painter.setPen(QPen(colour("raised"), 1))
    painter.setBrush(QColor(tint))
    painter.drawEllipse(box)
    inset = box.width() * 0.24
    paint_icon(painter, box.adjusted(inset, inset, -inset, -inset), known_icon(mark.icon),
               ink_over(tint))  # fmt: skip
    if sign.more:
        _paint_more(painter, box, sign.more)


def _paint_more(painter: QPainter, box: QRectF, more: int) -> None:
    text = f"+{number(more)}"
    painter.setFont(text_font(TYPE.caption * 0.85, strong=True))
    metrics = painter.fontMetrics()
    wide = max(metrics.height(), metrics.horizontalAdvance(text) + 6)
    pill = QRectF(0, 0, wide, metrics.height())
    pill.moveCenter(QPointF(box.right() - 1, box.top() + 3))
    painter.setPen(QPen(colour("outline"), 1))
    painter.setBrush(colour("raised"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(colour("ink"))
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
