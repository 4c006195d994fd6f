"""How much later one recording of a piece begins than another, heard from the sound of both.

Two encodings of one recording rarely start at the same instant: an encoder adds silence, an album
fades in where another cuts. Where notes begin is compared, not how loud they are, so that another
mastering doesn't matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.peaks import Peaks

    Floats = npt.NDArray[np.float64]

WIDEST_MS = 10_000
HOP_MS = 2
_COMPARED_MS = 300_000  # of each recording: more makes it no surer, and takes longer
_SHORTEST_MS = 3_000  # of sound in common: of 2 s, chance decides too often
_FLOOR = 10 ** (-66 / 10)  # power of what counts as silence, 1 is full scale
_WINDOW_MS = 24  # on either side of a rise, as for onsets
_PEAK_MS = 60  # around the best place, other places are part of the same peak
_LEAST_ALIKE = 0.6
_LEAST_MOVEMENT = 0.5  # dB: rises spread less in a steady tone or noise, where chance decides
# A steady beat fits nearly as well at every beat: the next best place has to leave this much more
# unexplained. Measured with re-encoded melodies: 2 times for bare clicks, 30 for notes on a beat.
_TIMES_WORSE = 2.0
_LEAST_AHEAD = 0.005  # closer than this, codecs decide


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a sound that is compared. end_ms: None for its end."""

    peaks: Peaks
    start_ms: int = 0
    end_ms: int | None = None


class OtherSound(Exception):
    """Two recordings were compared, and at no place are they alike."""


def lead_ms(kept: Stretch, other: Stretch) -> int | None:
    """What to add to a time in `other` to get the time of the same music in `kept`.

    Both in milliseconds from the start of their stretch; at most ±WIDEST_MS. None where that can't
    be told: silence, too little sound or too steady a one, or a rhythm that fits in several places.
    Raises OtherSound where they clearly don't match.
    """
    import numpy as np

    ours, theirs = _rises(kept), _rises(other)
    widest = WIDEST_MS // HOP_MS
    likeness = _likeness(ours, theirs, widest)
    best = int(np.argmax(likeness))
    apart = _PEAK_MS // HOP_MS
    elsewhere = np.concatenate((likeness[: max(0, best - apart)], likeness[best + apart + 1 :]))
    if not _is_clear(float(likeness[best]), float(elsewhere.max(initial=0.0))):
        if _is_other(ours, theirs, likeness):
            raise OtherSound
        return None
    return round((best - widest + _peak_between(likeness, best)) * HOP_MS)


def _is_clear(best: float, next_best: float) -> bool:
    is_ahead = best - next_best >= _LEAST_AHEAD
    return best >= _LEAST_ALIKE and is_ahead and 1 - next_best >= _TIMES_WORSE * (1 - best)


def _rises(stretch: Stretch) -> Floats:
    """By how many dB the sound gets louder at each hop; falls count as nothing."""
    import numpy as np

    window = _WINDOW_MS // HOP_MS
    levels = 10 * np.log10(_power(stretch, window) + _FLOOR)
    rises: Floats = np.maximum(0.0, levels[window:] - levels[:-window])
    return rises


def _is_other(ours: Floats, theirs: Floats, likeness: Floats) -> bool:
    """Whether they differ wherever half of the shorter one can be compared: of less, some place is
    alike by chance.
    """
    widest = len(likeness) // 2
    half = min(widest, min(len(ours), len(theirs)) // 2)
    moves = min(_movement(ours), _movement(theirs)) >= _LEAST_MOVEMENT
    return moves and float(likeness[widest - half : widest + half + 1].max()) < _LEAST_ALIKE


def _movement(rises: Floats) -> float:
    """How much the rises spread, in dB; 0 where there is too little sound to compare."""
    return float(rises.std()) if len(rises) * HOP_MS >= _SHORTEST_MS else 0.0


def _power(stretch: Stretch, window: int) -> Floats:
    """Mean power of the sound over `window` hops from each hop on, silence before and after.

    Interpolated in the sum of the bins, because bins are as wide as the sample rate makes them.
    """
    import numpy as np

    level = stretch.peaks.levels[0]
    bin_ms = level.frames_per_bin * 1000 / stretch.peaks.rate_hz
    sums = np.concatenate(([0.0], np.cumsum(np.square(level.rms / 65535.0)))) * bin_ms
    duration_ms = stretch.peaks.duration_ms
    end_ms = duration_ms if stretch.end_ms is None else min(stretch.end_ms, duration_ms)
    end_ms = min(end_ms, stretch.start_ms + _COMPARED_MS)
    hops = max(0, end_ms - stretch.start_ms) // HOP_MS
    at = stretch.start_ms + HOP_MS * np.arange(-window, hops + window + 1)
    inside = np.clip(at, stretch.start_ms, end_ms)
    summed = np.interp(inside / bin_ms, np.arange(len(sums)), sums)
    power: Floats = (summed[window:] - summed[:-window]) / (window * HOP_MS)
    return power


def _likeness(ours: Floats, theirs: Floats, widest: int) -> Floats:
    """For each lag from -widest to widest: the correlation of what both have then, 0..1.

    Lags that leave too little in common are 0.
    """
    import numpy as np

    # Past this, the ends of short recordings would meet at the widest lags.
    size = 1 << (len(ours) + len(theirs) + widest).bit_length()

    def spectrum(values: Floats) -> npt.NDArray[np.complex128]:
        return np.fft.rfft(values, size)

    def products(a: Floats, b: Floats) -> Floats:
        """For each lag, the sum of a[n + lag] * b[n]."""
        full = np.fft.irfft(spectrum(a) * np.conj(spectrum(b)), size)
        found: Floats = np.concatenate((full[size - widest :], full[: widest + 1]))
        return found

    here, there = np.ones(len(ours)), np.ones(len(theirs))
    common = np.maximum(products(here, there).round(), 1.0)
    sum_a, sum_b = products(ours, there), products(here, theirs)
    spread_a = products(np.square(ours), there) - np.square(sum_a) / common
    spread_b = products(here, np.square(theirs)) - np.square(sum_b) / common
    together = products(ours, theirs) - sum_a * sum_b / common
    spread = np.sqrt(np.maximum(spread_a, 0) * np.maximum(spread_b, 0))
    is_told = (common * HOP_MS >= _SHORTEST_MS) & (spread > 1e-3 * common)
    return np.where(is_told, together / np.where(is_told, spread, 1.0), 0.0)


def _peak_between(likeness: Floats, best: int) -> float:
    """How far from `best` the peak of a parabola through it and its neighbours is, -0.5..0.5."""
    if not 0 < best < len(likeness) - 1:
        return 0.0
    before, here, after = likeness[best - 1 : best + 2]
    bend = before - 2 * here + after
    return float(0.5 * (before - after) / bend) if bend < 0 else 0.0
