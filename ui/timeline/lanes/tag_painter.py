"""Paints signs of emotion marks: a disc, for a passage a bar, a number, and words if there is room.

From ridges to rows they grow out of their places; this listen’s are pins above the ridges first.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.core.words import _
from app.emotions.records import TaggedEmotion
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.lanes.ridge_layer import ridge_look
from ui.timeline.layout.laid_marks import Crowd, LaidMarks, Placed, is_selected
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.bar_picture import LEAST_PX, Bar, paint_bar
from ui.timeline.paint.label_picture import (
    NUMBER_GAP_PX,
    NumberLook,
    caption_picture,
    caption_width,
    number_picture,
    paint_number,
)
from ui.timeline.paint.mark_paint import caption_height, paint_ring, whole_px
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX
from ui.timeline.paint.tag_style import TagStyle, TagStyles
from ui.timeline.ridges.places import RidgePlaces, SignGrid
from ui.timeline.ridges.plan import RidgePlan
from ui.words.marks import is_waiting

SIGNS_FROM = 0.35  # of the way from ridges to marks: then signs begin to grow
_NUMBERS_FROM = 0.5  # of a sign's growth
_MOST_WORDS_PX = 260.0
_LEAST_WORDS_PX = 40
_ENOUGH_PX = 90  # of words that are longer
_WORD_GAP_PX = 3
_MARGIN_PX = round(SIGN_MARGIN_PX)
_TRAIL_PX = 4.0
_STEM_PX = 2.0


class TagPainter:
    """For one area. plan, places: of its rows. new: which marks are this listen’s."""

    def __init__(
        self,
        painter: QPainter,
        area: LaneArea,
        rows: tuple[RidgePlan, RidgePlaces],
        new: NewMarks,
        styles: TagStyles,
    ) -> None:
        self._painter, self._area, self._new = painter, area, new
        self._plan, self._places = rows
        self._styles = styles
        styles.prepare(painter, self._places.sign_px)

    def paint(self, signs: Sequence[Placed[TaggedEmotion]]) -> None:
        """The last one in front."""
        places, grid, styles, new = self._places, self._places.grid(), self._styles, self._new
        is_close = places.closeness >= 1
        for placed in signs:
            item = placed.mark.value
            is_new = new.is_new(item)
            style = styles.of(item, is_new=is_new)
            if is_close and not placed.has_selected:
                self._paint_close(placed, grid, style, is_new=is_new)
            else:
                row = grid.rect(placed.span, placed.row)
                self._paint_growing(placed, row, style, is_new=is_new)

    def _paint_growing(
        self, placed: Placed[TaggedEmotion], row: QRectF, style: TagStyle, *, is_new: bool
    ) -> None:
        places = self._places
        is_held = placed.has_selected or placed.mark.ref in self._area.moved
        grown = 1.0 if is_new or is_held else _grown(places.closeness)
        if grown <= 0:
            return
        self._painter.setOpacity(grown)
        middle, side = row.center().y(), style.side * grown
        is_span = row.width() >= SMALL_PX
        x = row.left() + style.side / 2 * places.closeness if is_span else row.center().x()
        disc = QRectF(x - side / 2, middle - side / 2, side, side)
        if placed.row >= places.many and places.closeness < 1:
            self._paint_stem(disc, style)
        bar = self._paint_span(row, style) if is_span else None
        if is_selected(self._area, placed):
            _paint_ring(self._painter, bar, disc)
            if bar is not None and places.closeness >= 1:
                paint_bar(self._painter, bar, style.bar.picture)
        whole = disc.adjusted(-SIGN_MARGIN_PX, -SIGN_MARGIN_PX, SIGN_MARGIN_PX, SIGN_MARGIN_PX)
        if grown < 1:
            self._painter.drawPixmap(whole, style.disc, QRectF(style.disc.rect()))
            self._painter.setOpacity(1.0)
        else:
            self._painter.drawPixmap(whole_px(whole.left()), whole_px(whole.top()), style.disc)
        if grown >= 1 or (grown > _NUMBERS_FROM and placed.many > 1):
            self._painter.setOpacity(grown)
            self._paint_words(placed, disc.right(), row, style, is_new=is_new)
            self._painter.setOpacity(1.0)

    def _paint_close(
        self, placed: Placed[TaggedEmotion], grid: SignGrid, style: TagStyle, *, is_new: bool
    ) -> None:
        """A sign in its row: the usual case, without growing or a ring."""
        side, ms_per_px = style.side, grid.ms_per_px
        start = placed.span.start_ms / ms_per_px - grid.left_px
        end = placed.span.end_ms / ms_per_px - grid.left_px
        left, row_top = whole_px(start), grid.tops[placed.row]
        top = round(row_top + (grid.side - side) / 2)
        if end - start >= SMALL_PX:
            bar = Bar(left, top, max(LEAST_PX, whole_px(end) - left), side)
            paint_bar(self._painter, bar.cut(self._area.axis.width_px), style.bar.picture)
        else:
            left = whole_px((start + end - side) / 2)
        self._painter.drawPixmap(left - _MARGIN_PX, top - _MARGIN_PX, style.disc)
        if placed.many > 1 or placed.room_px >= _LEAST_WORDS_PX:
            row = QRectF(start, row_top, end - start, grid.side)
            self._paint_words(placed, left + side, row, style, is_new=is_new)

    def paint_crowds(self, laid: LaidMarks[TaggedEmotion], crowds: Sequence[Crowd]) -> None:
        """Numbers in the colours of their rows."""
        places, plan = self._places, self._plan
        close = places.closeness
        if close < 1 and _grown(close) < _NUMBERS_FROM:
            return
        dpr, reach = self._painter.device().devicePixelRatio(), laid.reach_px
        middles = [places.middle(row) for row in range(2 * plan.many)]
        inks = [ridge_look(words).colour for words in plan.rows]
        self._painter.setOpacity(_grown(close))
        for crowd in crowds:
            look = NumberLook(False, crowd.has_waiting, inks[crowd.row % plan.many])
            picture, _width, height = number_picture(crowd.many, look, dpr)
            top = round(middles[crowd.row] - height / 2)
            self._painter.drawPixmap(whole_px(crowd.x - reach), top, picture)
        self._painter.setOpacity(1.0)

    def paint_at_edge(
        self,
        mark: LaneMark[TaggedEmotion],
        row: QRectF,
    ) -> None:
        """A sign that began before the view sticks to its edge."""
        is_new = self._new.is_new(mark.value)
        style = self._styles.of(mark.value, is_new=is_new)
        if row.right() < style.side:
            return
        top = row.center().y() - style.side / 2
        rest = min(row.right() - style.side, row.left() + _MOST_WORDS_PX + 2 * style.side)
        if rest > 0:  # of the words at its own start
            line = caption_height()
            cut = QRectF(0, round(row.center().y() - line / 2), rest, line)
            self._painter.fillRect(cut, QColor(style.soft))
        self._painter.drawPixmap(0, whole_px(top - SIGN_MARGIN_PX), style.disc)
        room = int(row.right() - style.side - 6)
        if room >= _LEAST_WORDS_PX:
            words = _caption(mark.value, is_new=is_new)
            _paint_caption(self._painter, words, style.side + 2, row, room, style, is_new=is_new)

    def _paint_stem(self, disc: QRectF, style: TagStyle) -> None:
        """From a pin down to the ridges."""
        places, x = self._places, disc.center().x()
        foot = places.strip_px
        stem = QRectF(x - _STEM_PX / 2, disc.bottom() - 2, _STEM_PX, foot - disc.bottom() + 2)
        ink = QColor(style.line)
        ink.setAlphaF(1 - places.closeness)
        if stem.height() > 0:
            self._painter.fillRect(stem, ink)

    def _paint_span(self, row: QRectF, style: TagStyle) -> Bar | None:
        """A line to the end of a passage, which becomes its bar."""
        share = self._places.closeness
        middle = row.center().y()
        if share >= 1:
            left = whole_px(row.left())
            width = max(LEAST_PX, whole_px(row.right()) - left)
            bar = Bar(left, round(middle - style.side / 2), width, style.side)
            bar = bar.cut(self._area.axis.width_px)
            paint_bar(self._painter, bar, style.bar.picture)
            return bar
        height = _TRAIL_PX + (style.side - _TRAIL_PX) * share
        from_x, to_x = max(row.left(), -40.0), min(row.right(), self._area.axis.width_px + 40)
        ink = QColor(style.line)
        ink.setAlphaF(0.6 - 0.3 * share)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ink)
        trail = QRectF(from_x, middle - height / 2, to_x - from_x, height)
        self._painter.drawRoundedRect(trail, height / 2, height / 2)
        return None

    def _paint_words(
        self,
        placed: Placed[TaggedEmotion],
        x: float,
        row: QRectF,
        style: TagStyle,
        *,
        is_new: bool,
    ) -> None:
        room = placed.room_px - style.side / 2
        if placed.many > 1:
            look = NumberLook(placed.has_selected, placed.has_waiting)
            width = paint_number(self._painter, x, row, placed.many, look) + NUMBER_GAP_PX
            x, room = x + width + _WORD_GAP_PX, room - width - _WORD_GAP_PX
        whole = int(min(room, _MOST_WORDS_PX)) - 2 * _WORD_GAP_PX
        if self._places.closeness >= 1 and whole >= _LEAST_WORDS_PX:
            at = x + _WORD_GAP_PX
            behind = row.right() + _WORD_GAP_PX - at
            words = _caption(placed.mark.value, is_new=is_new)
            if whole < _ENOUGH_PX and whole < caption_width(words[0], "", strong=is_new):
                return  # a few letters would only be in the way
            wanted = caption_width(*words, strong=is_new) if behind > 0 else 0
            if 0 < behind < wanted <= whole - behind:  # its bar would be hidden
                at, whole = at + behind, int(whole - behind)
            _paint_caption(self._painter, words, at, row, whole, style, is_new=is_new)


def _grown(share: float) -> float:
    return min(1.0, max(0.0, (share - SIGNS_FROM) / (1 - SIGNS_FROM)))


def _paint_ring(painter: QPainter, bar: Bar | None, disc: QRectF) -> None:
    ring = QPainterPath()
    ring.addEllipse(disc) if bar is None else ring.addRoundedRect(QRectF(bar.rect), 9, 9)
    paint_ring(painter, ring)


def _caption(item: TaggedEmotion, *, is_new: bool) -> tuple[str, str]:
    """What was written, or the emotion’s name; and when."""
    note, words = item.tag.note, item.emotion.name
    if note:
        written = " ".join(note.split())
        words = _("“{note}”", note=written) if written else words
    if is_waiting(item):
        words = _("{mark}, waiting", mark=words)
    return words, NewMarks.when_made(item, is_new=is_new)


def _paint_caption(
    painter: QPainter,
    words: tuple[str, str],
    x: float,
    row: QRectF,
    room: int,
    style: TagStyle,
    *,
    is_new: bool,
) -> None:
    dpr = painter.device().devicePixelRatio()
    picture = caption_picture(*words, style.soft, room // 8 * 8, dpr, strong=is_new)
    top = round(row.center().y() - picture.deviceIndependentSize().height() / 2)
    painter.drawPixmap(whole_px(x), top, picture)
