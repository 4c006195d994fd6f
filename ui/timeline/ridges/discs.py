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
_SLIDE_STEP = 1  # bins


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
    taken: dict[int, list[Disc]] = {}  # by the disc-wide column of their middle
    for peak in peaks:
        line = lines.get(peak.row)
        if line is None:
            line = lines[peak.row] = heights[peak.row].tolist()
        disc = _first_free(peak, line, baselines[peak.row], taken)
        if disc is not None:
            placed.append(disc)
            taken.setdefault(_column(disc), []).append(disc)
    return placed


def _first_free(
    peak: Peak, line: Sequence[float], baseline: float, taken: dict[int, list[Disc]]
) -> Disc | None:
    for slide in range(0, _MOST_SLIDE_PX // BIN_PX + 1, _SLIDE_STEP):
        for at in (peak.at - slide, peak.at + slide) if slide else (peak.at,):
            if not 0 <= at < len(line):
                continue
            disc = Disc(peak.row, at, baseline - line[at])
            column = _column(disc)
            if not any(
                _touch(disc, other)
                for near in (column - 1, column, column + 1)
                if near in taken
                for other in taken[near]
            ):
                return disc
    return None


def _column(disc: Disc) -> int:
    return int(disc.at * BIN_PX // DISC_PX)


def _touch(one: Disc, other: Disc) -> bool:
    across, down = (one.at - other.at) * BIN_PX, one.y - other.y
    return across * across + down * down < DISC_PX * DISC_PX
