"""What pairs of measurements say: the typical ratio, and its confidence interval.

The Hodges-Lehmann estimate on the logarithms of the ratios, with the interval from Wilcoxon's
signed-rank test. A single disturbed run moves neither, unlike a mean.
Source: Hollander, Wolfe & Chicken 2014, Nonparametric Statistical Methods, 3.2 and 3.3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

WORSE_FROM = 1.05
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class PairedRatio:
    """After divided by before. low..high: the 95 % interval; pairs: how many there are."""

    ratio: float
    low: float
    high: float
    pairs: int

    @property
    def is_worse(self) -> bool:
        """Every figure is a time or a size: larger is worse."""
        return self.low > WORSE_FROM

    @property
    def is_better(self) -> bool:
        return self.high < 1 / WORSE_FROM


def paired_ratio(before: Sequence[float], after: Sequence[float]) -> PairedRatio:
    """Both in the order in which they were measured; values above 0.

    Raises ValueError for fewer than six pairs: they give no interval of 95 %.
    """
    logs = [math.log(b / a) for a, b in zip(before, after, strict=True)]
    averages = sorted((x + y) / 2 for n, x in enumerate(logs) for y in logs[n:])
    outside = _outside(len(logs))
    low, high = averages[outside], averages[-1 - outside]
    return PairedRatio(math.exp(median(averages)), math.exp(low), math.exp(high), len(logs))


def _outside(pairs: int) -> int:
    """How many of the sorted averages are below the interval."""
    below = 0.0
    for rank_sum, chance in enumerate(_rank_sums(pairs)):
        below += chance
        if below > (1 - CONFIDENCE) / 2:
            if rank_sum == 0:
                raise ValueError(f"{pairs} pairs are too few for an interval")
            return rank_sum
    raise AssertionError("chances add up to 1")


@cache
def _rank_sums(pairs: int) -> tuple[float, ...]:
    """The probability of each sum of positive ranks if nothing differs."""
    ways = [1]
    for rank in range(1, pairs + 1):
        grown = ways + [0] * rank
        for rank_sum, count in enumerate(ways):
            grown[rank_sum + rank] += count
        ways = grown
    return tuple(count / 2**pairs for count in ways)
