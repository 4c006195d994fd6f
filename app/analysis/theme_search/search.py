"""The search: where a passage returns, how surely, in what key and at what tempo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from app.analysis.theme_search.candidates import (
    Candidate,
    chance_level,
    heard,
    passage_of,
    peaks,
    transposition,
)
from app.analysis.theme_search.likeness import TEMPI, Likeness, likeness
from app.analysis.theme_search.probability import ALONE, JOINED
from app.analysis.theme_search.records import Passage, Return
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import CLASSES, VIEW_FRAME_MS, Views
from app.core.jobs import JobContext

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

T = TypeVar("T")

VERSION = 1  # goes up when the same music would give other returns, as with other pitches
LONGEST_MS = 30_000  # of a passage; of a longer one, the beginning is searched for
_MOST_TOLD = 16  # of what was confirmed: each costs as much as the passage itself
_MOST_OWN = 4  # of its own sure finds that become part of the query at first
_MOST_EXAMPLES = 8  # with what is sure after that
_LEARNT_FROM = 0.8  # probability
_SAME = 0.5  # of the shorter passage in common
_APART = 2_000 // VIEW_FRAME_MS  # closer, two finds are the same


def find_returns(
    soundtrack: Soundtrack,
    home: Views,
    passage: Passage,
    job: JobContext,
    confirmed: Sequence[Passage] = (),
    refused: Sequence[Passage] = (),
) -> list[Return]:
    """The most probable first; the passage itself, what was confirmed and what was refused are left
    out.

    home: the views of the passage's track, which needn't be part of the soundtrack. confirmed,
    refused: what the listener has said yes and no to; what was confirmed is searched for, too.
    Raises JobCancelled.
    """
    query = home.rows[:, _frames(passage)]
    if query.shape[1] < 2 or not soundtrack.is_sound.any():
        return []
    known = (passage, *confirmed, *refused)
    search = _Search(soundtrack, query, min(passage.duration_ms, LONGEST_MS), known, job)
    return search.returns(confirmed)


def _frames(passage: Passage) -> slice:
    end_ms = min(passage.end_ms, passage.start_ms + LONGEST_MS)
    return slice(round(passage.start_ms / VIEW_FRAME_MS), round(end_ms / VIEW_FRAME_MS))


def few(examples: Sequence[T]) -> list[T]:
    """Evenly from all that was confirmed, as many as are searched for."""
    step = max(1, len(examples) / _MOST_TOLD)
    return [examples[int(n * step)] for n in range(min(len(examples), _MOST_TOLD))]


class _Search:
    def __init__(
        self,
        soundtrack: Soundtrack,
        query: Floats,
        query_ms: int,
        known: Sequence[Passage],
        job: JobContext,
    ) -> None:
        self._soundtrack = soundtrack
        self._query = query
        self._query_ms = query_ms
        self._known = known
        self._job = job

    def returns(self, confirmed: Sequence[Passage]) -> list[Return]:
        like = likeness(self._soundtrack, self._query, self._job)
        found = self._new(self._peaks(like))
        level = chance_level(found)
        nearest = (self._nearest(like, passage) for passage in confirmed)
        told = few([each for each in nearest if each is not None])
        sure = [each for each in found if ALONE.is_sure(each.score, level)]
        examples = told + sure[:_MOST_OWN]
        if not examples:
            return [self._return(each, ALONE.probability(each.score, level)) for each in found]
        joined = [like.scores, *map(self._scores, examples)]
        found = self._together(like, joined)
        more = self._learnt(found, examples)
        if more:
            found = self._together(like, [*joined, *map(self._scores, more)])
        level = chance_level(found)
        return [self._return(each, JOINED.probability(each.score, level)) for each in found]

    def _learnt(self, found: list[Candidate], examples: list[Candidate]) -> list[Candidate]:
        """What the examples have made sure."""
        level = chance_level(found)
        sure = [
            each
            for each in found
            if JOINED.probability(each.score, level) >= _LEARNT_FROM
            and all(abs(each.frame - other.frame) > _APART for other in examples)
        ]
        return sure[: max(0, _MOST_EXAMPLES - len(examples))]

    def _peaks(self, like: Likeness) -> list[Candidate]:
        return peaks(like, self._query.shape[1])

    def _scores(self, example: Candidate) -> Floats:
        asked = heard(self._soundtrack, example, example.frames(self._query.shape[1]))
        return likeness(self._soundtrack, asked, self._job).scores

    def _together(self, like: Likeness, scores: Sequence[Floats]) -> list[Candidate]:
        """What the passage and its examples find: half the mean of all, half the best of them."""
        import numpy as np

        both = (np.mean(scores, axis=0) + np.max(scores, axis=0)) / 2
        return self._new(self._peaks(Likeness(both, like.tempi)))

    def _new(self, found: list[Candidate]) -> list[Candidate]:
        places = [(each, self._passage(each)) for each in found]
        return [
            each
            for each, place in places
            if all(place.shared_with(known) <= _SAME for known in self._known)
        ]

    def _nearest(self, like: Likeness, passage: Passage) -> Candidate | None:
        """The best match where the listener said that it returns."""
        import numpy as np

        if passage.track not in self._soundtrack:
            return None
        around = min(passage.duration_ms, LONGEST_MS) // 4 // VIEW_FRAME_MS
        at = passage.start_ms // VIEW_FRAME_MS
        if at >= self._soundtrack.length_of(passage.track):  # the file has become shorter
            return None
        part = self._soundtrack.frames_of(passage.track, at - around, at + around + 1)
        if not np.isfinite(like.scores[part]).any():
            return None
        frame = part.start + int(np.argmax(like.scores[part]))
        return Candidate(frame, float(like.scores[frame]), int(like.tempi[frame]))

    def _passage(self, candidate: Candidate) -> Passage:
        return passage_of(self._soundtrack, candidate, self._query_ms)

    def _return(self, candidate: Candidate, probability: float) -> Return:
        semitones = transposition(self._soundtrack, self._query, candidate)
        return Return(
            self._passage(candidate),
            probability,
            semitones if semitones <= CLASSES // 2 else semitones - CLASSES,
            TEMPI[candidate.tempo],
        )
