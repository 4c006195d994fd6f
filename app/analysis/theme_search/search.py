"""The search: where a passage returns, how surely, in what key and at what tempo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.analysis.theme_search.candidates import (
    Candidate,
    chance_level,
    passage_of,
    peaks,
    transposition,
)
from app.analysis.theme_search.common import in_common, lined_up, of_length_one
from app.analysis.theme_search.likeness import TEMPI, Likeness, likeness
from app.analysis.theme_search.probability import ALONE, JOINED, Scale
from app.analysis.theme_search.records import Passage, Return
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import CLASSES, VIEW_FRAME_MS, Views
from app.core.jobs import JobContext

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

VERSION = 1  # goes up when the same music would give other returns, as with other pitches
LONGEST_MS = 30_000  # of a passage; of a longer one, the beginning is searched for
_MOST_EXAMPLES = (4, 8, 8)  # that are learnt from, round by round; what was confirmed goes first
_SHORTEST_HALF = 2_400 // VIEW_FRAME_MS  # shorter, it is like too much
_PROBABLE = 0.5  # from here on, a place is a whole return, whatever half of it resembles
_HALF_ASKS_MORE = 0.5  # standard deviations
_CLEAR = 0.25  # of the shorter one in common
_SAME = 0.5  # of the shorter passage in common


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
    refused: what the listener has said yes and no to; what was confirmed is learnt from.
    Raises JobCancelled.
    """
    query = home.rows[:, _frames(passage)]
    if query.shape[1] < 2 or not soundtrack.is_sound.any():
        return []
    search = _Search(soundtrack, query, (passage, *confirmed), refused, job)
    return search.returns(confirmed)


def _frames(passage: Passage) -> slice:
    end_ms = min(passage.end_ms, passage.start_ms + LONGEST_MS)
    return slice(round(passage.start_ms / VIEW_FRAME_MS), round(end_ms / VIEW_FRAME_MS))


def _is_clear(candidate: Candidate, probable: list[Candidate]) -> bool:
    """Of better ones that are probable: a melody often resembles itself some notes later."""
    return all(
        candidate.shared_with(other) <= _CLEAR
        for other in probable
        if other.score > candidate.score
    )


class _Search:
    def __init__(
        self,
        soundtrack: Soundtrack,
        query: Floats,
        known: Sequence[Passage],
        refused: Sequence[Passage],
        job: JobContext,
    ) -> None:
        self._soundtrack = soundtrack
        self._query = query
        self._known = known
        self._refused = refused
        self._job = job

    def returns(self, confirmed: Sequence[Passage]) -> list[Return]:
        """What is found by the passage is learnt from, then what is found by what was learnt."""
        melody, like = self._query, self._like(self._query)
        own = like
        found, scale = self._peaks([like]), ALONE
        told = [self._nearest(like, passage) for passage in confirmed]
        certain = [each for each in told if each is not None]
        learnt: set[int] = set()
        for most in _MOST_EXAMPLES:
            sure = self._sure(found, scale)[: max(0, most - len(certain))]
            examples = [*certain, *sure]
            frames = {each.frame for each in examples}
            if frames == learnt:
                break
            learnt = frames
            melody = in_common(self._soundtrack, self._query, examples)
            like = self._like(melody)
            found, scale = self._peaks([like.and_own(own)]), JOINED
        if melody is not self._query:
            found = self._with_halves(melody, found, like.and_own(own))
        level = chance_level(self._soundtrack, found)
        return [self._return(each, scale.probability(each.score, level), melody) for each in found]

    def _with_halves(
        self, melody: Floats, whole: list[Candidate], like: Likeness
    ) -> list[Candidate]:
        """Where the first half of what was learnt returns alone, too; whole: what returns whole.

        Half a passage by itself is too little to be told from chance.
        """
        half = melody.shape[1] // 2
        if half < _SHORTEST_HALF:
            return whole
        own_half, like_half = (self._like(each[:, :half]) for each in (self._query, melody))
        halves = like_half.and_own(own_half).less(_HALF_ASKS_MORE)
        level = chance_level(self._soundtrack, whole)
        probable = [each for each in whole if JOINED.probability(each.score, level) >= _PROBABLE]
        found = self._peaks([like, halves], probable)
        return [each for each in found if _is_clear(each, probable)]

    def _like(self, melody: Floats) -> Likeness:
        return likeness(self._soundtrack, melody, self._job)

    def _sure(self, found: list[Candidate], scale: Scale) -> list[Candidate]:
        level = chance_level(self._soundtrack, found)
        return [each for each in found if scale.is_sure(each.score, level)]

    def _peaks(
        self, likes: Sequence[Likeness], before: Sequence[Candidate] = ()
    ) -> list[Candidate]:
        """In places that aren't known yet."""
        return [each for each in peaks(likes, before) if self._is_new(each)]

    def _is_new(self, candidate: Candidate) -> bool:
        place = passage_of(self._soundtrack, candidate)
        return all(place.shared_with(known) <= _CLEAR for known in self._known) and all(
            place.shared_with(refused) <= _SAME for refused in self._refused
        )

    def _nearest(self, like: Likeness, passage: Passage) -> Candidate | None:
        """The best match where the listener said that it returns."""
        import numpy as np

        if passage.track not in self._soundtrack:
            return None
        around = passage.duration_ms // 4 // VIEW_FRAME_MS
        first = self._soundtrack.frame(passage.track, passage.start_ms // VIEW_FRAME_MS)
        part = slice(max(0, first - around), first + around + 1)
        if not np.isfinite(like.scores[part]).any():
            return None
        frame = part.start + int(np.argmax(like.scores[part]))
        return Candidate(frame, float(like.scores[frame]), int(like.tempi[frame]), like.asked)

    def _return(self, candidate: Candidate, probability: float, melody: Floats) -> Return:
        part = of_length_one(melody[:, : candidate.asked])
        semitones = transposition(self._soundtrack, part, candidate)
        passage, tempo = passage_of(self._soundtrack, candidate), TEMPI[candidate.tempo]
        if probability >= _PROBABLE:
            lined = lined_up(self._soundtrack, part, candidate)
            passage, tempo = lined.passage(self._soundtrack, candidate.asked), lined.tempo
        return Return(
            passage,
            probability,
            semitones if semitones <= CLASSES // 2 else semitones - CLASSES,
            tempo,
        )
