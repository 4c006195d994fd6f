"""Paints signs that grow out of their places, while ridges become rows: a hundred at each step of a
zoom.

Where each is drawn is found out for all of them at once, as for signs in rows. Those that are
selected or dragged are left to `TagPainter`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.emotions.records import TaggedEmotion
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.lanes.row_signs import looks_of
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.sign_columns import SignColumns
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.label_picture import NumberLook, paint_number
from ui.timeline.paint.mark_paint import whole_px
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX
from ui.timeline.paint.tag_style import TagStyle, TagStyles
from ui.timeline.ridges.places import RidgePlaces

NUMBERS_FROM = 0.5  # of a sign's growth
_MARGIN_PX = round(SIGN_MARGIN_PX)
_TRAIL_PX = 4.0
_STEM_PX = 2.0
_OUTSIDE_PX = 40.0  # nothing of a line is seen there


class _Sign(NamedTuple):
    """row: of the places. left, width: from its start to its end. many: marks."""

    row: int
    left: float
    width: float
    many: int
    has_waiting: bool


class GrowingSigns:
    """For one picture. grown: 0..1, how much of a sign there is; this listen's are whole. styles:
    prepared for it.
    """

    def __init__(
        self,
        painter: QPainter,
        places: RidgePlaces,
        index: MarkIndex[TaggedEmotion],
        new: NewMarks,
        styles: TagStyles,
        grown: float,
    ) -> None:
        self._painter, self._places, self._index = painter, places, index
        self._new, self._styles, self._grown = new, styles, grown
        self._grid = places.grid()
        self._middles = [top + self._grid.side / 2 for top in self._grid.tops]
        self._trails: dict[str, QColor] = {}

    def paint(self, columns: SignColumns) -> None:
        """The last one in front."""
        painter, opacity = self._painter, 1.0
        painter.setPen(_NO_PEN)
        looks = looks_of(columns, self._index, self._styles, self._new)
        for (_item, style, is_new), sign in zip(looks, self._signs(columns), strict=True):
            grown = 1.0 if is_new else self._grown
            if grown <= 0:
                continue
            if grown != opacity:  # mostly the same for all: setting it took as long as their discs
                painter.setOpacity(grown)
                opacity = grown
            self._paint(sign, style, grown)
        painter.setOpacity(1.0)

    def _paint(self, sign: _Sign, style: TagStyle, grown: float) -> None:
        row, left, width, many, has_waiting = sign
        middle, side = self._middles[row], style.side * grown
        is_span = width >= SMALL_PX
        x = left + (style.side / 2 * self._places.closeness if is_span else width / 2)
        disc_left, disc_top = x - side / 2, middle - side / 2
        if row >= self._places.many:
            self._paint_stem(x, disc_top + side, style)
        if is_span:
            self._paint_trail(left, left + width, middle, style)
        if grown < 1:
            around = side + 2 * SIGN_MARGIN_PX
            whole = QRectF(disc_left - SIGN_MARGIN_PX, disc_top - SIGN_MARGIN_PX, around, around)
            self._painter.drawPixmap(whole, style.disc, style.disc_rect)
        else:
            at = whole_px(disc_left - SIGN_MARGIN_PX), round(disc_top) - _MARGIN_PX
            self._painter.drawPixmap(*at, style.disc)
        if many > 1 and grown > NUMBERS_FROM:
            top = self._grid.tops[row]
            beside, look = whole_px(disc_left) + side, NumberLook(False, has_waiting)
            paint_number(
                self._painter, beside, QRectF(left, top, width, self._grid.side), many, look
            )

    def _paint_stem(self, x: float, top: float, style: TagStyle) -> None:
        """From a pin down to the ridges."""
        height = self._places.strip_px - top + 2
        if height > 0:
            ink = QColor(style.line)
            ink.setAlphaF(1 - self._places.closeness)
            self._painter.fillRect(QRectF(x - _STEM_PX / 2, top - 2, _STEM_PX, height), ink)

    def _paint_trail(self, left: float, right: float, middle: float, style: TagStyle) -> None:
        """A line to the end of a passage, which becomes its bar."""
        share = self._places.closeness
        ink = self._trails.get(style.line)
        if ink is None:
            ink = self._trails[style.line] = QColor(style.line)
            ink.setAlphaF(0.6 - 0.3 * share)
        height = _TRAIL_PX + (style.side - _TRAIL_PX) * share
        from_x = max(left, -_OUTSIDE_PX)
        to_x = min(right, self._places.axis.width_px + _OUTSIDE_PX)
        self._painter.setBrush(ink)
        trail = QRectF(from_x, middle - height / 2, to_x - from_x, height)
        self._painter.drawRoundedRect(trail, height / 2, height / 2)

    def _signs(self, columns: SignColumns) -> Iterator[_Sign]:
        grid = self._grid
        lefts = columns.starts_ms / grid.ms_per_px - grid.left_px
        widths = columns.ends_ms / grid.ms_per_px - grid.left_px - lefts
        told = columns.rows, lefts, widths, columns.many, columns.has_waiting
        return map(_Sign._make, zip(*(column.tolist() for column in told), strict=True))


_NO_PEN = QPen(Qt.PenStyle.NoPen)
