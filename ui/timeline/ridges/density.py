"""How much was felt at each place of the track: every mark adds a soft bump.

A mark adds its weight times a bell of SD_PX pixels of the view; a passage adds a plateau with soft
ends, as high as the bump of a moment. Counted in bins of BIN_PX pixels of the laid-out track, so
that any part of it comes out the same, whichever part is asked for.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ui.timeline.geometry.time_axis import TimeAxis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

BIN_PX = 4
SD_PX = 14.0
REACH_PX = 56  # four standard deviations: beyond it a mark adds nothing
CHANGE_PX = REACH_PX + 3 * BIN_PX  # beyond it a mark changes no bin, nor the line to the next one
_SD_BINS = SD_PX / BIN_PX
_REACH_BINS = REACH_PX // BIN_PX
_POINT = _SD_BINS * math.sqrt(2 * math.pi)  # in one bin, it becomes a bump of height 1


class Felt(NamedTuple):
    """Marks as columns. rows: which ridge each adds to. weights: how high one adds."""

    starts: Ints
    ends: Ints
    rows: Ints
    weights: Floats


class Density(NamedTuple):
    """amounts: (rows, bins). first_bin: of the laid-out track; bin n begins n * BIN_PX pixels
    after the track's start.
    """

    amounts: Floats
    first_bin: int

    def x_of(self, bin_number: float, axis: TimeAxis) -> float:
        """The middle of one of the bins here, on the axis."""
        return (self.first_bin + bin_number + 0.5) * BIN_PX - axis.left_px

    def bin_at(self, x: float, axis: TimeAxis) -> int:
        """Which of the bins here is at x, held to those there are."""
        found = math.floor((x + axis.left_px) / BIN_PX) - self.first_bin
        many: int = self.amounts.shape[1]
        return min(max(0, found), many - 1)


def bins_of(axis: TimeAxis, margin_px: float) -> tuple[int, int]:
    """The first bin of what an axis shows, and so many pixels on either side; and the first one
    after it."""
    first = math.floor((axis.left_px - margin_px) / BIN_PX)
    return first, math.ceil((axis.left_px + axis.width_px + margin_px) / BIN_PX)


def density(felt: Felt, many_rows: int, axis: TimeAxis, margin_px: float = 0.0) -> Density:
    """Of what an axis shows, and so many pixels on either side.

    felt: with all marks up to REACH_PX beyond that; others may be among them.
    """
    import numpy as np

    first, end = bins_of(axis, margin_px)
    first, many = first - _REACH_BINS, end - first + 2 * _REACH_BINS
    per_bin = axis.ms_per_px * BIN_PX
    lefts = np.minimum(np.maximum(felt.starts / per_bin - (first + 0.5), -1.0), many)
    rights = np.minimum(np.maximum(felt.ends / per_bin - (first + 0.5), -1.0), many)
    is_short = felt.ends - felt.starts < per_bin
    points = np.flatnonzero(is_short & (lefts > -1.0) & (lefts < many))
    raw = _splat(
        (many_rows, many + 3), felt.rows[points], lefts[points], felt.weights[points] * _POINT
    )
    spans = np.flatnonzero(~is_short & (rights > -1.0) & (lefts < many))
    if len(spans):
        rows, heights = felt.rows[spans], felt.weights[spans]
        heights = heights / _plateaus((felt.ends[spans] - felt.starts[spans]) / per_bin)
        at = np.concatenate([lefts[spans], rights[spans]]) + 0.5
        both = np.concatenate([heights, -heights])
        raw += np.cumsum(_splat(raw.shape, np.concatenate([rows, rows]), at, both), axis=1)
    amounts = np.zeros((many_rows, many - 2 * _REACH_BINS))
    filled = np.flatnonzero(raw.any(axis=1))
    if len(filled):
        # All rows in one: what two of them share is left out.
        softened = np.zeros((len(filled), many + 3))
        softened.reshape(-1)[_REACH_BINS:-_REACH_BINS] = np.convolve(
            raw[filled].reshape(-1), _bell(), "valid"
        )
        amounts[filled] = softened[:, 1 + _REACH_BINS : 1 + many - _REACH_BINS]
    return Density(np.maximum(amounts, 0.0), first + _REACH_BINS)


def _splat(shape: tuple[int, int], rows: Ints, places: Floats, weights: Floats) -> Floats:
    """Weights at places between bins, shared by the two on either side; bin -1 is the first
    column."""
    import numpy as np

    if len(rows) == 0:
        return np.zeros(shape)
    whole = (places + 1.0).astype(np.int64)  # of bins from -1 on: rounds down
    above = weights * (places + 1.0 - whole)
    below = rows * shape[1] + whole
    at = np.concatenate([below, below + 1])
    size = shape[0] * shape[1]
    both = np.concatenate([weights - above, above])
    found = np.asarray(np.bincount(at, both, minlength=size), np.float64)
    return found[:size].reshape(shape)


def _plateaus(lengths: Floats) -> Floats:
    """How high a passage of so many bins is after it was softened: short ones lose height."""
    import numpy as np

    known = _plateau_table()
    found: Floats = np.interp(lengths, np.arange(len(known)), known)
    return found


@lru_cache(maxsize=1)
def _plateau_table() -> Floats:
    import numpy as np

    longest = 2 * _REACH_BINS
    ends = [math.erf(n / (2 * math.sqrt(2) * _SD_BINS)) for n in range(1, longest + 1)]
    return np.array([ends[0], *ends]) / ends[-1]  # the bell ends there too


@lru_cache(maxsize=1)
def _bell() -> Floats:
    import numpy as np

    offsets = np.arange(-_REACH_BINS, _REACH_BINS + 1)
    bell = np.exp(-0.5 * (offsets / _SD_BINS) ** 2)
    found: Floats = bell / bell.sum()
    return found
