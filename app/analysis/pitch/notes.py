"""Which notes a spectrum is made of: a sparse, non-negative fit of harmonic templates.

Sources: M. Mauch and S. Dixon, “Approximate note transcription for the improved identification of
difficult chords” (ISMIR 2010), for whitening and templates; D. Lee and H. S. Seung (NIPS 2000) for
the fit, by Kullback-Leibler divergence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.analysis.pitch.spectrum import BINS, BINS_PER_SEMITONE, SEMITONES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

NOTES = SEMITONES - 12  # the highest octave holds overtones only
_OVERTONES = 14
_FALL = 0.8  # of each overtone's strength against the one before
_BLUR = 0.6  # bins
_ROUNDS = 12
_SPARSITY = 0.3
_AROUND = 24  # bins on either side that a bin is whitened against
_LEAST_SPREAD = 0.03  # of the loudest bin, so that near-silence isn't raised to music
_WHITENING = 0.7
_AT_ONCE = 512
_TUNING_STEPS = 12  # per semitone


def tuning_of(compressed: Floats) -> float:
    """How many semitones a sound is above A = 440 Hz, -0.5..0.5.

    compressed: (frames, BINS), square roots of magnitudes.
    """
    import numpy as np

    mean = np.maximum(0, compressed - _around(compressed)).mean(axis=0, dtype=np.float64)
    turn = np.exp(2j * np.pi * np.arange(BINS) / BINS_PER_SEMITONE)
    return float(np.angle(np.sum(mean * turn)) / (2 * np.pi))


def fit_notes(compressed: Floats, tuning: float, loudest: float) -> Floats:
    """How strongly each note sounds in each frame: (frames, NOTES), 0 or more.

    compressed: (frames, BINS), square roots of magnitudes; loudest: the largest in the track.
    """
    import numpy as np

    shift = round(tuning * _TUNING_STEPS) / _TUNING_STEPS
    found = np.empty((len(compressed), NOTES), np.float32)
    for first in range(0, len(compressed), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        found[part] = _fitted(_whitened(compressed[part] / max(loudest, 1e-6)), _templates(shift))
    return found


def _whitened(compressed: Floats) -> Floats:
    """What stands out of its surroundings in the spectrum, in units of their spread."""
    import numpy as np

    above = compressed - _around(compressed)
    spread = np.sqrt(np.maximum(_around(np.square(above)), 0)) + np.float32(_LEAST_SPREAD)
    whitened: Floats = np.maximum(0, above) / np.power(spread, np.float32(_WHITENING))
    return whitened


def _around(values: Floats) -> Floats:
    """The mean of the bins around each bin, fewer at the edges."""
    import numpy as np

    sums = np.zeros((len(values), BINS + 1), np.float32)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    at = np.arange(BINS)
    first, end = np.maximum(0, at - _AROUND), np.minimum(BINS, at + _AROUND + 1)
    share = np.float32(1) / (end - first)
    mean: Floats = (sums[:, end] - sums[:, first]) * share.astype(np.float32)
    return mean


def _fitted(whitened: Floats, templates: Floats) -> Floats:
    import numpy as np

    tiny = np.float32(1e-6)
    wanted = whitened + tiny
    found: Floats = (whitened @ templates) * np.float32(0.1) + tiny
    step = templates / (templates.sum(axis=0) + np.float32(_SPARSITY))
    upwards = np.ascontiguousarray(templates.T)
    for _round in range(_ROUNDS):
        heard = found @ upwards
        heard += tiny
        np.divide(wanted, heard, out=heard)
        found *= heard @ step
        np.maximum(found, tiny, out=found)  # denormal numbers take 30 times as long
    return found


@lru_cache(maxsize=16)
def _templates(shift: float) -> Floats:
    """(BINS, NOTES), each column of length 1. shift: semitones that everything is higher."""
    import numpy as np

    bins = np.arange(BINS)[:, None]
    overtones = np.arange(1, _OVERTONES + 1)
    above = 12 * np.log2(overtones) + shift
    templates = np.zeros((BINS, NOTES))
    for strength, semitones in zip(_FALL ** (overtones - 1), above, strict=True):
        centres = BINS_PER_SEMITONE * (np.arange(NOTES) + semitones)
        inside = centres <= BINS
        templates += inside * strength * np.exp(-0.5 * np.square((bins - centres) / _BLUR))
    templates[templates < 1e-6] = 0.0  # denormal, too
    scaled: Floats = (templates / np.linalg.norm(templates, axis=0)).astype(np.float32)
    return scaled
