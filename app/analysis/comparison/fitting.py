"""Where, how fast and in which key one passage is heard in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.comparison.records import Fit, HeardPassage
from app.analysis.comparison.sampled import sampled
from app.analysis.pitch.spectrum import FRAME_MS, LOWEST_NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_TEMPI = (0.6, 0.65, 0.71, 0.77, 0.84, 0.92, 1.0, 1.09, 1.19, 1.29, 1.41, 1.53, 1.65)
_MOST_TIMES = 3.0  # as long, or as short: what is told by how long both were marked
_NEAR_TEMPI = tuple(1 + percent / 100 for percent in range(-6, 7))
_WIDEST_MS = 1200  # of what was marked or found, to either side
_STEP_MS = 50
_PER_SECOND = 0.03  # what a beginning elsewhere has to gain
_PER_TEMPO = 0.5  # and another tempo, for each 100 %
_LONGEST_MS = 60_000  # of the passage: more makes it no surer
_MELODY, _MELODY_WIDTH = 74, 16


def fitted(
    home: HeardPassage, here: HeardPassage, semitones: int | None, tempo_ratio: float | None
) -> Fit:
    """semitones, tempo_ratio: what is known of the other passage; None is found in the sound. A
    known tempo is made more exact, and so is the beginning, by up to _WIDEST_MS.
    """
    import numpy as np

    lasts_ms = min(home.span.duration_ms, _LONGEST_MS)
    times = np.arange(0, max(FRAME_MS, lasts_ms), FRAME_MS, dtype=np.float64)
    stated = _chroma(sampled(home, home.span.start_ms + times))
    keys = range(12) if semitones is None else (semitones,)
    best = Fit(here.span.start_ms, semitones or 0, tempo_ratio or _by_length(home, here))
    if tempo_ratio is None:
        best = _best(stated, here, best, sorted({*_TEMPI, best.tempo_ratio}), keys)
        keys = (best.semitones,)
    return _best(stated, here, best, [best.tempo_ratio * near for near in _NEAR_TEMPI], keys)


def _by_length(home: HeardPassage, here: HeardPassage) -> float:
    ratio = max(1, home.span.duration_ms) / max(1, here.span.duration_ms)
    return ratio if 1 / _MOST_TIMES <= ratio <= _MOST_TIMES else 1.0


def _best(
    stated: Floats, here: HeardPassage, about: Fit, tempi: Iterable[float], keys: Iterable[int]
) -> Fit:
    """The one that is most alike, of those that are not far from what is known."""
    import numpy as np

    steps = np.arange(-_WIDEST_MS, _WIDEST_MS + 1, _STEP_MS)
    times = np.arange(len(stated)) * float(FRAME_MS)
    turned = {key: np.roll(stated, key, axis=1) for key in keys}
    most, best = 0.0, about
    for tempo in tempi:
        first_ms = here.span.start_ms - _WIDEST_MS
        fine = first_ms + np.arange(0, times[-1] / tempo + 2 * _WIDEST_MS + 1, _STEP_MS)
        sounding = _chroma(sampled(here, fine))
        at = np.rint(times / tempo / _STEP_MS).astype(np.int64)
        for step, by_ms in enumerate(steps.tolist()):
            part = sounding[np.minimum(at + step, len(sounding) - 1)]
            size = float(np.sqrt(np.square(stated).sum() * np.square(part).sum()))
            if not size:
                continue
            costs = _PER_SECOND * abs(by_ms) / 1000
            costs += _PER_TEMPO * abs(tempo / about.tempo_ratio - 1) ** 2
            for key, looked_for in turned.items():
                alike = float((looked_for * part).sum()) / size - costs
                if alike > most:
                    most, best = alike, Fit(here.span.start_ms + by_ms, _nearest(key), tempo)
    return best


def _nearest(key: int) -> int:
    """Semitones up or down, whichever is less, for one of the twelve keys; others stay."""
    return key - 12 if 6 < key < 12 else key


def _chroma(strengths: Floats) -> Floats:
    """(times, 12): what sounds in a melody's register, octaves aside, minus what always does."""
    import numpy as np

    notes = LOWEST_NOTE + np.arange(strengths.shape[1])
    register = np.exp(-0.5 * np.square((notes - _MELODY) / _MELODY_WIDTH)).astype(np.float32)
    weighted = strengths * register
    folded = np.zeros((len(strengths), 12), np.float32)
    for pitch in range(12):
        folded[:, pitch] = weighted[:, notes % 12 == pitch].max(axis=1)
    folded -= folded.mean(axis=1, keepdims=True)
    result: Floats = folded - folded.mean(axis=0, keepdims=True)
    return result
