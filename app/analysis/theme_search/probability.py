"""How probable it is that a place is a return, from how far it stands out.

Fitted by `bench/theme_bed.py` on the tuning soundtrack: docs/themes.md.
"""

from __future__ import annotations

import math

_EVEN_AT = 2.0  # standard deviations above chance at which yes and no are equally probable
_STEEPNESS = 3.0
SURE = 0.9


def probability(above_chance: float) -> float:
    """0..1. above_chance: in standard deviations."""
    return 1 / (1 + math.exp(-_STEEPNESS * (above_chance - _EVEN_AT)))


def is_sure(above_chance: float) -> bool:
    """Whether a place may itself become part of the query."""
    return probability(above_chance) >= SURE
