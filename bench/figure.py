"""One figure as one JSON line, and its ratio to its floor."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence


def say(figure: str, **values: object) -> None:
    """Prints a figure; floats are rounded to four places."""
    rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()}
    sys.stdout.write(json.dumps({"figure": figure, **rounded}) + "\n")
    sys.stdout.flush()


def median(values: Sequence[float]) -> float:
    return float(statistics.median(values))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a `share` (0..1) of all values doesn't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def ratio_by_turns(values: Sequence[float], floors: Sequence[float]) -> float:
    """How many times its floor a figure is: the median of the pairs, each measured together.

    A machine that is slow for a while is slow for both.
    """
    return median([value / floor for value, floor in zip(values, floors, strict=True)])


def spread(milliseconds: Sequence[float], floors: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile, and the floor, measured alternately."""
    middle, late = median(milliseconds), percentile(milliseconds, 0.99)
    return {
        "median_ms": middle,
        "p99_ms": late,
        "max_ms": max(milliseconds),
        "floor_ms": median(floors),
        "ratio": ratio_by_turns(milliseconds, floors),
        "p99_to_median": late / middle,
    }


def in_a_row(step: Callable[[], object], runs: int) -> list[float]:
    """How long each run took, in ms.

    One before them isn't counted: it finds the processor's caches full of what ran before. With its
    floor between any two, a new table row took 2.3 times as long, and counting the inbox 1.5 times.
    """
    step()
    return [_ms(step) for _ in range(runs)]


def _ms(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000
