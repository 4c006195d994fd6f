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
    END_PART,
    END_PX,
    LEAST_PX,
    MOST_AT_ONCE_PX,
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


_Reach = tuple[int, int, int, int]
"""Where a bar begins, how wide it is, how much of that before its round end is seen; and to where
it is."""


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
    are_new = new.are_new(index.made[columns.places])
    codes = (2 * index.looks[columns.places] + are_new).tolist()
    values = index.values
    items = [values[place] for place in columns.places.tolist()]
    one_of = dict(zip(codes, items, strict=True))
    known = {code: styles.of(item, is_new=bool(code & 1)) for code, item in one_of.items()}
    return zip(items, [known[code] for code in codes], are_new.tolist(), strict=True)


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
        draw, is_plain = self._painter.drawPixmap, self._dpr == 1.0
        numbers, middles = self._numbers, self._middles
        looks = looks_of(columns, self._index, self._styles, self._new)
        places, wordings = self._places(columns, width_px), _wordings(columns)
        for look, (left, top, bar, end_x), said in zip(looks, places, wordings, strict=True):
            item, style, is_new = look
            if bar is not None:
                bar_left, width, shown, until = bar
                if is_plain and shown <= MOST_AT_ONCE_PX:  # one copy, and mostly its round end
                    picture, side = style.bar.picture, style.side
                    if shown > 0:
                        draw(bar_left, top, picture, 0, 0, shown, side)
                    if until > bar_left + width - END_PX:
                        draw(bar_left + width - END_PX - 1, top, picture, *END_PART, side)
                else:
                    whole = Bar(bar_left, top, width, style.side)
                    paint_bar(self._painter, whole, style.bar.picture, until)
            draw(left - _MARGIN_PX, top - _MARGIN_PX, style.disc)
            if said is None:
                continue
            row, many, room, has_waiting = said
            x, room, middle = left + style.side, room - style.side / 2, middles[row]
            if many > 1:
                number, width, height = numbers.get((many, has_waiting)) or self._number(
                    many, has_waiting
                )
                draw(x + NUMBER_GAP_PX, round(middle - height / 2), number)
                width += NUMBER_GAP_PX + WORD_GAP_PX
                x, room = x + width, room - width
            if room >= LEAST_WORDS_PX:
                caption = self._captions.of(item, style.soft, self._dpr, is_new=is_new)
                words = words_beside(x, room, end_x, caption.least_px, caption.whole_px)
                if words is not None:
                    picture, high = caption.picture(words[1])
                    draw(whole_px(words[0]), round(middle - high / 2), picture)

    def _number(self, many: int, has_waiting: bool) -> tuple[QPixmap, int, int]:
        made = number_picture(many, NumberLook(False, has_waiting), self._dpr)
        self._numbers[many, has_waiting] = made
        return made

    def _places(
        self, columns: SignColumns, width_px: float
    ) -> Iterator[tuple[int, int, _Reach | None, float]]:
        """Of each sign where its disc is, its bar, and where it ends."""
        import numpy as np

        grid, sides = self._grid, self._sides(columns)
        starts = columns.starts_ms / grid.ms_per_px - grid.left_px
        ends = columns.ends_ms / grid.ms_per_px - grid.left_px
        tops = np.array(grid.tops)[columns.rows] + (grid.side - sides) / 2
        whole_tops = np.rint(tops).astype(np.int64)
        is_bar = ends - starts >= SMALL_PX
        lefts = whole_pxs(np.where(is_bar, starts, (starts + ends - sides) / 2))
        bars: list[_Reach | None] = [None] * len(sides)
        its = np.flatnonzero(is_bar)
        found = self._bars(
            columns.taken(its), (lefts[its], whole_pxs(ends[its])), whole_tops[its], sides[its],
            width_px,
        )  # fmt: skip
        for n, bar in zip(its.tolist(), found, strict=True):
            bars[n] = bar
        return zip(lefts.tolist(), whole_tops.tolist(), bars, ends.tolist(), strict=True)

    def _bars(
        self,
        columns: SignColumns,
        reach: tuple[Ints, Ints],
        tops: Ints,
        sides: Ints,
        width_px: float,
    ) -> Iterator[_Reach]:
        """reach: where each begins and ends. Returns them as far as the picture goes."""
        import numpy as np

        lefts, outside = reach[0], outside_of(width_px)
        ends = np.maximum(lefts + LEAST_PX, reach[1])
        looks = self._index.looks[columns.places]
        cut_lefts, widths = cut_bars(lefts, ends, outside)
        bars = Bars(columns.rows, lefts, ends, tops, sides, are_full(looks))
        until = shown_until(bars, outside, most_px=END_PX)
        shown = np.minimum(until - cut_lefts, widths - END_PX)
        each = cut_lefts, widths, shown, until
        return zip(*(column.tolist() for column in each), strict=True)

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
