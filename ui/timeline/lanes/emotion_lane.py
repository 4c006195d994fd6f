"""Emotional tags: bars for spans, pins for points, stacked where they overlap.

Taller is stronger. Felt is filled with the emotion's colour and pattern; expressed is outlined.
Icon and word appear where there is room; crowds stand as columns with a stripe for each emotion.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.core.marks import MarkKind, MarkRef
from app.emotions.records import TaggedEmotion
from app.timeline.records import TrackTimeline
from ui.style.icons import known_icon
from ui.style.theme import colour
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.lanes.mark_lane import MarkLane
from ui.timeline.layout.clusters import Count
from ui.timeline.layout.laid_marks import Placed, is_selected
from ui.timeline.layout.mark_index import Entry
from ui.timeline.layout.mark_layout import LaneMark
from ui.timeline.layout.zoom_step import SMALL_PX
from ui.timeline.paint.bar_picture import LEAST_PX, Bar, paint_bar, paint_stripes
from ui.timeline.paint.mark_paint import (
    CORNER_PX,
    caption_height,
    paint_ring,
    pin_head,
    pin_path,
    whole_px,
)
from ui.timeline.paint.tag_style import PIN_LINES, BarStyle, Plate, TagStyles
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import is_waiting, told_in_words

_WORD_GAP_PX = 4


def _entry(item: TaggedEmotion) -> Entry:
    tag = item.tag
    kind = 2 * tag.emotion_id + tag.is_waiting
    return tag.span.start_ms, tag.span.end_ms, tag.id, kind


class EmotionLane(MarkLane[TaggedEmotion]):
    kind = MarkKind.TAG
    key = "feelings"
    title = "Feelings"
    icon = "hand-heart"
    hint = "Press 1 to 9 while the music plays to mark what you feel; hold the key for a stretch."

    def __init__(self) -> None:
        super().__init__(_entry)
        self._styles = TagStyles()

    def values_of(self, timeline: TrackTimeline) -> Sequence[TaggedEmotion]:
        return timeline.tags

    def sign_of(self, ref: MarkRef) -> tuple[str, str]:
        mark = self.mark(ref)
        if mark is None:
            return super().sign_of(ref)
        emotion = mark.value.emotion
        name = WAITS_ICON if is_waiting(mark.value) else known_icon(emotion.icon)
        return name, emotion.colour

    def as_mark(self, value: TaggedEmotion) -> LaneMark[TaggedEmotion]:
        return LaneMark(value.ref, value.span, value, told_in_words)

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=5 * line, natural=11 * line, most=26 * line)

    def row_bounds(self) -> tuple[float, float]:
        return 1.15 * caption_height(), 2.3 * caption_height()

    def reach_of_point(self) -> float:
        return pin_head(PIN_LINES * caption_height()) / 2

    def prepare(self, painter: QPainter, row_px: float) -> None:
        self._styles.prepare(painter, row_px)

    def paint_mark(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        if row.width() < SMALL_PX:
            self._paint_pin(painter, area, placed, row)
        else:
            self._paint_bar(painter, area, placed, row)

    def paint_pinned_mark(
        self, painter: QPainter, area: LaneArea, mark: LaneMark[TaggedEmotion], row: QRectF
    ) -> None:
        """The plate again, over whatever is left of the one at the bar's start."""
        style = self._styles.bar(mark.value)
        bar = bar_in(row, style)
        own, plate = _plate(style, bar.width), _plate(style, bar.end)
        if own is None:
            return
        top = bar.top + bar.height - own.height
        right = max(bar.left + own.width, plate.width if plate is not None else 0) - CORNER_PX
        painter.fillRect(QRectF(0, top + 1, max(0.0, right), own.height - 2), colour(style.ground))
        if plate is not None:
            painter.drawPixmap(0, top, plate.picture)

    def paint_count(
        self, painter: QPainter, area: LaneArea, count: Count[TaggedEmotion], rect: QRectF
    ) -> None:
        if not count.is_crowd:
            return
        left = whole_px(rect.left()) + 1
        width = whole_px(rect.right()) - 1 - left
        first, last = round(rect.top()), round(rect.bottom())
        top, before, share = first, 0, (last - first) / len(count)
        stripes = []
        for tagged, many in count.shares:
            before += many
            bottom = first + round(share * before)
            if bottom > top:
                stripes.append((top, bottom, self._styles.stripe(tagged.emotion)))
            top = bottom
        paint_stripes(painter, left, width, stripes)

    def _paint_bar(
        self, painter: QPainter, area: LaneArea, placed: Placed[TaggedEmotion], row: QRectF
    ) -> None:
        style = self._styles.bar(placed.mark.value)
        bar = bar_in(row, style)
        cut = bar.cut(area.axis.width_px)
        if is_selected(area, placed):
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(cut.rect), CORNER_PX, CORNER_PX)
            paint_ring(painter, shape)
        paint_bar(painter, cut, style.bar)
        if bar.left < -area.axis.width_px:  # its name is far out of the picture
            return
        plate, bottom = _plate(style, bar.width), bar.top + bar.height
        if plate is not None:
            painter.drawPixmap(bar.left, bottom - plate.height, plate.picture)
        if plate is not style.word and placed.room_px >= style.name_px:
            line = caption_height()
            upper = min(bar.top + (bar.height - line) // 2, bottom - line)
            painter.drawPixmap(bar.end + _WORD_GAP_PX, upper, style.name.picture)

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
            painter.drawPixmap(whole_px(right), round(upper), style.name.picture)


def bar_in(row: QRectF, style: BarStyle) -> Bar:
    """The bar of a span in its row: it stands on the row's ground, as tall as the feeling."""
    left, height = whole_px(row.left()), style.height
    width = max(LEAST_PX, whole_px(row.right()) - 1 - left)
    return Bar(left, round(row.bottom() - 1) - height, width, height)


def _plate(style: BarStyle, width: int) -> Plate | None:
    """What names the emotion inside a bar of this width; None where there is no room."""
    if width >= style.word_px:
        return style.word
    return style.icon if width >= style.icon_px else None
