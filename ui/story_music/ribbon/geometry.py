"""Where the ribbon runs, and where its beads, stills, ticks and words are."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from app.emotions.records import MAX_INTENSITY
from ui.story_music.bead import Bead

MOST_SHOWN = 7  # beads that fit without scrolling
LEAST_COLUMN_PX = 120.0
_THIN_PX, _THICK_PX, _UNKNOWN_PX = 6.0, 44.0, 16.0
_QUIETEST_DB, _LOUDEST_DB = -42.0, -10.0
_EDGE_PX = 4.0
_LEAN_PX = 14.0  # of the ends, below the first and the last bead
_SAMPLE_PX = 3.0
_TICK_PX = 26.0  # between two, at the tempo of where the theme is stated
_TICK_SHARE = 0.42  # of the ribbon's thickness
_STILL_TOP_PX = 4.0
_GAP_PX = 12.0


class Sizes(NamedTuple):
    """bead: across. foot: of the words below; has_long_words: they have a line more."""

    bead: float
    still: QSizeF
    foot: float
    label: QSizeF
    has_long_words: bool = False
    has_small_titles: bool = False


class _Knot(NamedTuple):
    x: float
    y: float
    thick: float
    tempo: float | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The ribbon at one x. half: of its thickness. slope: of its middle."""

    x: float
    y: float
    half: float
    slope: float
    tempo: float | None

    @property
    def reach(self) -> float:
        """How far it is from its middle to its edge, straight up."""
        return self.half * math.hypot(1.0, self.slope)


def thickness(level_db: float | None) -> float:
    """6 to 44 by loudness."""
    if level_db is None:
        return _UNKNOWN_PX
    share = (level_db - _QUIETEST_DB) / (_LOUDEST_DB - _QUIETEST_DB)
    return _THIN_PX + (_THICK_PX - _THIN_PX) * min(1.0, max(0.0, share))


def height_share(bead: Bead) -> float:
    """0..1 by the mean intensity; half where nothing was felt yet."""
    if not bead.felt.counts:
        return 0.5
    return (min(MAX_INTENSITY, max(1.0, bead.felt.intensity)) - 1) / (MAX_INTENSITY - 1)


def content_width(count: int, view_width: float) -> float:
    """All of it is in view, until there are more columns than that can show."""
    if count <= 0:
        return view_width
    column = max(LEAST_COLUMN_PX, view_width / min(count, MOST_SHOWN))
    return max(view_width, column * count)


class RibbonLayout:
    """size: of the whole picture. has_tail: a further column at the end, for what is covered."""

    def __init__(
        self, beads: Sequence[Bead], size: QSizeF, sizes: Sizes, *, has_tail: bool = False
    ) -> None:
        self.beads = tuple(beads)
        self.size = size
        self.sizes = sizes
        self._columns = len(self.beads) + has_tail
        self.column_px = size.width() / max(1, self._columns)
        self.foot_top = size.height() - sizes.foot
        self.points = [self._point(place) for place in range(len(self.beads))]
        self.knots = self._knots()
        self.tail = self._column(len(self.beads)) if has_tail else QRectF()
        self.slices = tuple(self._slices())
        self._xs = [one.x for one in self.slices]

    # --- parts ----------------------------------------------------------------------------------

    @property
    def field(self) -> QRectF:
        """Where the middle of the ribbon may be."""
        high = self.sizes.bead / 2
        top = self.still_bottom + self.sizes.label.height() + _GAP_PX + high
        bottom = max(top + 1, self.foot_top - high - _GAP_PX)
        return QRectF(0, top, self.size.width(), bottom - top)

    @property
    def still_bottom(self) -> float:
        return _STILL_TOP_PX + self.sizes.still.height()

    def column(self, place: int) -> QRectF:
        return self._column(place)

    def still(self, place: int) -> QRectF:
        wide = min(self.sizes.still.width(), self.column_px - 8)
        left = self.points[place].x() - wide / 2
        return QRectF(left, _STILL_TOP_PX, wide, self.sizes.still.height())

    def foot(self, place: int) -> QRectF:
        column = self._column(place)
        return QRectF(column.left() + 8, self.foot_top, column.width() - 16, self.sizes.foot)

    def bead_box(self, place: int) -> QRectF:
        side = self.sizes.bead
        at = self.points[place]
        return QRectF(at.x() - side / 2, at.y() - side / 2, side, side)

    def place_at(self, at: QPointF) -> int:
        """Of the column: of a bead, or after them that of what is covered; -1 for none."""
        place = math.floor(at.x() / self.column_px)
        return place if 0 <= place < self._columns else -1

    def label(self, place: int, width: float, taken: QRectF) -> QRectF:
        """Where the feeling's words are: beside the bead, clear of the ribbon. taken: where the
        words of the bead before it are. Narrower where there is no other room.
        """
        room = QRectF(0, self.still_bottom, self.size.width(), self.foot_top - self.still_bottom)
        for box in self._beside(place, width):
            if room.contains(box) and not box.intersects(taken):
                return box
        at, high = self.points[place], self.sizes.label.height()
        first = self._above(at.x() - 10 - width, width, at, high)
        if room.left() <= first.left() and not first.intersects(taken):
            return first
        right = at.x() + 10  # words of the bead before it never reach so far
        narrow = min(width, room.right() - right)
        boxes = (self._above(right, narrow, at, high), self._below(right, narrow, at, high))
        return next((box for box in boxes if room.contains(box)), boxes[0])

    def _beside(self, place: int, width: float) -> Iterator[QRectF]:
        """The places for words, the best first."""
        at, high = self.points[place], self.sizes.label.height()
        left, right = at.x() - 10 - width, at.x() + 10
        came_from_above = place > 0 and self.points[place - 1].y() < at.y() - 4
        if came_from_above:
            yield self._below(right, width, at, high)
        yield self._above(left, width, at, high)
        yield self._above(right, width, at, high)
        if not came_from_above:
            yield self._below(right, width, at, high)
        yield self._below(left, width, at, high)

    def _above(self, left: float, width: float, at: QPointF, high: float) -> QRectF:
        tops = [one.y - one.reach for one in self._between(left, left + width)]
        edge = min([*tops, at.y() - self.sizes.bead / 2 + 10])
        return QRectF(left, edge - high - 6, width, high)

    def _below(self, left: float, width: float, at: QPointF, high: float) -> QRectF:
        bottoms = [one.y + one.reach for one in self._between(left, left + width)]
        edge = max([*bottoms, at.y() + self.sizes.bead / 2 - 10])
        return QRectF(left, edge + 6, width, high)

    def _between(self, left: float, right: float) -> tuple[Slice, ...]:
        beside = _THICK_PX / 2  # a steep ribbon reaches so far to its sides
        first = bisect_left(self._xs, left - beside)
        return self.slices[first : bisect_right(self._xs, right + beside)]

    # --- the ribbon -----------------------------------------------------------------------------

    def path(self, left: float = 0.0, right: float = math.inf) -> QPainterPath:
        """left, right: of what is wanted of it."""
        slices = self._between(left, right)
        upper = [_off(one, -one.half) for one in slices]
        lower = [_off(one, one.half) for one in reversed(slices)]
        return _closed([*upper, *lower])

    def fall(self, left: float = 0.0, right: float = math.inf) -> QPainterPath:
        """From the ribbon down to the words."""
        slices = self._between(left, right)
        if not slices:
            return QPainterPath()
        upper = [QPointF(one.x, one.y) for one in slices]
        foot = [QPointF(slices[-1].x, self.foot_top), QPointF(slices[0].x, self.foot_top)]
        return _closed([*upper, *foot])

    @cached_property
    def ticks(self) -> tuple[QLineF, ...]:
        """Across the ribbon, the closer the faster; none where the tempo isn't known."""
        return tuple(self._ticks())

    def places(self, left: float, right: float) -> range:
        """Of the beads of which anything is there, and those beside them."""
        first = math.floor(left / self.column_px) - 1
        end = math.floor(right / self.column_px) + 2
        return range(max(0, first), min(len(self.beads), end))

    def _ticks(self) -> Iterator[QLineF]:
        passed = 0.5
        for before, here in pairwise(self.slices):
            if before.tempo is None or here.tempo is None:
                continue
            passed += (here.x - before.x) * here.tempo / _TICK_PX
            if passed >= 1:
                passed -= 1
                if not self._is_under_bead(here.x):
                    reach = here.half * _TICK_SHARE
                    yield QLineF(_off(here, -reach), _off(here, reach))

    def _is_under_bead(self, x: float) -> bool:
        place = min(len(self.points) - 1, int(x / self.column_px))
        return abs(x - self.points[place].x()) < self.sizes.bead / 2 + 3

    def _column(self, place: int) -> QRectF:
        left = place * self.column_px
        return QRectF(left, 0, self.column_px, self.size.height())

    def _point(self, place: int) -> QPointF:
        field = self.field
        share = height_share(self.beads[place])
        return QPointF((place + 0.5) * self.column_px, field.bottom() - share * field.height())

    def _knots(self) -> list[_Knot]:
        if not self.beads:
            return []
        inner = [
            _Knot(at.x(), at.y(), thickness(bead.level_db), bead.tempo_ratio)
            for at, bead in zip(self.points, self.beads, strict=True)
        ]
        first, last = inner[0], inner[-1]
        lowest = self.foot_top - _EDGE_PX
        right = len(self.beads) * self.column_px - _EDGE_PX
        return [
            _Knot(_EDGE_PX, min(lowest, first.y + _LEAN_PX), _THIN_PX, first.tempo),
            *inner,
            _Knot(right, min(lowest, last.y + _LEAN_PX), _THIN_PX, last.tempo),
        ]

    def _slices(self) -> Iterator[Slice]:
        for before, after in pairwise(self.knots):
            wide = max(1.0, after.x - before.x)
            steps = max(1, math.ceil(wide / _SAMPLE_PX))
            for step in range(steps + (after is self.knots[-1])):
                yield _slice(before, after, step / steps, wide)


def _slice(before: _Knot, after: _Knot, share: float, wide: float) -> Slice:
    """Level at each knot: it never goes beyond them."""
    eased = share * share * (3 - 2 * share)
    slope = 6 * share * (1 - share) * (after.y - before.y) / wide
    tempo = None
    if before.tempo is not None and after.tempo is not None:
        tempo = before.tempo + share * (after.tempo - before.tempo)
    return Slice(
        before.x + share * wide,
        before.y + eased * (after.y - before.y),
        (before.thick + eased * (after.thick - before.thick)) / 2,
        slope,
        tempo,
    )


def _off(one: Slice, by: float) -> QPointF:
    """Away from the middle, square to it; by: down."""
    norm = math.hypot(1.0, one.slope)
    return QPointF(one.x - by * one.slope / norm, one.y + by / norm)


def _closed(points: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath()
    if points:
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
        path.closeSubpath()
    return path
