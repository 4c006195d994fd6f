"""What two versions of a piece have in common: which of the twelve notes sound, and which begin.

Octaves, instruments and loudness are left out. Source: S. Ewert, M. Müller and P. Grosche, “High
resolution audio synchronization using chroma onset features” (ICASSP 2009).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pitch.pitches import STEP

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.pitch.pitches import Pitches

    Floats = npt.NDArray[np.float32]

NOTES = 12
_LEAST = 0.12  # of the loudest frames' strength: below that a frame counts as silent
_FADES = (1.0, 0.7, 0.4)  # how a beginning is remembered in the frames after it


def chroma(pitches: Pitches) -> Floats:
    """(frames, 12): how strongly each note of the octave sounds; each frame of length 1, or shorter
    where it is nearly silent.
    """
    return _levelled(_folded(pitches))


def beginnings(pitches: Pitches) -> Floats:
    """(frames, 12): the same for notes that begin, fading over the next frames."""
    import numpy as np

    heard = _folded(pitches)
    rises = np.zeros_like(heard)
    rises[1:] = np.maximum(0, heard[1:] - heard[:-1])
    spread = np.zeros_like(heard)
    for later, share in enumerate(_FADES):
        size = len(heard) - later
        spread[later:] = np.maximum(spread[later:], rises[:size] * np.float32(share))
    return _levelled(spread)


def coarse(frames: Floats, factor: int) -> Floats:
    """The mean of every `factor` frames, levelled anew; the last ones may be fewer."""
    import numpy as np

    missing = -len(frames) % factor
    padded = np.concatenate((frames, np.zeros((missing, NOTES), np.float32)))
    return _levelled(padded.reshape(-1, factor, NOTES).mean(axis=1))


def _folded(pitches: Pitches) -> Floats:
    import numpy as np

    # Stored are square roots, which already level out how loud a note is.
    heard = pitches.strengths.astype(np.float32) * np.float32(STEP)
    missing = -heard.shape[1] % NOTES
    padded = np.concatenate((heard, np.zeros((len(heard), missing), np.float32)), axis=1)
    folded: Floats = padded.reshape(len(heard), padded.shape[1] // NOTES, NOTES).sum(axis=1)
    return folded


def _levelled(frames: Floats) -> Floats:
    import numpy as np

    if not len(frames):
        return frames
    lengths = np.linalg.norm(frames, axis=1)
    usual = float(np.percentile(lengths, 90))
    floor = max(1e-6, _LEAST * usual)
    # A nearly silent frame stays short, so that what is in it says little.
    levelled: Floats = frames / np.maximum(lengths, floor)[:, None].astype(np.float32)
    levelled *= np.minimum(1, lengths / floor)[:, None].astype(np.float32)
    return levelled
