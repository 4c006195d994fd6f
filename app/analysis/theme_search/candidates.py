"""From a likeness to places in tracks: the peaks, their keys, and how far they stand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.theme_search.likeness import TEMPI, Likeness
from app.analysis.theme_search.records import Passage
from app.analysis.theme_search.views import CLASSES, VIEW_FRAME_MS, VIEWS, resampled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.theme_search.soundtrack import Soundtrack

    Floats = npt.NDArray[np.float32]

MOST = 100
_LESSER_FROM = 12  # peaks after so many count as chance


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a query may return in. frame: of the whole soundtrack; score: in standard
    deviations; tempo: a place in TEMPI.
    """

    frame: int
    score: float
    tempo: int

    def frames(self, query_frames: int) -> int:
        return round(query_frames / float(TEMPI[self.tempo]))


def peaks(like: Likeness, query_frames: int, most: int = MOST) -> list[Candidate]:
    """The best places, none within half a passage of a better one."""
    import numpy as np

    scores = like.scores.copy()
    found: list[Candidate] = []
    while len(found) < most and len(scores):
        frame = int(np.argmax(scores))
        if not np.isfinite(scores[frame]):
            break
        candidate = Candidate(frame, float(scores[frame]), int(like.tempi[frame]))
        apart = candidate.frames(query_frames) // 2
        scores[max(0, frame - apart) : frame + apart + 1] = -np.inf
        found.append(candidate)
    return found


def chance_level(found: list[Candidate]) -> float:
    """The median score of the lesser peaks: what a place reaches that has nothing in common. 0 if
    there are too few to tell.
    """
    import numpy as np

    lesser = found[_LESSER_FROM:]
    return float(np.median([candidate.score for candidate in lesser])) if lesser else 0.0


def passage_of(soundtrack: Soundtrack, candidate: Candidate, query_ms: int) -> Passage:
    place = soundtrack.place(candidate.frame)
    start_ms = place.frame * VIEW_FRAME_MS
    return Passage(place.track, start_ms, start_ms + round(query_ms / TEMPI[candidate.tempo]))


def transposition(soundtrack: Soundtrack, query: Floats, candidate: Candidate) -> int:
    """Semitones that the candidate is above the query, 0..11."""
    import numpy as np

    frames = candidate.frames(query.shape[1])
    there = heard(soundtrack, candidate, frames).reshape(VIEWS, CLASSES, frames)
    asked = resampled(query, frames).reshape(VIEWS, CLASSES, frames)
    pairs = np.einsum("vat,vbt->ab", asked, there)
    sums = [sum(pairs[a, (a + s) % CLASSES] for a in range(CLASSES)) for s in range(CLASSES)]
    return int(np.argmax(sums))


def heard(soundtrack: Soundtrack, candidate: Candidate, frames: int) -> Floats:
    """(ROWS, frames) from a candidate on, silence where its track ends before."""
    import numpy as np

    place = soundtrack.place(candidate.frame)
    there = soundtrack.stretch(place.track, place.frame, place.frame + frames)
    return np.pad(there, ((0, 0), (0, frames - there.shape[1])))
