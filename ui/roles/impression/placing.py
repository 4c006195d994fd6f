"""Where the wave, the signs of marks and the times are. Pure but for Qt's rectangles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.core.timecode import POINT_LASTS_MS
from ui.roles.impression.seen import Seen, When

ROWS = 2  # of signs, above and below
_GAP_PX = 3.0
_BAR_PX = 6.0  # under the signs, from where a mark begins to where it ends
_STEPS_MS = (5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000)
_MOST_TIMES = 9


@dataclass(frozen=True, slots=True)
class Sizes:
    """sign: across. line: of a caption."""

    sign: float
    line: float


@dataclass(frozen=True, slots=True)
class Sign:
    """places: of the marks that it stands for, in their listen's order; of several, the first is
    drawn, with how many more there are.
    """

    when: When
    box: QRectF
    places: tuple[int, ...]

    @property
    def more(self) -> int:
        return len(self.places) - 1


class Placing:
    """marks: of both, by their places in the track."""

    def __init__(
        self,
        marks: Mapping[When, Sequence[Seen]],
        lasts_ms: int,
        size: QSizeF,
        sizes: Sizes,
    ) -> None:
        self.lasts_ms = max(1, lasts_ms)
        self.size, self.sizes = size, sizes
        edge = sizes.sign / 2 + 2
        self._left, self._wide = edge, max(1.0, size.width() - 2 * edge)
        rows = {when: self._rows(marks[when]) for when in When}
        above, below = (self._deep(rows[when]) for when in When)
        high = size.height() - 2 * sizes.line - above - below
        self.wave = QRectF(self._left, sizes.line + above, self._wide, max(24.0, high))
        self.signs = tuple(
            Sign(when, self._box(when, left, row), tuple(some))
            for when in When
            for left, row, some in rows[when]
        )

    # --- places ---------------------------------------------------------------------------------

    def x_of(self, ms: float) -> float:
        return self._left + self._wide * ms / self.lasts_ms

    def ms_at(self, x: float) -> int:
        share = min(1.0, max(0.0, (x - self._left) / self._wide))
        return min(self.lasts_ms - 1, round(share * self.lasts_ms))

    @property
    def middle(self) -> float:
        return self.wave.center().y()

    def half(self, when: When) -> QRectF:
        """Of the wave: what is felt then is drawn on it upwards, what is felt now downwards."""
        top = self.wave.top() if when is When.THEN else self.middle
        return QRectF(self.wave.left(), top, self.wave.width(), self.wave.height() / 2)

    def caption(self, when: When) -> QRectF:
        top = 0.0 if when is When.THEN else self.size.height() - self.sizes.line
        return QRectF(self._left, top, self._wide, self.sizes.line)

    def bar(self, mark: Seen) -> QRectF:
        """Along the wave's edge, as long as the mark."""
        left = self.x_of(mark.span.start_ms)
        end_ms = mark.span.end_ms if not mark.span.is_point else mark.span.start_ms + POINT_LASTS_MS
        wide = max(_BAR_PX, self.x_of(min(end_ms, self.lasts_ms)) - left)
        edge = self.wave.top() - _BAR_PX if mark.when is When.THEN else self.wave.bottom()
        return QRectF(left, edge, wide, _BAR_PX)

    def sign_at(self, at: QPointF) -> Sign | None:
        near = (sign for sign in self.signs if sign.box.adjusted(-2, -2, 2, 2).contains(at))
        return min(near, key=lambda one: abs(one.box.center().x() - at.x()), default=None)

    def times(self) -> tuple[int, ...]:
        """Where lines across are, in ms."""
        step = next((one for one in _STEPS_MS if self.lasts_ms / one <= _MOST_TIMES),
                    _STEPS_MS[-1])  # fmt: skip
        return tuple(range(step, self.lasts_ms, step))

    # --- signs ----------------------------------------------------------------------------------

    def _rows(self, marks: Sequence[Seen]) -> list[tuple[float, int, list[int]]]:
        """Left edges, rows and places: in the nearest row where there is room; where there is none,
        together with the last.
        """
        ends = [-1e9] * ROWS
        rows: list[tuple[float, int, list[int]]] = []
        last: list[int] = []
        for place, mark in enumerate(marks):
            left = self.x_of(mark.span.start_ms) - self.sizes.sign / 2
            row = next((n for n in range(ROWS) if ends[n] <= left), None)
            if row is None:
                last.append(place)
                continue
            ends[row] = left + self.sizes.sign + _GAP_PX
            last = [place]
            rows.append((left, row, last))
        return rows

    def _deep(self, rows: Sequence[tuple[float, int, list[int]]]) -> float:
        """What the signs of one side take."""
        many = 1 + max((row for _left, row, _some in rows), default=0)
        return _BAR_PX + many * (self.sizes.sign + _GAP_PX) + _GAP_PX

    def _box(self, when: When, left: float, row: int) -> QRectF:
        away = _BAR_PX + _GAP_PX + row * (self.sizes.sign + _GAP_PX)
        if when is When.THEN:
            top = self.wave.top() - away - self.sizes.sign
        else:
            top = self.wave.bottom() + away
        return QRectF(left, top, self.sizes.sign, self.sizes.sign)
