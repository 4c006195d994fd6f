"""One figure as one JSON line, and how a figure stands to its floor."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence


def say(figure: str, **values: object) -> None:
    """Prints a figure; floats are rounded to four places."""
    rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()}
    sys.stdout.write(json.dumps({"figure": figure, **rounded}) + "\n")
    sys.stdout.flush()


def median(values: Sequence[float]) -> float:
    return float(statistics.median(values))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0..1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def ratio_by_turns(values: Sequence[float], floors: Sequence[float]) -> float:
    """How many times its floor a figure is: the median of the pairs, measured one after the other.

    A machine that is slower for a while is so for both.
    """
    return median([value / floor for value, floor in zip(values, floors, strict=True)])


def spread(milliseconds: Sequence[float], floors: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile, and what the least that could do it takes, measured by turns."""
    middle, late = median(milliseconds), percentile(milliseconds, 0.99)
    return {
        "median_ms": middle,
        "p99_ms": late,
        "max_ms": max(milliseconds),
        "floor_ms": median(floors),
        "ratio": ratio_by_turns(milliseconds, floors),
        "p99_to_median": late / middle,
    }
