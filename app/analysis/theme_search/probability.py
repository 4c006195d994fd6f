"""How probable it is that a place is a return, from how far it stands out of chance.

Fitted to soundtracks for tuning by logistic regression: docs/themes.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SURE = 0.7  # with 0.9, there are fewer examples, and mean average precision was .02 lower
USUAL_CHANCE = 5.1  # median score of the lesser peaks in 70 minutes
_BY_CHANCE = 0.75  # how much of what they are above or below that counts against a return or for it


@dataclass(frozen=True, slots=True)
class Scale:
    """even: the score at which yes and no are equally probable, in standard deviations."""

    even: float
    steepness: float

    def probability(self, score: float, chance: float) -> float:
        """0..1. chance: the median of the lesser peaks. It is higher where everything resembles
        everything, lower for a long passage, which hardly anything resembles by chance.
        """
        above = score - _BY_CHANCE * (chance - USUAL_CHANCE) - self.even
        return 1 / (1 + math.exp(-self.steepness * above))

    def is_sure(self, score: float, chance: float) -> bool:
        """Whether a place may itself become part of the query."""
        return self.probability(score, chance) >= SURE


ALONE = Scale(even=7.35, steepness=2.20)  # a passage by itself
JOINED = Scale(even=7.22, steepness=2.38)  # with returns that are sure or confirmed
