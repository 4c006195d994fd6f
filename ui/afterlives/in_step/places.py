"""Where a time is in the picture of two waves, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.core.aligned_passages import Side
from app.core.time_map import TimeMap

_EVERY_S = (1, 2, 4, 5, 10, 15, 20, 30, 60, 120, 300)
_LEAST_PX = 22.0


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

    def lines(self, time_map: TimeMap) -> list[tuple[float, float]]:
        """Pairs of moments at even distances in the first, as far as both have them."""
        step_ms = next(
            (s * 1000.0 for s in _EVERY_S if s * 1000 * self.px_per_ms >= _LEAST_PX),
            _EVERY_S[-1] * 1000.0,
        )
        count = int(self.lengths_ms[0] / step_ms) + 1
        pairs = ((n * step_ms, time_map.second_ms(n * step_ms)) for n in range(count))
        return [(a, b) if 0 <= b <= self.lengths_ms[1] else (a, float("nan")) for a, b in pairs]
