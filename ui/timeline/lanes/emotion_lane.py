"""Emotional tags: bars for spans, pins for points, stacked where they overlap.

Taller is stronger. Felt is filled with the emotion's colour and pattern; expressed is outlined.
Icon and word appear where there is room; crowds stand as columns with a stripe for each emotion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from app.timecode import Span
from app.timeline.records import MarkKind, TaggedEmotion
from ui.style.theme import colour
from ui.timeline.bar_picture import LEAST_PX, paint_bar, paint_stripe
from ui.timeline.lane import LaneArea, LaneHeights
from ui.timeline.mark_counts import Count
from ui.timeline.mark_index import Entry
from ui.timeline.mark_lane import SMALL_PX, LaneMark, MarkLane, Placed, is_selected
from ui.timeline.mark_paint import (
    CORNER_PX,
    caption_height,
    paint_ring,
    pin_head,
    pin_path,
    whole_px,
)
from ui.timeline.mark_words import tag_in_words
from ui.timeline.tag_style import PIN_LINES, BarStyle, TagStyles

_CUT_PX = 48  # how far outside of a picture a bar is cut; its pattern repeats in that
_WORD_GAP_PX = 4

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
        self._styles = TagStyles()

    def set_tags(self, tags: Sequence[TaggedEmotion]) -> list[Span]:
        return self.set_values(tags)

    def as_mark(self, value: TaggedEmotion) -> LaneMark[TaggedEmotion]:
        return LaneMark(value.ref, value.span, value, tag_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=5 * line, natural=11 * line, most=26 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 1.15 * caption_height(), 2.3 * caption_height()

    def reach_of_point(self) -> float:
        return pin_head(PIN_LINES * caption_height()) / 2

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        self._styles.prepare(painter, row.height())
        if row.width() < SMALL_PX:
            self._paint_pin(painter, area, placed, row)
        else:
            self._paint_bar(painter, area, placed, row)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[TaggedEmotion], row: QRectF
    ) -> None:
        """The plate again, over whatever is left of the one at the bar's start."""
        self._styles.prepare(painter, row.height())
        style = self._styles.bar(mark.value)
        bar = bar_rect(row, style)
        plate = _plate(style, bar.right() + 1)
        if plate is not None:
            size = plate.deviceIndependentSize()
            top = bar.bottom() + 1 - size.height()
            ground = QRectF(0, top + 1, size.width() - CORNER_PX, size.height() - 2)
            painter.fillRect(ground, colour(style.ground))
            painter.drawPixmap(QPointF(0, top), plate)

    def paint_count(
        self, painter: QPainter, area: LaneArea, count: Count[TaggedEmotion], rect: QRectF
    ) -> None:
        if not count.is_crowd:
            return
        self._styles.prepare(painter, self.row_px(area))
        left, right = whole_px(rect.left()) + 1, whole_px(rect.right()) - 1
        top, bottom = round(rect.top()), round(rect.bottom())
        column = QRect(left, top, right - left, bottom - top)
        phase = round(area.axis.left_px) + column.left()
        top, before = column.top(), 0
        for tagged, many in count.shares:
            before += many
            bottom = column.top() + round(column.height() * before / len(count))
            if bottom > top:
                stripe = QRect(column.left(), top, column.width(), bottom - top)
                paint_stripe(painter, stripe, self._styles.stripe(tagged.emotion), phase)
            top = bottom

    def _paint_bar(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        style = self._styles.bar(placed.mark.value)
        bar = bar_rect(row, style)
        left = bar.left()
        cut = _cut(bar, area)
        if is_selected(area, placed):
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(cut), CORNER_PX, CORNER_PX)
            paint_ring(painter, shape)
        paint_bar(painter, cut, style.look, round(area.axis.left_px) + cut.left())
        if left < -area.axis.width_px:  # its name is far out of the picture
            return
        plate = _plate(style, bar.width())
        if plate is not None:
            height = plate.deviceIndependentSize().height()
            painter.drawPixmap(left, round(bar.bottom() + 1 - height), plate)
        if plate is not style.word and placed.room_px >= style.name_px:
            line = caption_height()
            upper = min(bar.center().y() - line // 2, bar.bottom() + 1 - line)
            painter.drawPixmap(bar.right() + 1 + _WORD_GAP_PX, upper, style.name)

    def _paint_pin(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        style = self._styles.pin(placed.mark.value)
        tip = QPointF(row.center().x(), row.bottom() - 1)
        if is_selected(area, placed):
            paint_ring(painter, pin_path(tip.x(), tip.y(), style.head))
        painter.drawPixmap(tip + style.offset, style.picture)
        if placed.room_px >= style.name_px:
            line = caption_height()
            upper = min(tip.y() - (style.height + line) / 2, tip.y() - line)
            right = tip.x() + style.head / 2 + _WORD_GAP_PX
            painter.drawPixmap(whole_px(right), round(upper), style.name)


def bar_rect(row: QRectF, style: BarStyle) -> QRect:
    """The bar of a span in its row: it stands on the row's ground, as tall as the feeling."""
    left = whole_px(row.left())
    width = max(LEAST_PX, whole_px(row.right()) - 1 - left)
    return QRect(left, round(row.bottom() - 1) - style.height, width, style.height)


def _cut(bar: QRect, area: LaneArea) -> QRect:
    """To just outside the picture: a bar may be millions of pixels wide."""
    left = max(bar.left(), -_CUT_PX)
    right = min(bar.right(), round(area.axis.width_px) + _CUT_PX)
    return QRect(left, bar.top(), max(LEAST_PX, right + 1 - left), bar.height())


def _plate(style: BarStyle, width: int) -> QPixmap | None:
    """What names the emotion inside a bar of this width; None where there is no room."""
    if width >= style.word_px:
        return style.word
    return style.icon if width >= style.icon_px else None
