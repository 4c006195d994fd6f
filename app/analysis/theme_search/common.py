"""What a passage and its returns have in common: the melody, freed of what else sounds in each.

Where one is accompanied by chords and another by drums, their mean keeps what they share. For that,
they have to be lined up more finely than the search finds them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.theme_search.candidates import Candidate, heard, passage_at, transposition
from app.analysis.theme_search.likeness import TEMPI
from app.analysis.theme_search.views import CLASSES, ROWS, VIEWS, means_between, sums_before

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.theme_search.records import Passage
    from app.analysis.theme_search.soundtrack import Soundtrack

    Floats = npt.NDArray[np.float32]

_MOST_FRAMES_AWAY = 3  # from where it was found
_SLOWER_OR_FASTER = (0.94, 0.96, 0.98, 1.0, 1.02, 1.04, 1.06)
_ROUNDS = 2  # lined up with the passage first, then with what all have in common


@dataclass(frozen=True, slots=True, eq=False)
class Lined:
    """A place as the melody sounds there. start: in frames of the whole soundtrack; rows: in the
    melody's key, at its tempo, of length 1.
    """

    start: int
    tempo: float
    rows: Floats

    def passage(self, soundtrack: Soundtrack, frames: int) -> Passage:
        """frames: of the melody."""
        return passage_at(soundtrack, self.start, frames / self.tempo)


def in_common(soundtrack: Soundtrack, query: Floats, examples: Sequence[Candidate]) -> Floats:
    """(ROWS, frames), as the query is, of length 1. Each counts by its likeness to all of them."""
    common = own = of_length_one(query)
    for _round in range(_ROUNDS):
        total = _likeness(own, common) * own
        for each in examples:
            rows = lined_up(soundtrack, common, each).rows
            total += _likeness(rows, common) * rows
        common = of_length_one(total)
    return common


def lined_up(soundtrack: Soundtrack, melody: Floats, candidate: Candidate) -> Lined:
    """Where about the candidate's place, and at which tempo, the melody fits best.

    melody: of length 1.
    """
    import numpy as np

    frames = melody.shape[1]
    tempo = TEMPI[candidate.tempo]
    first = candidate.frame - min(_MOST_FRAMES_AWAY, soundtrack.place(candidate.frame).frame)
    last = candidate.frame + _MOST_FRAMES_AWAY
    longest = math.ceil(frames / (tempo * min(_SLOWER_OR_FASTER)))
    there = heard(soundtrack, first, longest + last - first)
    semitones = transposition(soundtrack, melody, candidate)
    turned = np.roll(there.reshape(VIEWS, CLASSES, -1), -semitones, axis=1)
    sums = sums_before(turned.reshape(ROWS, -1))
    steps = np.arange(frames + 1)
    tried = [
        (
            start,
            tempo * faster,
            of_length_one(means_between(sums, start - first + steps / (tempo * faster))),
        )
        for start in range(first, last + 1)
        for faster in _SLOWER_OR_FASTER
    ]
    start, tempo, rows = max(tried, key=lambda each: _likeness(each[2], melody))
    return Lined(start, tempo, rows)


def of_length_one(rows: Floats) -> Floats:
    import numpy as np

    one: Floats = rows / np.float32(max(1e-6, float(np.linalg.norm(rows))))
    return one


def _likeness(one: Floats, other: Floats) -> float:
    """The cosine of what both have, 0 if they are contrary; both of length 1."""
    import numpy as np

    return max(0.0, float(np.vdot(one, other)))
