"""One figure as one JSON line."""

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
