"""Where the music goes on as it is, and where it becomes another: the sections of a file.

Of all ways to cut it, the one with the least squared error, when each further section must save
something (dynamic programming). What is felt at a place belongs to its section: a window of fixed
length would see what comes before and after it, and too little of what it is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.texture.measures import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.texture.measures import Measures

    Floats = npt.NDArray[np.float64]

FRAMES_PER_STEP = 10  # a second
LEAST_STEPS, MOST_STEPS = 5, 40
_SAVES = 2.5  # times the logarithm of the length; 1.5 to 3.5 found as much
# How much of each makes another section, as a step; with each note of the octave, level.
_STEPS = {
    "loudness": 4.0, "brightness": 0.5, "middle": 5.0, "lowest": 6.0, "highest": 6.0,
    "notes": 2.5, "unpitched": 6.0, "change": 0.3,
}  # fmt: skip
_SILENT = -70.0  # LUFS


def sections_of(measures: Measures) -> list[tuple[int, int]]:
    """First and end of each, in frames, one after the other from 0; the last one ends with the
    file.
    """
    import numpy as np

    steps = len(measures) // FRAMES_PER_STEP
    if steps <= LEAST_STEPS:
        return [(0, len(measures))] if len(measures) else []
    cuts = _cuts(_seen(measures, steps))
    frames = [cut * FRAMES_PER_STEP for cut in cuts[:-1]]
    edges = np.array([*frames, len(measures)])
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


def _seen(measures: Measures, steps: int) -> Floats:
    """(steps, figures)."""
    import numpy as np

    def by_step(values: Floats) -> Floats:
        whole = values[: steps * FRAMES_PER_STEP]
        means: Floats = whole.reshape(steps, FRAMES_PER_STEP, -1).mean(axis=1)
        return means

    places = [COLUMNS.index(name) for name in _STEPS]
    columns = np.maximum(by_step(measures.columns[:, places]), _SILENT)
    chroma = np.sqrt(by_step(measures.chroma))
    chroma /= np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-6
    return np.concatenate((columns / list(_STEPS.values()), chroma), axis=1)


def _cuts(seen: Floats) -> list[int]:
    """From 0 to the number of steps."""
    import numpy as np

    steps = len(seen)
    sums = np.concatenate((np.zeros((1, seen.shape[1])), np.cumsum(seen, axis=0)))
    squares = np.concatenate(([0.0], np.cumsum((seen**2).sum(axis=1))))
    price = _SAVES * np.log(steps)
    best, came_from = np.full(steps + 1, np.inf), np.zeros(steps + 1, np.int64)
    best[0] = 0
    for end in range(LEAST_STEPS, steps + 1):
        firsts = np.arange(max(0, end - MOST_STEPS), end - LEAST_STEPS + 1)
        around = ((sums[end] - sums[firsts]) ** 2).sum(axis=1) / (end - firsts)
        costs = best[firsts] + squares[end] - squares[firsts] - around + price
        came_from[end] = firsts[costs.argmin()]
        best[end] = costs.min()
    cuts = [steps]
    while cuts[-1] > 0:
        cuts.append(int(came_from[cuts[-1]]))
    return cuts[::-1]
