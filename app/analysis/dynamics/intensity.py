"""How intense the music is over time: loud above all, but also busy and bright.

Nothing here is relative to the track, so that tracks compare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.dynamics.measured import HOP_MS, SILENT_LUFS, Measured
from app.analysis.loudness import WINDOW_MS, IntensityCurve, mean_around

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

QUIETEST_LUFS, LOUDEST_LUFS = -50.0, -8.0  # 0 and 1; loud masters are mostly near the upper one
_BUSIEST_PER_S = 8.0
_DARKEST_OCTAVES, _BRIGHTEST_OCTAVES = 2.3, 6.3  # 250 Hz and 4 kHz above 50 Hz
# Loudness alone reaches 0.7. The others multiply it, so that faint hiss, however bright, is faint.
_LOUD, _BUSY, _BRIGHT = 0.7, 0.15, 0.15


def intensity(measured: Measured) -> IntensityCurve:
    """0..1 for each hop; over three seconds around it, as EBU Tech 3341's short-term loudness."""
    import numpy as np

    hops = WINDOW_MS // HOP_MS
    loud = _share(short_term_lufs(measured), QUIETEST_LUFS, LOUDEST_LUFS)
    busy = np.minimum(measured.onsets_per_s / _BUSIEST_PER_S, 1)
    bright = _share(_colour(measured, hops), _DARKEST_OCTAVES, _BRIGHTEST_OCTAVES)
    values = loud * (_LOUD + _BUSY * busy + _BRIGHT * bright)
    return IntensityCurve(HOP_MS, values.astype(np.float32))


def short_term_lufs(measured: Measured) -> Floats:
    """Loudness over the three seconds around each hop."""
    return smooth_lufs(measured, WINDOW_MS)


def smooth_lufs(measured: Measured, window_ms: int) -> Floats:
    """Loudness over a window around each hop; SILENT_LUFS where there is nothing to hear."""
    import numpy as np

    lufs = measured.lufs.astype(np.float64)
    power = np.where(lufs > SILENT_LUFS, 10 ** (lufs / 10), 0)
    smooth = mean_around(power, max(1, window_ms // HOP_MS))
    levels: Floats = 10 * np.log10(np.maximum(smooth, 10 ** (SILENT_LUFS / 10)))
    return levels


def _colour(measured: Measured, hops: int) -> Floats:
    """Brightness in octaves above 50 Hz; what is silent has no say."""
    import numpy as np

    is_heard = (measured.brightness > 0).astype(np.float64)
    heard = mean_around(is_heard, hops)
    means: Floats = mean_around(measured.octaves * is_heard, hops) / np.maximum(heard, 1 / hops / 2)
    return means


def _share(values: Floats, low: float, high: float) -> Floats:
    import numpy as np

    shares: Floats = np.clip((values - low) / (high - low), 0, 1)
    return shares
