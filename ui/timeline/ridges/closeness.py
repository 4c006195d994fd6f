"""How far the view has gone from ridges, 0, to single marks, 1. One number decides everything."""

from __future__ import annotations

import math

RIDGES_PX_PER_S = 16.0  # farther away only ridges are drawn
MARKS_PX_PER_S = 48.0  # closer, only marks
FEW, MANY = 8, 24  # up to so many marks stand alone at every zoom; from so many on, zoom decides


def closeness(ms_per_px: float, marks: int) -> float:
    """By the zoom; and for few marks also by their number, so that the picture turns slowly as a
    track fills.
    """
    by_zoom = math.log2(1_000 / ms_per_px / RIDGES_PX_PER_S) / math.log2(
        MARKS_PX_PER_S / RIDGES_PX_PER_S
    )
    by_number = 1 - (marks - FEW) / (MANY - FEW)
    return _smooth(min(1.0, max(0.0, by_zoom, by_number)))


def _smooth(share: float) -> float:
    return share * share * (3 - 2 * share)
