"""A zoom as layouts know it, and how far the signs of marks reach in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ui.timeline.layout.mark_index import MarkIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

SMALL_PX = 8.0  # spans narrower than this are drawn and moved like points
BLOCK_CELLS = 16
_GAP_PX = 2.0


@dataclass(frozen=True, slots=True)
class Grain:
    """A zoom as coarse as layouts know it: half octaves, so that zooming moves rows rarely.

    ms_per_px: at least that of the view, so that what has room here has room there.
    cell_bits: of `cell_ms`, the width of a count: a power of two.
    """

    ms_per_px: float
    cell_bits: int

    @classmethod
    def of(cls, ms_per_px: float, cell_px: float) -> Grain:
        coarse = 2 ** (math.ceil(2 * math.log2(ms_per_px) - 1e-9) / 2)
        return cls(coarse, max(0, math.ceil(math.log2(cell_px * ms_per_px))))

    @property
    def cell_ms(self) -> int:
        return 1 << self.cell_bits

    @property
    def block_ms(self) -> int:
        return self.cell_ms * BLOCK_CELLS


class Extents(NamedTuple):
    """How far signs reach, in milliseconds; points and tiny spans are as wide as their sign.

    places: of the marks in the index, in time order.
    """

    places: Ints
    lefts: Floats
    rights: Floats

    def where(self, wanted: npt.NDArray[np.bool_]) -> Extents:
        return Extents(self.places[wanted], self.lefts[wanted], self.rights[wanted])


class Stretch(NamedTuple):
    """Of time; its end may be open."""

    start_ms: float
    end_ms: float


def extents_of(index: MarkIndex[Any], places: Ints, grain: Grain, reach_px: float) -> Extents:
    """reach_px: how far the sign of a point reaches to either side."""
    import numpy as np

    starts, ends = index.starts[places], index.ends[places]
    scale, middle = grain.ms_per_px, (starts + ends) / 2
    is_small = ends - starts < SMALL_PX * scale
    reach_ms, gap_ms = reach_px * scale, _GAP_PX * scale
    return Extents(
        places,
        np.where(is_small, middle - reach_ms, starts),
        np.where(is_small, middle + reach_ms + gap_ms, ends),
    )


def margin_ms(grain: Grain, reach_px: float) -> float:
    """How far beyond its own times anything of a mark may reach."""
    return (reach_px + _GAP_PX) * grain.ms_per_px
