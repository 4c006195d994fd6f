"""Where the icons of ridges are: at their peaks, beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ui.timeline.ridges.density import BIN_PX
from ui.timeline.ridges.heights import Peak

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

DISC_PX = 17.0
APART_PX = 100  # of two peaks of one ridge that both have an icon: about four in a view
_MOST_SLIDE_PX = 28
_SLIDES = (0, *(way * n for n in range(1, _MOST_SLIDE_PX // BIN_PX + 1) for way in (-1, 1)))  # bins


class Disc(NamedTuple):
    """at: a bin. y: of its middle, on the crest."""

    row: int
    at: int
    y: float


def discs_at(peaks: Iterable[Peak], heights: Floats, baselines: Sequence[float]) -> list[Disc]:
    """One for each peak, the tallest first; one that would touch another slides along its own
    crest, or is left out. heights: as they are drawn.
    """
    placed: list[Disc] = []
    lines: dict[int, list[float]] = {}
    taken: dict[int, list[tuple[int, float]]] = {}  # x and y, by the disc-wide column of x
    for row, peak_at, _height in peaks:
        line = lines.get(row)
        if line is None:
            line = lines[row] = heights[row].tolist()
        baseline, many = baselines[row], len(line)
        for slide in _SLIDES:
            at = peak_at + slide
            if not 0 <= at < many:
                continue
            x, y = at * BIN_PX, baseline - line[at]
            if _is_free(x, y, taken):
                placed.append(Disc(row, at, y))
                taken.setdefault(int(x // DISC_PX), []).append((x, y))
                break
    return placed


def _is_free(x: int, y: float, taken: dict[int, list[tuple[int, float]]]) -> bool:
    """Whether a disc there would touch none."""
    column = int(x // DISC_PX)
    for near in (column - 1, column, column + 1):
        for other_x, other_y in taken.get(near, ()):
            across, down = x - other_x, y - other_y
            if across * across + down * down < DISC_PX * DISC_PX:
                return False
    return True
