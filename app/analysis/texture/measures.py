"""What is measured of a sound, ten times a second, from its notes and its dynamics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis.pitch.pitches import LEVEL_STEP_DB, STEP
from app.analysis.pitch.spectrum import LOWEST_NOTE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.dynamics.measured import Measured
    from app.analysis.pitch.pitches import Pitches

    Floats = npt.NDArray[np.float64]

OCTAVE = 12
# In this order in `Measures.columns`. struck, touched: whether a note begins, clearly or at all.
COLUMNS = (
    "louder_than_usual", "loudness", "onsets", "brightness", "struck", "touched", "middle",
    "lowest", "highest", "voices", "notes", "change", "sounding", "unpitched", "strongest",
)  # fmt: skip
_STRUCK, _TOUCHED = 0.2, 0.1  # of a strong note
_STRONG_PERCENTILE = 80
_LEAST = 1e-6


class Measures(NamedTuple):
    """columns: (frames, COLUMNS). chroma: (frames, 12), how strongly each note of the octave
    sounds, C first. intervals: (frames, 6), how much of it is so many semitones apart.
    """

    columns: Floats
    chroma: Floats
    intervals: Floats

    def __len__(self) -> int:
        return len(self.columns)


def measures_of(pitches: Pitches, measured: Measured) -> Measures:
    """As long as the shorter of both."""
    import numpy as np

    frames = min(len(pitches.levels), len(measured))
    roots = pitches.strengths[:frames].astype(np.float64) * STEP
    strengths = roots**2
    chroma = _chroma(strengths)
    columns = np.column_stack(
        (
            *_dynamics(measured, frames),
            *_beginnings(strengths),
            *_register(strengths),
            *_thickness(roots, strengths, pitches.levels[:frames].astype(np.float64)),
        )
    )
    return Measures(columns, chroma, _intervals(chroma))


def _dynamics(measured: Measured, frames: int) -> tuple[Floats, ...]:
    """Mastered louder, a track feels no different: so its loudness also counts against its own."""
    import numpy as np

    lufs = measured.lufs[:frames].astype(np.float64)
    usual = np.median(lufs) if frames else 0.0
    onsets = np.sqrt(measured.onsets_per_s[:frames].astype(np.float64))
    return lufs - usual, lufs, onsets, measured.octaves[:frames].astype(np.float64)


def _beginnings(strengths: Floats) -> tuple[Floats, ...]:
    import numpy as np

    rises = np.zeros_like(strengths)
    rises[1:] = np.diff(strengths, axis=0) / _strong(strengths)
    struck: Floats = np.any(rises > _STRUCK, axis=1).astype(np.float64)
    touched: Floats = np.any(rises > _TOUCHED, axis=1).astype(np.float64)
    return struck, touched


def _register(strengths: Floats) -> tuple[Floats, ...]:
    """The middle of all that sounds, and the notes below which a tenth and nine tenths are."""
    import numpy as np

    total = strengths.sum(axis=1) + _LEAST
    below = np.cumsum(strengths, axis=1) / total[:, None]
    middle = strengths @ (LOWEST_NOTE + np.arange(strengths.shape[1])) / total
    edges = ((below < share).sum(axis=1) + float(LOWEST_NOTE) for share in (0.1, 0.9))
    return middle, *edges


def _thickness(roots: Floats, strengths: Floats, levels: Floats) -> tuple[Floats, ...]:
    """How many notes sound, by two counts; how much they change from frame to frame; how strongly
    they sound, how much louder the sound is than they are, and the strongest of them.
    """
    import numpy as np

    total = strengths.sum(axis=1) + _LEAST
    voices = total**2 / ((strengths**2).sum(axis=1) + _LEAST)
    notes = (strengths > _TOUCHED * _strong(strengths)).sum(axis=1).astype(np.float64)
    change = np.zeros(len(roots))
    change[1:] = np.abs(np.diff(roots, axis=0)).sum(axis=1) / (roots[1:].sum(axis=1) + 0.1)
    unpitched = -LEVEL_STEP_DB * levels - 10 * np.log10(total)
    strongest = np.log(strengths.max(axis=1, initial=0) + 1e-3)
    return voices, notes, np.minimum(change, 2), np.log(total), unpitched, strongest


def _strong(strengths: Floats) -> float:
    import numpy as np

    if not len(strengths):
        return 1.0
    return float(np.percentile(strengths.max(axis=1), _STRONG_PERCENTILE)) + _LEAST


def _chroma(strengths: Floats) -> Floats:
    """LOWEST_NOTE is a C, so the first of each twelve is one, too."""
    import numpy as np

    padded = np.pad(strengths, ((0, 0), (0, -strengths.shape[1] % OCTAVE)))
    chroma: Floats = padded.reshape(len(strengths), padded.shape[1] // OCTAVE, OCTAVE).sum(axis=1)
    return chroma


def _intervals(chroma: Floats) -> Floats:
    import numpy as np

    level = chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 0.1)
    apart = [(level * np.roll(level, by, axis=1)).sum(axis=1) for by in range(1, 7)]
    return np.stack(apart, axis=1)
