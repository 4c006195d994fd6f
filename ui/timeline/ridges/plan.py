"""Which emotion has which row: in the order of the vocabulary, so that a place is an emotion."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.emotions.records import Emotion, TaggedEmotion
from ui.timeline.layout.mark_index import MarkIndex, distinct
from ui.timeline.ridges.density import Felt

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Masks = npt.NDArray[np.bool_]

_USUAL_INTENSITY = 3.0  # of which one mark has the weight 1


def packed(item: TaggedEmotion, *, is_felt: bool) -> int:
    """What the index keeps of a mark's look; odd if it waits to be saved."""
    tag = item.tag
    return ((tag.emotion_id * 8 + tag.intensity) * 2 + is_felt) * 2 + tag.is_waiting


def _emotion_ids(looks: Ints) -> Ints:
    return looks >> 5


def intensities(looks: Ints) -> Ints:
    """Of marks, from what the index keeps of their looks."""
    return looks >> 2 & 7


def are_full(looks: Ints) -> Masks:
    """Whether marks were felt and are saved: the others are drawn as mere outlines."""
    found: Masks = (looks & 3) == 2
    return found


class RidgePlan(NamedTuple):
    """rows: the emotions of each row; only the last may have several, the rarest. row_of_mark: by
    place in the index. is_felt: the same; the others are only expressed.
    """

    rows: tuple[tuple[Emotion, ...], ...]
    row_of_mark: Ints
    is_felt: Masks
    felt: Felt

    @classmethod
    def of(cls, index: MarkIndex[TaggedEmotion], most: int) -> RidgePlan:
        """most: how many rows there may be."""
        import numpy as np

        looks = index.looks
        ids = _emotion_ids(looks)
        places = [int((ids == one).argmax()) for one in distinct(ids)]
        words = sorted((index.values[place].emotion for place in places), key=_place)
        rows = _shared(words, ids, most)
        row_of_mark = np.zeros(len(ids), np.int64)
        for row, shared in enumerate(rows[1:], start=1):
            for word in shared:
                row_of_mark[ids == word.id] = row
        is_felt = (looks >> 1 & 1).astype(np.bool_)
        weights = intensities(looks) / _USUAL_INTENSITY
        return cls(rows, row_of_mark, is_felt, Felt(index.starts, index.ends, row_of_mark, weights))

    @property
    def many(self) -> int:
        return len(self.rows)

    def both(self, places: Ints) -> Felt:
        """Of some marks all: those only expressed in rows from `many` on."""
        felt = self.felt
        if len(places) == len(felt.rows):  # all there are
            return felt._replace(rows=felt.rows + self.many * ~self.is_felt)
        rows = felt.rows[places] + self.many * ~self.is_felt[places]
        return Felt(felt.starts[places], felt.ends[places], rows, felt.weights[places])

    def part(self, places: Ints, *, is_felt: bool) -> Felt:
        """Of some marks those that were felt, or only expressed."""
        wanted = places[self.is_felt[places] == is_felt]
        return Felt(*(column[wanted] for column in self.felt))


def _place(word: Emotion) -> tuple[int, int]:
    return word.position, word.id


def _shared(words: list[Emotion], ids: Ints, most: int) -> tuple[tuple[Emotion, ...], ...]:
    """A row each; if there are too many, the rarest share the last one."""
    if len(words) <= most:
        return tuple((word,) for word in words)
    often = sorted(words, key=lambda word: -int((ids == word.id).sum()))[: most - 1]
    kept = {word.id for word in often}
    alone = tuple((word,) for word in words if word.id in kept)
    return (*alone, tuple(word for word in words if word.id not in kept))
