"""What a track looks like to the search: its melody as pitch classes over time, seen three ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.pitch.notes import NOTES
from app.analysis.pitch.pitches import STEP, Pitches
from app.analysis.pitch.spectrum import FRAME_MS, LOWEST_NOTE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

VIEW_FRAME_MS = 200
CLASSES = 12
VIEWS = 3
ROWS = VIEWS * CLASSES
_MELODY = 78  # the middle of the register in which melodies are looked for, as a MIDI note
_MELODY_WIDTH = 16
_STANDING_OUT = 0.5
_COMPRESSION = 0.7
_AVERAGE_MS = 3300
_LEVEL_MS = 10_000
_LEAST_LEVEL = 0.1  # of the track's mean, so that near-silence isn't raised to music


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """rows: float32, (ROWS, frames), a frame each VIEW_FRAME_MS; twelve pitch classes from C for
    each view, of about the same strength in each view and throughout the track.
    """

    rows: Floats

    @property
    def frames(self) -> int:
        return int(self.rows.shape[1])


def see(pitches: Pitches) -> Views:
    """Three views: what changes (minus a moving average), what sounds (minus the mean of a frame),
    and what begins (rises alone).
    """
    import numpy as np

    classes = _classes(melody(pitches))
    around = _AVERAGE_MS // VIEW_FRAME_MS // 2
    rises = np.maximum(0, np.diff(classes, axis=1, prepend=classes[:, :1]))
    seen = (
        classes - moving_mean(classes, around),
        classes - classes.mean(axis=0, keepdims=True),
        rises - moving_mean(rises, around),
    )
    return Views(np.concatenate([_levelled(view) for view in seen]))


def melody(pitches: Pitches) -> Floats:
    """(NOTES, frames), a frame each VIEW_FRAME_MS: notes in a melody's register, and those that
    stand out in their frame, count for more.
    """
    import numpy as np

    found = np.square(pitches.strengths.T.astype(np.float32) * np.float32(STEP))
    notes = LOWEST_NOTE + np.arange(NOTES)
    register = np.exp(-0.5 * np.square((notes - _MELODY) / _MELODY_WIDTH)).astype(np.float32)
    found *= register[:, None]
    loudest = found.max(axis=0, initial=0.0, keepdims=True) + np.float32(1e-6)
    found *= (found / loudest) ** np.float32(_STANDING_OUT)
    found **= np.float32(_COMPRESSION)
    each = VIEW_FRAME_MS // FRAME_MS
    whole = found.shape[1] // each * each
    mean: Floats = found[:, :whole].reshape(NOTES, -1, each).mean(axis=2)
    return mean


def _classes(notes: Floats) -> Floats:
    """Octaves folded into one."""
    import numpy as np

    folded = np.zeros((CLASSES, notes.shape[1]), np.float32)
    for note in range(NOTES):
        folded[(LOWEST_NOTE + note) % CLASSES] += notes[note]
    return folded


def _levelled(view: Floats) -> Floats:
    """As strong in quiet stretches as in loud ones, and 1 in the root mean square."""
    import numpy as np

    power = np.square(view).sum(axis=0, keepdims=True)
    if not power.any():
        return view
    around = moving_mean(power, _LEVEL_MS // VIEW_FRAME_MS // 2)
    level = view / np.sqrt(around + _LEAST_LEVEL * around.mean())
    levelled: Floats = (level / np.sqrt(np.square(level).mean())).astype(np.float32)
    return levelled


def moving_mean(values: Floats, around: int) -> Floats:
    """Along the last axis, over `around` frames on either side, fewer at the ends."""
    import numpy as np

    frames = values.shape[1]
    sums = np.zeros((values.shape[0], frames + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    at = np.arange(frames)
    first, end = np.maximum(0, at - around), np.minimum(frames, at + around + 1)
    mean: Floats = ((sums[:, end] - sums[:, first]) / (end - first)).astype(np.float32)
    return mean


def resampled(rows: Floats, frames: int) -> Floats:
    """The same stretch in another number of frames, each the mean of what it covers."""
    import numpy as np

    return means_between(sums_before(rows), np.linspace(0, rows.shape[1], frames + 1))


def sums_before(rows: Floats) -> Floats:
    """(rows, frames + 1): of all before each frame, and of all."""
    import numpy as np

    sums = np.zeros((rows.shape[0], rows.shape[1] + 1), np.float32)
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    return sums


def means_between(sums: Floats, edges: npt.NDArray[np.float64]) -> Floats:
    """edges: equally far from one another, in frames, which needn't be whole ones."""
    import numpy as np

    before = np.minimum(edges.astype(np.intp), sums.shape[1] - 2)
    part = (edges - before).astype(np.float32)
    at_edges = sums[:, before] * (1 - part) + sums[:, before + 1] * part
    means: Floats = np.diff(at_edges, axis=1) / np.float32(edges[1] - edges[0])
    return means
