"""Where a time is in the picture of two waves, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF

from app.core.aligned_passages import Side
from app.core.time_map import TimeMap

# From line to line, and from heavy line to heavy line: bars aren't known, see docs/versions.md.
_EVERY_S = ((1, 5), (2, 10), (5, 30), (10, 60), (15, 60), (30, 300), (60, 300), (300, 1_800))
_LEAST_PX = 22.0


class Line(NamedTuple):
    """here, there: the same moment in both, ms."""

    here: float
    there: float
    is_heavy: bool


@dataclass(frozen=True, slots=True)
class StepPlaces:
    """One scale of seconds for both. waves: the areas, as wide as each lasts."""

    left: float
    px_per_ms: float
    lengths_ms: tuple[int, int]
    tops: tuple[float, float]
    wave_px: float

    @classmethod
    def of(
        cls, area: QRectF, lengths_ms: tuple[int, int], wave_px: float, tops: tuple[float, float]
    ) -> StepPlaces:
        return cls(area.left(), area.width() / max(lengths_ms), lengths_ms, tops, wave_px)

    def wave(self, side: Side) -> QRectF:
        wide = self.lengths_ms[side.value] * self.px_per_ms
        return QRectF(self.left, self.tops[side.value], wide, self.wave_px)

    def x_of(self, ms: float) -> float:
        return self.left + ms * self.px_per_ms

    def ms_at(self, side: Side, x: float) -> float:
        ms = (x - self.left) / self.px_per_ms
        return min(max(0.0, ms), float(self.lengths_ms[side.value]))

    @property
    def band(self) -> tuple[float, float]:
        """Between the waves: from the foot of the upper one to the head of the lower one."""
        return self.tops[0] + self.wave_px, self.tops[1]

    @property
    def step_s(self) -> int:
        """From line to line, in the first."""
        return self._steps_s[0]

    @property
    def _steps_s(self) -> tuple[int, int]:
        wide = (one for one in _EVERY_S if one[0] * 1000 * self.px_per_ms >= _LEAST_PX)
        return next(wide, _EVERY_S[-1])

    def lines(self, time_map: TimeMap) -> list[Line]:
        """At even distances in the first, as far as both have that moment."""
        step_s, heavy_s = self._steps_s
        count = self.lengths_ms[0] // (step_s * 1000) + 1
        found = (
            Line(at_s * 1000.0, time_map.second_ms(at_s * 1000.0), at_s % heavy_s == 0)
            for at_s in range(0, count * step_s, step_s)
        )
        return [line for line in found if 0 <= line.there <= self.lengths_ms[1]]
