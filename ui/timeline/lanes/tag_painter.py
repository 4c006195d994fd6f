"""Paints signs of emotion marks: a disc, for a passage a bar, a number, and words if there is room.

From ridges to rows they grow out of their places; this listen’s are pins above the ridges first.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.emotions.records import TaggedEmotion
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.lanes.growing_signs import NUMBERS_FROM, GrowingSigns
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.lanes.ridge_layer import ridge_look
from ui.timeline.lanes.row_signs import (
    LEAST_WORDS_PX,
    MOST_WORDS_PX,
    WORD_GAP_PX,
    RowSigns,
    Words,
    words_beside,
)
from ui.timeline.lanes.tag_captions import TagCaption, TagCaptions
from ui.timeline.layout.laid_marks import Crowd, LaidMarks, Placed, is_selected
from ui.timeline.layout.lane_mark import LaneMark
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.sign_columns import SignColumns
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.bar_picture import LEAST_PX, Bar, paint_bar
from ui.timeline.paint.label_picture import (
    NUMBER_GAP_PX,
    NumberLook,
    number_picture,
    paint_number,
)
from ui.timeline.paint.mark_paint import caption_height, paint_ring, whole_px
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX
from ui.timeline.paint.tag_style import TagStyle, TagStyles
from ui.timeline.ridges.places import RidgePlaces
from ui.timeline.ridges.plan import RidgePlan

SIGNS_FROM = 0.35  # of the way from ridges to marks: then signs begin to grow
_MARGIN_PX = round(SIGN_MARGIN_PX)
_TRAIL_PX = 4.0
_STEM_PX = 2.0


class TagPainter:
    """For one area. rows: their plan and places. new: which marks are this listen’s. looks:
    prepared for it.
    """

    def __init__(
        self,
        painter: QPainter,
        area: LaneArea,
        rows: tuple[RidgePlan, RidgePlaces],
        new: NewMarks,
        looks: tuple[TagStyles, TagCaptions],
    ) -> None:
        self._painter, self._area, self._new = painter, area, new
        self._plan, self._places = rows
        self._styles, self._captions = looks
        self._dpr = painter.device().devicePixelRatio()
        self._grown = _grown(self._places.closeness)
        self._opacity = 1.0
        self._trails: dict[str, QColor] = {}

    def paint_rows(self, index: MarkIndex[TaggedEmotion], columns: SignColumns) -> None:
        """Signs in rows of marks that aren’t selected, the last one in front."""
        looks = self._styles, self._captions
        signs = RowSigns(self._painter, self._places.grid(), index, self._new, looks)
        signs.paint(columns, self._area.axis.width_px)

    def paint_growing(self, index: MarkIndex[TaggedEmotion], columns: SignColumns) -> None:
        """The same while rows part."""
        signs = GrowingSigns(
            self._painter, self._places, index, self._new, self._styles, self._grown
        )
        signs.paint(columns)

    def paint(self, signs: Sequence[Placed[TaggedEmotion]]) -> None:
        """Signs at any zoom, the last one in front."""
        grid, styles, new = self._places.grid(), self._styles, self._new
        for placed in signs:
            item = placed.mark.value
            is_new = new.is_new(item)
            style = styles.of(item, is_new=is_new)
            row = grid.rect(placed.span, placed.row)
            self._paint_growing(placed, row, style, is_new=is_new)
        self._fade(1.0)

    def _paint_growing(
        self, placed: Placed[TaggedEmotion], row: QRectF, style: TagStyle, *, is_new: bool
    ) -> None:
        places, moved = self._places, self._area.moved
        is_held = placed.has_selected or (bool(moved) and placed.mark.ref in moved)
        grown = 1.0 if is_new or is_held else self._grown
        if grown <= 0:
            return
        self._fade(grown)
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
        if grown < 1:
            around = SIGN_MARGIN_PX
            whole = disc.adjusted(-around, -around, around, around)
            self._painter.drawPixmap(whole, style.disc, style.disc_rect)
        else:
            top = round(disc.top()) - _MARGIN_PX
            self._painter.drawPixmap(whole_px(disc.left() - SIGN_MARGIN_PX), top, style.disc)
        if grown >= 1 or (grown > NUMBERS_FROM and placed.many > 1):
            beside = whole_px(disc.left()) + side
            self._paint_words(placed, beside, row, style, is_new=is_new)

    def _fade(self, opacity: float) -> None:
        """Mostly the same for all signs: setting it each time took as long as their discs."""
        if opacity != self._opacity:
            self._painter.setOpacity(opacity)
            self._opacity = opacity

    def paint_crowds(self, laid: LaidMarks[TaggedEmotion], crowds: Sequence[Crowd]) -> None:
        """Numbers in the colours of their rows."""
        places, plan = self._places, self._plan
        close = places.closeness
        if close < 1 and self._grown < NUMBERS_FROM:
            return
        dpr, reach = self._painter.device().devicePixelRatio(), laid.reach_px
        middles = places.middles
        inks = [ridge_look(words).colour for words in plan.rows]
        self._painter.setOpacity(self._grown)
        for crowd in crowds:
            ink = "" if crowd.is_mixed else inks[crowd.row % plan.many]
            look = NumberLook(False, crowd.has_waiting, ink)
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
        rest = min(row.right() - style.side, row.left() + MOST_WORDS_PX + 2 * style.side)
        if rest > 0:  # of the words at its own start
            line = caption_height()
            cut = QRectF(0, round(row.center().y() - line / 2), rest, line)
            self._painter.fillRect(cut, QColor(style.soft))
        self._painter.drawPixmap(0, whole_px(top - SIGN_MARGIN_PX), style.disc)
        room = int(row.right() - style.side - 6)
        if room >= LEAST_WORDS_PX:
            caption = self._captions.of(mark.value, style.soft, self._dpr, is_new=is_new)
            self._paint_caption(caption, Words(style.side + 2, room), row)

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
        ink = self._trails.get(style.line)
        if ink is None:
            ink = self._trails[style.line] = QColor(style.line)
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
            width = paint_number(self._painter, x, row, placed.many, look)
            width += NUMBER_GAP_PX + WORD_GAP_PX
            x, room = x + width, room - width
        if self._places.closeness >= 1 and room >= LEAST_WORDS_PX:
            caption = self._captions.of(placed.mark.value, style.soft, self._dpr, is_new=is_new)
            words = words_beside(x, room, row.right(), caption.least_px, caption.whole_px)
            if words is not None:
                self._paint_caption(caption, words, row)

    def _paint_caption(self, caption: TagCaption, words: Words, row: QRectF) -> None:
        picture, height = caption.picture(words.room_px)
        top = round(row.center().y() - height / 2)
        self._painter.drawPixmap(whole_px(words.x), top, picture)


def _grown(share: float) -> float:
    return min(1.0, max(0.0, (share - SIGNS_FROM) / (1 - SIGNS_FROM)))


def _paint_ring(painter: QPainter, bar: Bar | None, disc: QRectF) -> None:
    ring = QPainterPath()
    ring.addEllipse(disc) if bar is None else ring.addRoundedRect(QRectF(bar.rect), 9, 9)
    paint_ring(painter, ring)
