"""Lays two versions of a piece along each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.pitch.spectrum import FRAME_MS
from app.analysis.versions.anchors import anchors_along
from app.analysis.versions.tonal import NOTES, beginnings, chroma, coarse
from app.analysis.versions.warping import Path, best_path

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.pitch.pitches import Pitches
    from app.core.jobs import JobContext

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

_STEPS = 2 * NOTES  # of the work, as it is told
_COARSE = 5  # frames: half a second
_MOST_CELLS = 30_000_000  # of the coarse picture; longer tracks are looked at still more coarsely
_ALIKE, _ALIKE_FINELY = 0.72, 0.45  # the cosine above which two frames count as alike
_SKIP, _SKIP_FINELY = 0.35, 0.25
_AROUND_MS = 6_000  # of the coarse path, where the fine one is looked for
_BEGINNINGS = 0.5  # their share in the fine picture
_ENOUGH = 0.5  # of the shorter one, to be sure
_BY_CHANCE, _CLEAR = 1.3, 3.0  # how many times as good as backwards: no better; beyond doubt


@dataclass(frozen=True, slots=True)
class FoundAlignment:
    """anchors: pairs of ms in the first and in the second; none if they have nothing in common.
    certainty: 0 for chance, 1 beyond doubt. transposition: how many semitones the second is higher,
    -5..6.
    """

    anchors: tuple[tuple[float, float], ...]
    certainty: float
    transposition: int


def align(first: Pitches, second: Pitches, job: JobContext) -> FoundAlignment:
    """Some seconds for tracks of several minutes. Raises JobCancelled."""
    import numpy as np

    ours, theirs = chroma(first), chroma(second)
    if not len(ours) or not len(theirs):
        return FoundAlignment((), 0.0, 0)
    factor = _COARSE
    while (len(ours) // factor) * (len(theirs) // factor) > _MOST_CELLS:
        factor *= 2
    here, there = coarse(ours, factor), coarse(theirs, factor)
    shift, path = _best_shift(here, there, job)
    certainty = _certainty(path, _coarse_path(here, there[::-1], shift), len(here), len(there))
    turned = np.roll(theirs, -shift, axis=1)
    fine = _fine_path(
        (ours, beginnings(first)),
        (turned, np.roll(beginnings(second), -shift, axis=1)),
        _band(path, factor, len(ours), len(theirs)),
        job,
    )
    return FoundAlignment(tuple(anchors_along(fine, FRAME_MS)), certainty, (shift + 5) % NOTES - 5)


def _certainty(path: Path, by_chance: Path, ours: int, theirs: int) -> float:
    """by_chance: the best path with the second one backwards, which has the same notes and the same
    movement, but isn't the same music. Little in common says little.
    """
    if not len(path):
        return 0.0
    times_as_good = path.score / max(by_chance.score, 1.0)
    is_clear = (times_as_good - _BY_CHANCE) / (_CLEAR - _BY_CHANCE)
    along = path.ours if ours <= theirs else path.theirs
    share = (along[-1] - along[0] + 1) / min(ours, theirs)
    return float(min(1.0, max(0.0, is_clear)) * min(1.0, share / _ENOUGH))


def _best_shift(here: Floats, there: Floats, job: JobContext) -> tuple[int, Path]:
    """Of all twelve."""
    best = 0, _coarse_path(here, there, 0)
    for shift in range(1, NOTES):
        job.report(shift, _STEPS)
        path = _coarse_path(here, there, shift)
        if path.score > best[1].score:
            best = shift, path
    return best


def _coarse_path(here: Floats, there: Floats, shift: int) -> Path:
    import numpy as np

    turned = np.ascontiguousarray(np.roll(there, -shift, axis=1).T)

    def likeness(place: int, first: int, end: int) -> Floats:
        found: Floats = here[place] @ turned[:, first:end] - np.float32(_ALIKE)
        return found

    return best_path(len(here), len(there), likeness, _SKIP)


def _fine_path(
    ours: tuple[Floats, Floats], theirs: tuple[Floats, Floats], band: Ints, job: JobContext
) -> Path:
    import numpy as np

    share = np.float32(_BEGINNINGS)
    here = np.concatenate((ours[0] * (1 - share) ** 0.5, ours[1] * share**0.5), axis=1)
    there = np.concatenate((theirs[0] * (1 - share) ** 0.5, theirs[1] * share**0.5), axis=1)
    turned = np.ascontiguousarray(there.T)

    def likeness(place: int, first: int, end: int) -> Floats:
        found: Floats = here[place] @ turned[:, first:end] - np.float32(_ALIKE_FINELY)
        return found

    def pause(row: int) -> None:
        if row % 64 == 0:
            job.report(NOTES + (_STEPS - NOTES) * row // len(here), _STEPS)

    return best_path(len(here), len(there), likeness, _SKIP_FINELY, band, pause)


def _band(path: Path, factor: int, ours: int, theirs: int) -> Ints:
    """For each fine frame of ours, which of theirs are near the coarse path."""
    import numpy as np

    around = _AROUND_MS // FRAME_MS
    if not len(path):
        return np.tile(np.array([[0, 1]]), (ours, 1))
    frames = np.arange(ours)
    places = (path.ours + 0.5) * factor
    low = np.interp(frames - around / 2, places, (path.theirs + 0.5) * factor)
    high = np.interp(frames + around / 2, places, (path.theirs + 0.5) * factor)
    first = np.clip(np.floor(low) - around, 0, theirs - 1).astype(np.int64)
    end = np.clip(np.ceil(high) + around, first + 1, theirs).astype(np.int64)
    return np.stack((first, end), axis=1)
