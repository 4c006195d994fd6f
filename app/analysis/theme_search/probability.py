"""How probable it is that a place is a return, from how far it stands out of chance.

Fitted to soundtracks for tuning by logistic regression: docs/themes.md. The score
alone tells more than its distance to the lesser peaks, whose height follows the size of the
soundtrack; that of the best wrong ones hardly does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SURE = 0.7  # with 0.9, there are fewer examples, and mean average precision was .02 lower
_USUAL_CHANCE = 5.1  # median score of the lesser peaks in 70 minutes


@dataclass(frozen=True, slots=True)
class Scale:
    """even: the score at which yes and no are equally probable, in standard deviations."""

    even: float
    steepness: float

    def probability(self, score: float, chance: float) -> float:
        """0..1. chance: the median of the lesser peaks. Where it is higher than usual, because
        everything resembles everything, more is asked of a return.
        """
        above = score - max(0.0, chance - _USUAL_CHANCE) - self.even
        return 1 / (1 + math.exp(-self.steepness * above))

    def is_sure(self, score: float, chance: float) -> bool:
        """Whether a place may itself become part of the query."""
        return self.probability(score, chance) >= SURE


ALONE = Scale(even=7.22, steepness=2.21)  # a passage by itself
JOINED = Scale(even=7.77, steepness=1.71)  # with returns that are sure or confirmed
