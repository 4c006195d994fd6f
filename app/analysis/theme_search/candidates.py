"""From a likeness to places in tracks: the peaks, their keys, and how far they stand out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.theme_search.likeness import TEMPI, Likeness
from app.analysis.theme_search.probability import USUAL_CHANCE
from app.analysis.theme_search.records import Passage
from app.analysis.theme_search.views import CLASSES, VIEW_FRAME_MS, VIEWS, resampled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.theme_search.soundtrack import Soundtrack

    Floats = npt.NDArray[np.float32]

MOST = 100
_SAME = 0.5  # of the shorter one in common
_LESSER_FROM = 12  # peaks after so many count as chance
_FEWEST_LESSER = 8
_USUALLY_ASKED = 8_000 // VIEW_FRAME_MS
_LOWER_IF_LONGER = 0.45  # for a passage e times as long
_USUALLY_AS_HIGH = 0.8  # peaks a minute that reach the median of the lesser ones in 70 minutes
_FEWER_AS_HIGH = 2.2  # a standard deviation more, and there are e to the power of this times fewer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a query may return in. frame: of the whole soundtrack; score: in standard
    deviations; tempo: a place in TEMPI; asked: how many frames the query has.
    """

    frame: int
    score: float
    tempo: int
    asked: int

    @property
    def frames(self) -> int:
        return round(self.asked / TEMPI[self.tempo])

    def shared_with(self, other: Candidate) -> float:
        """How much of the shorter one is in both, 0..1."""
        end = min(self.frame + self.frames, other.frame + other.frames)
        common = end - max(self.frame, other.frame)
        return max(0, common) / max(1, min(self.frames, other.frames))


def peaks(likes: Sequence[Likeness], before: Sequence[Candidate] = ()) -> list[Candidate]:
    """The best places of several queries, none with more than half of the shorter one in common.

    before: those that are among them whatever is better.
    """
    import numpy as np

    all_scores = np.stack([like.scores for like in likes])
    scores, which = all_scores.max(axis=0), all_scores.argmax(axis=0)
    found = list(before)
    for candidate in before:
        _take_out(candidate, scores)
    while len(found) < MOST and len(scores):
        frame = int(np.argmax(scores))
        if not np.isfinite(scores[frame]):
            break
        like = likes[int(which[frame])]
        candidate = Candidate(frame, float(scores[frame]), int(like.tempi[frame]), like.asked)
        _take_out(candidate, scores)
        if all(candidate.shared_with(better) <= _SAME for better in found):
            found.append(candidate)
    return sorted(found, key=lambda each: -each.score)


def _take_out(candidate: Candidate, scores: Floats) -> None:
    import numpy as np

    apart = candidate.frames // 2
    scores[max(0, candidate.frame - apart) : candidate.frame + apart + 1] = -np.inf


def chance_level(soundtrack: Soundtrack, found: list[Candidate]) -> float:
    """The median score of the lesser peaks: what a place reaches that has nothing in common. If
    there are too few to tell, what is usual for passages of this length.

    Little music has few places, so that its lesser peaks are lower ones; it is what they would be
    among as many as are usual.
    """
    import numpy as np

    lesser = found[_LESSER_FROM:]
    if len(lesser) < _FEWEST_LESSER:
        asked = max((each.asked for each in found), default=_USUALLY_ASKED)
        return USUAL_CHANCE - _LOWER_IF_LONGER * math.log(asked / _USUALLY_ASKED)
    minutes = soundtrack.is_sound.sum() * VIEW_FRAME_MS / 60_000
    as_high = (_LESSER_FROM + len(found)) / 2 / minutes
    median = float(np.median([candidate.score for candidate in lesser]))
    return median + max(0.0, math.log(as_high / _USUALLY_AS_HIGH)) / _FEWER_AS_HIGH


def passage_of(soundtrack: Soundtrack, candidate: Candidate) -> Passage:
    return passage_at(soundtrack, candidate.frame, candidate.asked / TEMPI[candidate.tempo])


def passage_at(soundtrack: Soundtrack, frame: int, frames: float) -> Passage:
    """From a frame of the whole on; frames: how long."""
    place = soundtrack.place(frame)
    start_ms = place.frame * VIEW_FRAME_MS
    return Passage(place.track, start_ms, start_ms + round(frames * VIEW_FRAME_MS))


def transposition(soundtrack: Soundtrack, query: Floats, candidate: Candidate) -> int:
    """Semitones that the candidate is above the query, 0..11."""
    import numpy as np

    frames = round(query.shape[1] / TEMPI[candidate.tempo])
    there = heard(soundtrack, candidate.frame, frames).reshape(VIEWS, CLASSES, frames)
    asked = resampled(query, frames).reshape(VIEWS, CLASSES, frames)
    pairs = np.einsum("vat,vbt->ab", asked, there)
    sums = [sum(pairs[a, (a + s) % CLASSES] for a in range(CLASSES)) for s in range(CLASSES)]
    return int(np.argmax(sums))


def heard(soundtrack: Soundtrack, frame: int, frames: int) -> Floats:
    """(ROWS, frames) from a frame of the whole on, silence where its track ends before."""
    import numpy as np

    place = soundtrack.place(frame)
    there = soundtrack.stretch(place.track, place.frame, place.frame + frames)
    return np.pad(there, ((0, 0), (0, frames - there.shape[1])))
