"""Draws the ribbon with its stations and their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

from ui.comfort.painted_words import paint_place, paint_words
from ui.comfort.words import words_of
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import colour, current_theme, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.timeline.paint.feeling_colours import fill_of, line_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.painting import draw_focus_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.comfort.records import ComfortMoment
    from app.emotions.records import Emotion
    from ui.comfort.ribbon_layout import RibbonLayout

_ROOMY_PX = 104  # of a column; in a narrower one are only the time and the words
_WORD_LINES = 2
_TO_COME, _HEARD = 0.24, 0.62  # of an emotion's colour


@dataclass(frozen=True, slots=True)
class ShownStation:
    """time: when it begins, in words."""

    moment: ComfortMoment
    emotion: Emotion
    time: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Places of stations; -1 for none. share: how much of the one that sounds was heard."""

    selected: int
    pointed: int
    sounding: int
    share: float
    is_playing: bool
    has_focus: bool


def foot_px() -> float:
    """How high the words below the ribbon are."""
    caption = QFontMetricsF(text_font(TYPE.caption)).lineSpacing()
    return (3 + _WORD_LINES) * caption + 2 * SPACE.s


def paint_ribbon(
    painter: QPainter, laid: RibbonLayout, stations: Sequence[ShownStation], marked: Marked
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_selected(painter, laid, marked)
    painter.fillPath(laid.field, _gradient(laid, stations, _TO_COME))
    heard = QRectF(0, 0, laid.heard_x(marked.sounding, marked.share), laid.bottom)
    if heard.width() > 0:
        painter.save()
        painter.setClipRect(heard, Qt.ClipOperation.IntersectClip)
        painter.fillPath(laid.field, _gradient(laid, stations, _HEARD))
        painter.restore()
        painter.setPen(QPen(colour("playhead"), 2))
        painter.drawLine(heard.topRight(), heard.bottomRight())
    painter.strokePath(laid.line, QPen(_gradient(laid, stations, 1.0), 2.5))
    for place, station in enumerate(stations):
        _paint_station(painter, laid.disc(place), station.emotion, place, marked)
        _paint_foot(painter, laid, place, station)
    if marked.has_focus and 0 <= marked.selected < len(stations):
        draw_focus_ring(painter, laid.whole_column(marked.selected), RADIUS.small)


def _paint_selected(painter: QPainter, laid: RibbonLayout, marked: Marked) -> None:
    for place in {marked.pointed, marked.selected if marked.has_focus else -1}:
        if 0 <= place < laid.many:
            shade = colour("hover" if place == marked.pointed else "selection")
            shade.setAlphaF(0.6)
            painter.fillRect(laid.whole_column(place), shade)


def _gradient(
    laid: RibbonLayout, stations: Sequence[ShownStation], share: float
) -> QLinearGradient:
    """From emotion to emotion."""
    gradient = QLinearGradient(0, 0, laid.wide, 0)
    for station, at in zip(stations, laid.points, strict=True):
        hue = station.emotion.colour
        shade = QColor(fill_of(hue) if share < 1 else line_of(hue))
        shade.setAlphaF(share)
        gradient.setColorAt(at.x() / max(1.0, laid.wide), shade)
    return gradient


def _paint_station(
    painter: QPainter, disc: QRectF, emotion: Emotion, place: int, marked: Marked
) -> None:
    is_on = place == marked.sounding
    painter.setPen(QPen(QColor(line_of(emotion.colour)), 2))
    painter.setBrush(colour("accent" if is_on else "raised"))
    painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
    glyph = QRectF(0, 0, disc.width() * 0.56, disc.height() * 0.56)
    glyph.moveCenter(disc.center())
    if is_on or place == marked.pointed:
        name = "pause" if is_on and marked.is_playing else "play"
        paint_icon(painter, glyph, name, "on_accent" if is_on else "ink", filled=True)
    else:
        paint_icon(painter, glyph, known_icon(emotion.icon), _ink(emotion))


def _paint_foot(painter: QPainter, laid: RibbonLayout, place: int, station: ShownStation) -> None:
    moment, emotion = station.moment, station.emotion
    font, strong = text_font(TYPE.caption), text_font(TYPE.caption, strong=True)
    caption = QFontMetricsF(font).lineSpacing()
    left = place * laid.column_px + SPACE.xs
    line = QRectF(left, laid.bottom + SPACE.s, laid.column_px - SPACE.s, caption)
    paint_words(painter, line, station.time, font, "ink_muted")
    line.translate(0, caption)
    paint_words(painter, line, words_of(moment, emotion), strong, "ink", most=_WORD_LINES)
    if laid.column_px >= scaled_px(_ROOMY_PX):
        line.translate(0, _WORD_LINES * caption)
        paint_place(painter, line, moment, font, "ink_muted")
        line.translate(0, caption)
        paint_words(painter, line, emotion.name, font, _ink(emotion))


def _ink(emotion: Emotion) -> str:
    return seen_on(fill_of(emotion.colour), current_theme().raised, 4.5)
