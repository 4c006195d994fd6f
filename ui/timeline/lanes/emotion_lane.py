"""Emotional tags: bars for spans, pins for points, stacked where they overlap.

Taller is stronger. Felt is filled with the emotion's colour and pattern; expressed is outlined.
Icon and word appear where there is room; crowds stand as columns with a stripe for each emotion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from app.emotions.records import MAX_INTENSITY, Emotion, Mode
from app.timecode import Span
from app.timeline.records import MarkKind, TaggedEmotion
from ui.style.theme import colour, current_theme
from ui.timeline.bar_picture import LEAST_PX, BarLook, paint_bar, paint_stripe
from ui.timeline.label_picture import plate_picture, plate_width, word_picture
from ui.timeline.lane import LaneArea, LaneHeights
from ui.timeline.mark_counts import Count
from ui.timeline.mark_index import Entry
from ui.timeline.mark_lane import SMALL_PX, LaneMark, MarkLane, Placed
from ui.timeline.mark_paint import (
    CORNER_PX,
    caption_height,
    clipped,
    ink_over,
    paint_ring,
    pin_head,
    pin_path,
    seen_on,
    text_width,
)
from ui.timeline.mark_words import tag_in_words
from ui.timeline.pin_picture import PIN_MARGIN_PX, pin_picture

_LEAST_SHARE = 0.5  # of a row's height, for intensity 1
_LEAST_WORD_PX = 24.0
_LEAST_ICON_PX = 9
_PIN_LINES = 1.6  # the tallest pin, in lines of text


_entry: Callable[[TaggedEmotion], Entry] = attrgetter(
    "tag.span.start_ms", "tag.span.end_ms", "tag.id", "emotion.id"
)


class EmotionLane(MarkLane[TaggedEmotion]):
    kind = MarkKind.TAG
    title = "Feelings"
    icon = "hand-heart"
    hint = "Press 1 to 9 while the music plays to mark what you feel; hold the key for a stretch."

    def __init__(self) -> None:
        super().__init__(_entry)

    def set_tags(self, tags: Sequence[TaggedEmotion]) -> list[Span]:
        return self.set_values(tags)

    def as_mark(self, value: TaggedEmotion) -> LaneMark[TaggedEmotion]:
        return LaneMark(value.ref, value.span, value, tag_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=round(3.2 * line), natural=11 * line, most=26 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 1.15 * caption_height(), 2.3 * caption_height()

    def reach_of_point(self) -> float:
        return pin_head(_PIN_LINES * caption_height()) / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        is_selected = placed.mark.ref in area.selected
        if row.width() < SMALL_PX:
            _paint_pin(painter, placed, _pin_bar(placed, row), is_selected)
        else:
            _paint_bar(painter, area, placed, bar_rect(placed.mark.value, row), is_selected)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[TaggedEmotion], row: QRectF
    ) -> None:
        """The plate again, over whatever is left of the one at the bar's start."""
        bar = _whole_pixels(bar_rect(mark.value, row), area)
        room = QRect(0, bar.top(), bar.right() + 1, bar.height())
        plate = _plate(painter, mark.value, room)
        if plate is None:
            return
        painter.fillRect(
            QRectF(0, room.top() + 1, plate.deviceIndependentSize().width() - 5, room.height() - 2),
            colour(_plate_colours(mark.value)[0]),
        )
        painter.drawPixmap(room.topLeft(), plate)

    def paint_count(
        self, painter: QPainter, area: LaneArea, count: Count[TaggedEmotion], rect: QRectF
    ) -> None:
        if not count.is_crowd:
            return
        column = rect.adjusted(1, 0, -1, 0).toAlignedRect()
        phase = round(area.axis.left_px) + column.left()
        top, before = column.top(), 0
        for tagged, many in count.shares:
            before += many
            bottom = column.top() + round(column.height() * before / len(count))
            if bottom > top:
                stripe = QRect(column.left(), top, column.width(), bottom - top)
                paint_stripe(painter, stripe, _look(tagged.emotion), phase)
            top = bottom


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


def _look(emotion: Emotion, mode: Mode = Mode.FELT) -> BarLook:
    return BarLook(emotion.colour, emotion.pattern, mode is Mode.FELT, current_theme().raised)


def _whole_pixels(bar: QRectF, area: LaneArea) -> QRect:
    """Cut to just outside the picture, where its pattern repeats: a bar may be millions wide."""
    cut = clipped(bar, area)
    left, right = round(cut.left()), round(cut.right()) - 1
    top, bottom = round(bar.top()), round(bar.bottom())
    return QRect(left, top, max(LEAST_PX, right - left), max(3, bottom - top))


def _paint_bar(
    painter: QPainter,
    area: LaneArea,
    placed: Placed[TaggedEmotion],
    bar: QRectF,
    is_selected: bool,
) -> None:
    tagged = placed.mark.value
    cut = _whole_pixels(bar, area)
    if is_selected:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(cut), CORNER_PX, CORNER_PX)
        paint_ring(painter, shape)
    phase = round(area.axis.left_px) + cut.left()
    paint_bar(painter, cut, _look(tagged.emotion, tagged.tag.mode), phase)
    if bar.left() > -area.axis.width_px:  # else its name is far out of the picture
        _paint_label(painter, tagged, bar, cut, placed.room_px)


def _paint_label(
    painter: QPainter, tagged: TaggedEmotion, bar: QRectF, cut: QRect, room_px: float
) -> None:
    """Icon and word on a quiet plate inside the bar, or behind a bar too short for them."""
    left, right = round(bar.left()), round(bar.right()) - 1
    whole = QRect(left, cut.top(), max(LEAST_PX, right - left), cut.height())
    plate = _plate(painter, tagged, whole)
    if plate is not None:
        painter.drawPixmap(whole.topLeft(), plate)
    if not _has_word(tagged, whole):
        _paint_word_behind(painter, tagged, bar, room_px)


def _has_word(tagged: TaggedEmotion, bar: QRect) -> bool:
    """Whether the emotion's name fits into its bar."""
    line = caption_height()
    side = min(bar.height() - 2, line)
    is_high = side >= _LEAST_ICON_PX and bar.height() >= line - 2
    return is_high and bar.width() >= plate_width(side, tagged.emotion.name)


def _plate(painter: QPainter, tagged: TaggedEmotion, bar: QRect) -> QPixmap | None:
    """What names the emotion inside its bar; None where there is no room."""
    side = min(bar.height() - 2, caption_height())
    if side < _LEAST_ICON_PX or bar.width() < plate_width(side):
        return None
    word = tagged.emotion.name if _has_word(tagged, bar) else ""
    ground, ink = _plate_colours(tagged)
    dpr = painter.device().devicePixelRatio()
    return plate_picture(tagged.emotion.icon, word, ground, ink, bar.height(), dpr)


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
    if room_px < text_width(tagged.emotion.name) + 8:
        return
    line = caption_height()
    top = min(bar.center().y() - line / 2, bar.bottom() - line)
    dpr = painter.device().devicePixelRatio()
    picture = word_picture(tagged.emotion.name, current_theme().ink, dpr)
    painter.drawPixmap(QPoint(round(bar.right()) + 4, round(top)), picture)


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
        tagged.tag.mode is Mode.FELT,
        round(bar.height(), 1),
        painter.device().devicePixelRatio(),
        current_theme().raised,
    )
    size = picture.deviceIndependentSize()
    at = QPointF(bar.left() - size.width() / 2, bar.bottom() + PIN_MARGIN_PX - size.height())
    painter.drawPixmap(at, picture)
    _paint_word_behind(painter, tagged, bar.adjusted(0, 0, head / 2, 0), placed.room_px)
