"""Paints signs in rows of marks, the usual close view: hundreds at each step of a zoom.

Where each is drawn is found out for all of them at once; what is left for Python is to copy their
pictures. What differs from that, such as a sign with a ring, is left to `TagPainter`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QPainter, QPixmap

from app.emotions.records import MAX_INTENSITY, TaggedEmotion
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.lanes.tag_captions import TagCaptions
from ui.timeline.layout.hidden_bars import Bars, shown_until
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.sign_columns import SignColumns
from ui.timeline.layout.signs import SMALL_PX
from ui.timeline.paint.bar_picture import (
    END_PX,
    LEAST_PX,
    Bar,
    cut_bars,
    outside_of,
    paint_bar,
)
from ui.timeline.paint.label_picture import NUMBER_GAP_PX, NumberLook, number_picture
from ui.timeline.paint.mark_paint import whole_px, whole_pxs
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX
from ui.timeline.paint.tag_style import TagStyle, TagStyles, side_of
from ui.timeline.ridges.places import SignGrid
from ui.timeline.ridges.plan import are_full, intensities

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

MOST_WORDS_PX = 260.0
LEAST_WORDS_PX = 40
WORD_GAP_PX = 3
_ENOUGH_PX = 90  # of words that are longer
_MARGIN_PX = round(SIGN_MARGIN_PX)


Said = tuple[int, int, float, bool]
"""A sign's row, how many marks it has, its room, and whether any of them waits to be saved."""


class Words(NamedTuple):
    """Where a caption is: from x on, in so much room."""

    x: float
    room_px: int


def words_beside(
    x: float, room_px: float, end_x: float, least_px: int, most_px: int
) -> Words | None:
    """Of a sign whose number or disc ends at x and whose bar ends at end_x; None if only a few
    letters would have room. least_px, most_px: what its words need, without and with their date."""
    room = int(min(room_px, MOST_WORDS_PX)) - 2 * WORD_GAP_PX
    if room < LEAST_WORDS_PX or (room < _ENOUGH_PX and room < least_px):
        return None
    at = x + WORD_GAP_PX
    behind = end_x + WORD_GAP_PX - at
    if 0 < behind < most_px <= room - behind:  # its bar would be hidden
        at, room = at + behind, int(room - behind)
    return Words(at, room)


def looks_of(
    columns: SignColumns, index: MarkIndex[TaggedEmotion], styles: TagStyles, new: NewMarks
) -> Iterator[tuple[TaggedEmotion, TagStyle, bool]]:
    """Each sign's mark, its look, and whether it was made in this listen."""
    looks = index.looks[columns.places].tolist()
    are_new = new.are_new(index.made[columns.places]).tolist()
    known: dict[tuple[int, bool], TagStyle] = {}
    for place, look, is_new in zip(columns.places.tolist(), looks, are_new, strict=True):
        item = index.values[place]
        style = known.get((look, is_new))
        if style is None:
            style = known[look, is_new] = styles.of(item, is_new=is_new)
        yield item, style, is_new


class RowSigns:
    """For one picture. styles, captions: prepared for it."""

    def __init__(
        self,
        painter: QPainter,
        grid: SignGrid,
        index: MarkIndex[TaggedEmotion],
        new: NewMarks,
        looks: tuple[TagStyles, TagCaptions],
    ) -> None:
        self._painter, self._grid, self._index, self._new = painter, grid, index, new
        self._styles, self._captions = looks
        self._dpr = painter.device().devicePixelRatio()
        self._numbers: dict[tuple[int, bool], tuple[QPixmap, int, int]] = {}
        self._middles = [top + grid.side / 2 for top in grid.tops]

    def paint(self, columns: SignColumns, width_px: float) -> None:
        """The last one in front. width_px: of the picture."""
        draw = self._painter.drawPixmap
        looks, places, wordings = (
            looks_of(columns, self._index, self._styles, self._new),
            self._places(columns, width_px),
            _wordings(columns),
        )  # fmt: skip
        for (item, style, is_new), place, said in zip(looks, places, wordings, strict=True):
            left, top, bar, until, end_x = place
            if bar is not None:
                paint_bar(self._painter, bar, style.bar.picture, until)
            draw(left - _MARGIN_PX, top - _MARGIN_PX, style.disc)
            if said is not None:
                self._say(said, item, style, (left + style.side, end_x), is_new=is_new)

    def _say(
        self,
        said: Said,
        item: TaggedEmotion,
        style: TagStyle,
        beside: tuple[int, float],
        *,
        is_new: bool,
    ) -> None:
        """beside: where its disc ends, and its bar."""
        row, many, room, has_waiting = said
        (x, end_x), middle = beside, self._middles[row]
        room -= style.side / 2
        if many > 1:
            width = self._paint_number(x, middle, many, has_waiting=has_waiting)
            x, room = x + width, room - width
        if room < LEAST_WORDS_PX:
            return
        caption = self._captions.of(item, style.soft, self._dpr, is_new=is_new)
        words = words_beside(x, room, end_x, caption.least_px, caption.whole_px)
        if words is not None:
            picture, height = caption.picture(words.room_px)
            self._painter.drawPixmap(whole_px(words.x), round(middle - height / 2), picture)

    def _paint_number(self, x: int, middle: float, many: int, *, has_waiting: bool) -> int:
        """Returns how far it and the gaps around it reach."""
        known = self._numbers.get((many, has_waiting))
        if known is None:
            known = number_picture(many, NumberLook(False, has_waiting), self._dpr)
            self._numbers[many, has_waiting] = known
        picture, width, height = known
        self._painter.drawPixmap(x + NUMBER_GAP_PX, round(middle - height / 2), picture)
        return width + NUMBER_GAP_PX + WORD_GAP_PX

    def _places(
        self, columns: SignColumns, width_px: float
    ) -> Iterator[tuple[int, int, Bar | None, int, float]]:
        """Of each sign where its disc is, its bar, what of it is seen, and where it ends."""
        import numpy as np

        grid, sides = self._grid, self._sides(columns)
        starts = columns.starts_ms / grid.ms_per_px - grid.left_px
        ends = columns.ends_ms / grid.ms_per_px - grid.left_px
        tops = np.array(grid.tops)[columns.rows] + (grid.side - sides) / 2
        whole_tops = np.rint(tops).astype(np.int64)
        is_bar = ends - starts >= SMALL_PX
        lefts = whole_pxs(np.where(is_bar, starts, (starts + ends - sides) / 2))
        bars: list[Bar | None] = [None] * len(sides)
        until = np.zeros(len(sides), np.int64)
        its = np.flatnonzero(is_bar)
        found, until[its] = self._bars(
            columns.taken(its), (lefts[its], whole_pxs(ends[its])), whole_tops[its], width_px
        )
        for n, bar in zip(its.tolist(), found, strict=True):
            bars[n] = bar
        return zip(
            lefts.tolist(), whole_tops.tolist(), bars, until.tolist(), ends.tolist(), strict=True
        )

    def _bars(
        self, columns: SignColumns, reach: tuple[Ints, Ints], tops: Ints, width_px: float
    ) -> tuple[list[Bar], Ints]:
        """reach: where each begins and ends. Returns them as far as the picture goes, and to where
        each is seen."""
        import numpy as np

        lefts, sides, outside = reach[0], self._sides(columns), outside_of(width_px)
        ends = np.maximum(lefts + LEAST_PX, reach[1])
        looks = self._index.looks[columns.places]
        cut_lefts, widths = cut_bars(lefts, ends, outside)
        bars = Bars(columns.rows, lefts, ends, tops, sides, are_full(looks))
        until = shown_until(bars, outside, most_px=END_PX)
        lists = (column.tolist() for column in (cut_lefts, tops, widths, sides))
        return [Bar(*each) for each in zip(*lists, strict=True)], until

    def _sides(self, columns: SignColumns) -> Ints:
        import numpy as np

        known = [side_of(n, self._styles.sign_px) for n in range(1, MAX_INTENSITY + 1)]
        found: Ints = np.array([known[0], *known], np.int64)[
            intensities(self._index.looks[columns.places])
        ]
        return found


def _wordings(columns: SignColumns) -> Sequence[Said | None]:
    """Of each sign that says anything."""
    speaks = ((columns.many > 1) | (columns.rooms_px >= LEAST_WORDS_PX)).tolist()
    all_said = (columns.rows, columns.many, columns.rooms_px, columns.has_waiting)
    each = zip(*(column.tolist() for column in all_said), strict=True)
    return [words if says else None for says, words in zip(speaks, each, strict=True)]
