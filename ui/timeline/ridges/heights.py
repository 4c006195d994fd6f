"""How high a ridge stands for how much was felt, and where its peaks are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

_LOW_PX, _HIGH_PX = 160.0, 240.0  # lanes between these heights have laws in between
_PEAK_STEPS = 1.2  # a peak is at least so many steps high
_STEPS_PER_PX = 4  # finer differences in height are none


class HeightLaw(NamedTuple):
    """Absolute: the same marks are as high beside others and on another track.

    Each doubling adds a step, less and less, and never more than the cap: no ridge is flat on top,
    and a new mark lifts only its own place.
    """

    step_px: float
    cap_px: float

    @classmethod
    def of_lane(cls, height: float) -> HeightLaw:
        share = min(1.0, max(0.0, (height - _LOW_PX) / (_HIGH_PX - _LOW_PX)))
        return cls(12.0 + 5.0 * share, 70.0 + 40.0 * share)

    def px(self, amount: float) -> float:
        return self.cap_px * (1 - math.exp(-self.step_px * math.log2(1 + amount) / self.cap_px))

    def heights(self, amounts: Floats) -> Floats:
        import numpy as np

        found: Floats = self.cap_px * -np.expm1(np.log2(1 + amounts) * -self.step_px / self.cap_px)
        return found

    @property
    def least_peak_px(self) -> float:
        return _PEAK_STEPS * self.step_px


class Peak(NamedTuple):
    """at: a bin. height: in pixels, not yet lowered by a close zoom."""

    row: int
    at: int
    height: float


def peaks_of(heights: Floats, least_px: float, apart: int) -> list[Peak]:
    """The tops of all ridges, the tallest first: none beside a taller one of its own ridge.

    heights: (rows, bins). apart: how many bins. A flat top is one peak, in its middle or at least
    not far from its start, so that it is found in any part.
    """
    import numpy as np

    steps = np.rint(heights * _STEPS_PER_PX).astype(np.int64)
    rows, many = steps.shape
    wide = many + apart + 1
    flat = np.full(rows * wide + apart + 1, -1)  # all rows in one, so far apart that none is beside
    flat[apart + 1 :].reshape(rows, wide)[:, :many] = steps
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1  # where each level begins, but for the first
    level = flat[edges]
    is_top = np.zeros(len(edges), np.bool_)
    is_top[:-1] = level[:-1] > level[1:]
    is_top &= level > flat[edges - 1]
    is_top &= level >= least_px * _STEPS_PER_PX
    tops = np.flatnonzero(is_top)
    if not len(tops):
        return []
    firsts, level = edges[tops], level[tops]
    at = firsts + np.minimum((edges[tops + 1] - 1 - firsts) // 2, apart // 2)
    around = flat[at[:, None] + np.arange(-apart, apart + 1)]
    is_tallest = level >= around.max(axis=1)
    at -= apart + 1
    row, place = at // wide, at % wide
    columns = (row[is_tallest], place[is_tallest], level[is_tallest] / _STEPS_PER_PX)
    found = [Peak(*each) for each in zip(*(column.tolist() for column in columns), strict=True)]
    found.sort(key=lambda peak: (-peak.height, peak.row, peak.at))
    return found
