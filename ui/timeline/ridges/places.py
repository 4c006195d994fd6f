"""Where rows are in the lane of emotions, from overlapping ridges to even rows of marks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF

from app.core.timecode import Span
from ui.timeline.geometry.time_axis import TimeAxis

LEAST_APART_PX = 12.0  # two baselines of ridges
_MOST_APART_PX = 44.0
_FOOT_PX = 8.0
_PAD_PX = 3.0
_HEADROOM_PX = 56.0  # above the first ridge; a taller one reaches behind the pins
_MOST_HEADROOM = 0.3  # of the lane
_SUNK = 0.14  # of a ridge's height, behind rows of marks
_LEAST_SIGN_PX, _SIGN_LINES = 10.0, 1.25
_MOST_ROW_LINES = 1.75
_ANY_AXIS = TimeAxis.whole(1, 1)


class RidgePlaces(NamedTuple):
    """line: of text, in pixels. closeness: see there. strip_px: for the pins above the ridges.

    Rows from `many` on are those of the same emotions' pins of this listen: above the ridges in the
    strip, and in their emotions' rows once these are rows of marks.
    """

    axis: TimeAxis
    height: float
    line: float
    many: int
    closeness: float

    @staticmethod
    def strip_of(line: float) -> float:
        return 2.5 * line

    @classmethod
    def most_rows(cls, height: float, line: float) -> int:
        """How many rows a lane of this height has room for, at every zoom."""
        room = height - cls.strip_of(line) - _headroom(height, line) - _FOOT_PX
        even = (height - 2 * _PAD_PX) / max(LEAST_APART_PX, 0.85 * line)
        return max(2, int(min(1 + room / LEAST_APART_PX, even)))

    @property
    def strip_px(self) -> float:
        return self.strip_of(self.line)

    @property
    def row_px(self) -> float:
        """The height of a row of marks."""
        return min(_MOST_ROW_LINES * self.line, (self.height - 2 * _PAD_PX) / self.many)

    @property
    def sign_px(self) -> float:
        return max(_LEAST_SIGN_PX, min(_SIGN_LINES * self.line, self.row_px - 2))

    @property
    def share(self) -> float:
        """How much of their height ridges keep."""
        return 1 + (_SUNK - 1) * self.closeness

    @property
    def baselines(self) -> tuple[float, ...]:
        """Of each ridge."""
        return _heights_of(self._replace(axis=_ANY_AXIS)).baselines

    def baseline(self, row: int) -> float:
        return self.baselines[row]

    @property
    def middles(self) -> tuple[float, ...]:
        """Of the signs in each row, twice as many as there are emotions."""
        return _heights_of(self._replace(axis=_ANY_AXIS)).middles

    def middle(self, row: int) -> float:
        """Of the signs in a row."""
        return self.middles[row]

    def grid(self) -> SignGrid:
        """Where signs are, for many of them."""
        heights = _heights_of(self._replace(axis=_ANY_AXIS))
        return SignGrid(self.axis.ms_per_px, self.axis.left_px, heights.side, heights.tops)

    def row_at(self, y: float) -> int | None:
        """The row of marks at a height, once these are rows."""
        top = self.row_bottom(0) - self.row_px
        row = int((y - top) // self.row_px)
        return row if 0 <= row < self.many else None

    def row_bottom(self, row: int) -> float:
        """Of a row of marks."""
        top = (self.height - self.many * self.row_px) / 2
        return top + (row + 1) * self.row_px


class SignGrid(NamedTuple):
    """tops: of each row's signs."""

    ms_per_px: float
    left_px: float
    side: float
    tops: tuple[float, ...]

    def rect(self, span: Span, row: int) -> QRectF:
        left = span.start_ms / self.ms_per_px - self.left_px
        right = span.end_ms / self.ms_per_px - self.left_px
        return QRectF(left, self.tops[row], right - left, self.side)


class _Heights(NamedTuple):
    """side, tops, middles: of signs."""

    baselines: tuple[float, ...]
    side: float
    middles: tuple[float, ...]
    tops: tuple[float, ...]


@lru_cache(maxsize=16)
def _heights_of(places: RidgePlaces) -> _Heights:
    """Asked for at each frame, and the same at every scroll position."""
    many, close, side = places.many, places.closeness, places.sign_px
    last = places.height - _FOOT_PX
    first = places.strip_px + _headroom(places.height, places.line)
    apart = min(_MOST_APART_PX, (last - first) / max(1, many - 1))
    far = [last - (many - 1 - row) * apart for row in range(many)]
    lines = tuple(y + (places.row_bottom(row) - y) * close for row, y in enumerate(far))
    in_rows = [y - places.row_px / 2 for y in lines]
    strip = _PAD_PX + side / 2
    middles = (*in_rows, *(strip + (y - strip) * close for y in in_rows))
    return _Heights(lines, side, middles, tuple(y - side / 2 for y in middles))


def _headroom(height: float, line: float) -> float:
    return min(_HEADROOM_PX, _MOST_HEADROOM * (height - RidgePlaces.strip_of(line)))
