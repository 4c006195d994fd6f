"""Emotional tags: bars for spans, pins for points, stacked where they overlap.

Taller is stronger. Felt is filled with the emotion's colour and pattern; expressed is outlined.
Icon and word appear where there is room.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.emotions.records import MAX_INTENSITY, Mode
from app.timeline.records import TaggedEmotion
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme
from ui.timeline.lane import LaneArea, LaneHeights
from ui.timeline.mark_lane import SMALL_PX, LaneMark, MarkLane, Placed
from ui.timeline.mark_paint import (
    CORNER_PX,
    caption_height,
    clipped,
    ink_over,
    label_parts,
    paint_icon_in,
    paint_ring,
    paint_text,
    pin_head,
    pin_path,
    seen_on,
    text_width,
)
from ui.timeline.mark_words import tag_in_words
from ui.timeline.pin_picture import PIN_MARGIN_PX, pin_picture

_LEAST_SHARE = 0.5  # of a row's height, for intensity 1
_PATTERN_SCALE = 0.75
_LEAST_WORD_PX = 24.0
_PIN_LINES = 1.6  # the tallest pin, in lines of text


class EmotionLane(MarkLane[TaggedEmotion]):
    title = "Feelings"
    icon = "hand-heart"
    hint = "Press 1 to 9 while the music plays to mark what you feel; hold the key for a stretch."

    def set_tags(self, tags: tuple[TaggedEmotion, ...]) -> None:
        self.set_marks([LaneMark(tag.ref, tag.span, tag, tag_in_words(tag)) for tag in tags])

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=5 * line, natural=11 * line, most=26 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 1.15 * caption_height(), 2.3 * caption_height()

    def reach_of_point(self) -> float:
        return pin_head(_PIN_LINES * caption_height()) / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        is_selected = placed.mark.ref in area.selected
        painter.setBrushOrigin(QPointF(-area.axis.left_px % 48, 0))
        if row.width() < SMALL_PX:
            _paint_pin(painter, placed, _pin_bar(placed, row), is_selected)
        else:
            _paint_bar(painter, area, placed, bar_rect(placed.mark.value, row), is_selected)


def bar_rect(tagged: TaggedEmotion, row: QRectF) -> QRectF:
    """The bar of a span in its row: it stands on the row's ground, as tall as the feeling."""
    share = _LEAST_SHARE + (1 - _LEAST_SHARE) * (tagged.tag.intensity - 1) / (MAX_INTENSITY - 1)
    height = (row.height() - 2) * share
    return QRectF(row.left(), row.bottom() - 1 - height, row.width(), height)


def _pin_bar(placed: Placed[TaggedEmotion], row: QRectF) -> QRectF:
    """As for a span, but never so wide that it leaves the extent it was stacked with."""
    share = (MAX_INTENSITY + 2 + placed.mark.value.tag.intensity) / (2 * MAX_INTENSITY + 2)
    height = min(row.height() - 2, _PIN_LINES * caption_height()) * share
    return QRectF(row.center().x(), row.bottom() - 1 - height, 0, height)


def _paint_bar(
    painter: QPainter,
    area: LaneArea,
    placed: Placed[TaggedEmotion],
    bar: QRectF,
    is_selected: bool,
) -> None:
    tagged = placed.mark.value
    shape = QPainterPath()
    cut = clipped(bar, area)
    cut.setWidth(cut.width() - 1)
    shape.addRoundedRect(cut, CORNER_PX, CORNER_PX)
    if is_selected:
        paint_ring(painter, shape)
    paint_body(painter, shape, tagged)
    parts = label_parts(bar, area)
    for part in parts:
        _paint_label(painter, tagged, part, placed.room_px if len(parts) == 1 else 0.0)


def paint_body(painter: QPainter, shape: QPainterPath, tagged: TaggedEmotion) -> None:
    """Felt: colour and pattern. Expressed: a broken outline round a breath of both."""
    emotion = tagged.emotion
    if tagged.tag.mode is Mode.FELT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pattern_brush(emotion.pattern, emotion.colour, _PATTERN_SCALE))
        painter.drawPath(shape)
        return
    painter.setBrush(colour("raised"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(shape)
    painter.setBrush(pattern_brush(emotion.pattern, emotion.colour, _PATTERN_SCALE, 0.16))
    outline = QPen(QColor(seen_on(emotion.colour, current_theme().raised)), 1.5)
    outline.setDashPattern([4.0, 2.0])
    painter.setPen(outline)
    painter.drawPath(shape)


def _paint_label(painter: QPainter, tagged: TaggedEmotion, bar: QRectF, room_px: float) -> None:
    """Icon and word on a quiet plate inside the bar, or behind a bar too short for them."""
    line = caption_height()
    icon_side = min(bar.height() - 2, line)
    if icon_side < 9:
        return
    plate_width = icon_side + 10
    word_width = text_width(tagged.emotion.name, strong=True) + 5
    has_line = bar.height() >= line - 2
    fits_inside = has_line and bar.width() >= plate_width + word_width
    if bar.width() < icon_side + 4:
        _paint_word_behind(painter, tagged, bar, room_px)
        return
    plate = QRectF(bar.left(), bar.top(), plate_width, bar.height())
    plate.setWidth(min(bar.width(), plate_width + (word_width if fits_inside else 0)))
    ground, ink = _plate_colours(tagged)
    if bar.width() >= icon_side + 10:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(plate.adjusted(1, 1, -1, -1), CORNER_PX - 1, CORNER_PX - 1)
    inset = min(5.0, (bar.width() - icon_side) / 2)
    at = QRectF(bar.left() + inset, bar.center().y() - icon_side / 2, icon_side, icon_side)
    paint_icon_in(painter, at, tagged.emotion.icon, ink)
    if fits_inside:
        words = QRectF(at.right() + 4, bar.top(), word_width, bar.height())
        paint_text(painter, words, tagged.emotion.name, QColor(ink), strong=True)
    else:
        _paint_word_behind(painter, tagged, bar, room_px)


def _plate_colours(tagged: TaggedEmotion) -> tuple[str, str]:
    if tagged.tag.mode is Mode.FELT:
        return tagged.emotion.colour, ink_over(tagged.emotion.colour)
    raised = current_theme().raised
    return raised, seen_on(tagged.emotion.colour, raised, 4.5)


def _paint_word_behind(
    painter: QPainter, tagged: TaggedEmotion, bar: QRectF, room_px: float
) -> None:
    if room_px < _LEAST_WORD_PX:
        return
    width = text_width(tagged.emotion.name)
    if room_px < width + 8:
        return
    line = caption_height()
    top = min(bar.center().y() - line / 2, bar.bottom() - line)
    paint_text(
        painter, QRectF(bar.right() + 4, top, width + 2, line), tagged.emotion.name, colour("ink")
    )


def _paint_pin(
    painter: QPainter, placed: Placed[TaggedEmotion], bar: QRectF, is_selected: bool
) -> None:
    tagged = placed.mark.value
    head = pin_head(bar.height())
    if is_selected:
        paint_ring(painter, pin_path(bar.left(), bar.bottom(), head))
    emotion = tagged.emotion
    picture = pin_picture(
        emotion.colour,
        emotion.icon,
        tagged.tag.mode,
        round(bar.height(), 1),
        painter.device().devicePixelRatio(),
        current_theme().raised,
    )
    size = picture.deviceIndependentSize()
    at = QPointF(bar.left() - size.width() / 2, bar.bottom() + PIN_MARGIN_PX - size.height())
    painter.drawPixmap(at, picture)
    _paint_word_behind(painter, tagged, bar.adjusted(0, 0, head / 2, 0), placed.room_px)
