"""Dashes of what was only expressed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ui.timeline.paint.crest import STEP_PX, crests, dashed


def lines(first_bin: int, heights: list[float]) -> set[tuple[float, float]]:
    """Where each line of the dashes begins and ends, on the laid-out track; below a flat row."""
    left, rows = float(first_bin * STEP_PX), np.array([[0.0] * len(heights), heights])
    flat, path = dashed(crests(left, [20.0, 50.0], rows), first_bin)
    assert flat.isEmpty()
    found = [path.elementAt(n) for n in range(path.elementCount())]
    pairs = pairwise(found)
    return {(one.x, other.x) for one, other in pairs if other.isLineTo()}  # type: ignore[attr-defined]


def test_dashes_are_in_the_same_places_in_every_part() -> None:
    whole = lines(100, [20.0] * 40)
    assert len(whole) == 26, "two steps of three"
    for first in (101, 102, 103, 110):
        part = lines(first, [20.0] * 12)
        last = (first + 11) * STEP_PX
        assert part == {(a, b) for a, b in whole if first * STEP_PX <= a and b <= last}


def test_what_is_flat_has_no_line() -> None:
    assert lines(0, [0.0] * 30) == set()
    hill = lines(0, [0.0] * 9 + [8.0] * 6 + [0.0] * 15)
    assert min(a for a, _b in hill) >= 8 * STEP_PX
    assert max(b for _a, b in hill) <= 15 * STEP_PX
