"""How many notes begin in a second, from the levels of a few bands.

Source: Bello et al. 2005, A Tutorial on Onset Detection in Music Signals, IEEE Transactions on
Speech and Audio Processing 13(5): rises of log energy, above a threshold that follows the median
around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

EDGES_HZ = (60, 150, 300, 450, 650, 900, 1250, 1700, 2400, 3400, 4800, 7000, 11025)
_LEAST_DB = 3.0  # mean rise over the bands; steady noise reaches 2
_ABOVE_MEDIAN = 1.6
_MEDIAN_STEPS = 15  # half a second
_WINDOW_MS = 3000
_RANGE_DB = 55.0  # what is this far below the band's loudest isn't heard to begin


def onsets(bands_db: Floats) -> npt.NDArray[np.intp]:
    """Steps at which a note begins. bands_db: (steps, bands)."""
    import numpy as np

    if not len(bands_db):
        return np.zeros(0, np.intp)
    rises = _rises(bands_db)
    around = _median_around(rises)
    # A rise is an onset where it is the highest of five steps: two in 100 ms are heard as one
    views = np.lib.stride_tricks.sliding_window_view(np.pad(rises, 2), 5)
    is_onset = (rises >= views.max(axis=1)) & (rises > _LEAST_DB) & (rises > _ABOVE_MEDIAN * around)
    return np.flatnonzero(is_onset)


def density(at_steps: npt.NDArray[np.intp], steps: int, steps_per_hop: int, hop_ms: int) -> Floats:
    """Onsets in a second, for each hop over the three seconds around it."""
    import numpy as np

    from app.analysis.loudness import mean_around

    counts = np.bincount(at_steps // steps_per_hop, minlength=steps // steps_per_hop)
    by_hop = counts.astype(np.float64) * (1000 / hop_ms)
    per_s = mean_around(by_hop, _WINDOW_MS // hop_ms)
    return per_s.astype(np.float32)


def _rises(bands_db: Floats) -> Floats:
    """Mean rise of the bands against two steps before, falls not counted."""
    import numpy as np

    heard = np.maximum(bands_db, bands_db.max() - _RANGE_DB)
    before = np.concatenate((heard[:1], heard[:1], heard[:-2]))[: len(heard)]
    rises: Floats = np.maximum(heard - before, 0).mean(axis=1)
    return rises


def _median_around(values: Floats) -> Floats:
    import numpy as np

    half = _MEDIAN_STEPS // 2
    views = np.lib.stride_tricks.sliding_window_view(np.pad(values, half), _MEDIAN_STEPS)
    medians: Floats = np.median(views, axis=1)
    return medians
