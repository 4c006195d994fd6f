"""What the waveform is coloured with: one ink, or the feelings that were felt at each stretch.

Where several were felt at once they share the height, from top to bottom in the order of the
vocabulary. A point colours the seconds after it that hearing it again would play.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from app.emotions.records import Mode, TaggedEmotion
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.paint.mark_paint import seen_on

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Edges = npt.NDArray[np.float64]
    Masks = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.uint8]
    _Stretches = tuple[Edges, Edges]  # where they begin and end, in milliseconds

POINT_LASTS_MS = 3_000
_UNPLAYED_SHARE = 0.5  # how much of a feeling's colour is left before it was played
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_MOST_WORDS = 255
_FEW = 200  # beyond so many changes, looking at every mark is as quick
_Word = tuple[int, int, str]  # place in the vocabulary, id, colour


class FeltColours:
    """The stretches of each feeling, ready to be looked up by pixel columns.

    A new mark is put beside the thousands that are known; they are looked at only when first drawn.
    """

    def __init__(self) -> None:
        self.tags: tuple[TaggedEmotion, ...] = ()
        self._felt: dict[_Word, _Stretches] | None = None

    def set_tags(self, tags: tuple[TaggedEmotion, ...]) -> None:
        if self._felt is not None:
            gone, come = _differing(self.tags, tags)
            if len(gone) + len(come) > _FEW:
                self._felt = None
            else:
                _follow(self._felt, gone, come)
        self.tags = tags

    @property
    def colours(self) -> list[str]:
        """Of all words that were felt, in the order of the vocabulary."""
        return [word[2] for word in self._words()]

    def masks(self, axis: TimeAxis, columns: int) -> Masks:
        """Where each of `colours` was felt: (colours, columns)."""
        import numpy as np

        words, felt = self._words(), self._known()
        masks = np.zeros((len(words), columns), np.bool_)
        for place, word in enumerate(words):
            masks[place] = _mask(*felt[word], axis, columns)
        return masks

    def _words(self) -> list[_Word]:
        return sorted(self._known())[:_MOST_WORDS]

    def _known(self) -> dict[_Word, _Stretches]:
        if self._felt is None:
            self._felt = _by_word(self.tags)
        return self._felt


def inked(axis: TimeAxis, size: tuple[int, int], felt: FeltColours, played: bool) -> QImage:
    """An opaque picture of (columns, rows) to cut the waveform out of."""
    columns, rows = size
    inks = [_ink(name, played) for name in felt.colours]
    inks.append(QColor(colour("outline" if played else "wave")))
    places = shared_height(felt.masks(axis, columns), rows)
    picture = QImage(places.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    picture.setColorTable([ink.rgba() for ink in inks])
    return picture.convertToFormat(_FORMAT)


def shared_height(masks: Masks, rows: int) -> Places:
    """Which of several colours each pixel has: (rows, columns); `len(masks)` where none is.

    All rows between two places where a band begins in any column are alike: asking once for each
    such run takes a quarter of asking for each pixel.
    """
    import numpy as np

    words, columns = masks.shape
    counts = masks.sum(axis=0, dtype=np.intp)
    order = np.full((words + 1, columns), words, np.uint8)
    order[:words] = np.argsort(~masks, axis=0, kind="stable")
    order[0, counts == 0] = words
    most = int(counts.max(initial=1))
    begins = {-(-rows * band // many) for many in range(1, most + 1) for band in range(many)}
    places, every = np.empty((rows, columns), np.uint8), np.arange(columns)
    for first, end in pairwise((*sorted(begins), rows)):
        places[first:end] = order[first * counts // rows, every]
    return places


def _ink(name: str, played: bool) -> QColor:
    raised = current_theme().raised
    full = seen_on(name, raised)
    return QColor(full if played else blend(full, raised, _UNPLAYED_SHARE))


def _by_word(tags: Sequence[TaggedEmotion]) -> dict[_Word, _Stretches]:
    import numpy as np

    felt: dict[_Word, list[tuple[int, int]]] = {}
    for word, start_ms, end_ms in _stretches(tags):
        felt.setdefault(word, []).append((start_ms, end_ms))
    edges = {word: np.array(spans, np.float64) for word, spans in felt.items()}
    return {word: (found[:, 0], found[:, 1]) for word, found in edges.items()}


def _stretches(tags: Sequence[TaggedEmotion]) -> Iterator[tuple[_Word, int, int]]:
    """What was felt from when to when; what the music merely expressed colours nothing."""
    for item in tags:
        if item.tag.mode is Mode.FELT:
            span, word = item.span, item.emotion
            end_ms = span.start_ms + POINT_LASTS_MS if span.is_point else span.end_ms
            yield (word.position, int(word.id), word.colour), span.start_ms, end_ms


def _differing(
    before: tuple[TaggedEmotion, ...], after: tuple[TaggedEmotion, ...]
) -> tuple[list[TaggedEmotion], list[TaggedEmotion]]:
    """What is gone and what came. Marks that stay are the very same values."""
    least = min(len(before), len(after))
    first = next((n for n in range(least) if before[n] is not after[n]), least)
    same = (n for n in range(1, least - first + 1) if before[-n] is not after[-n])
    behind = next(same, least - first + 1) - 1
    gone, come = before[first : len(before) - behind], after[first : len(after) - behind]
    were, are = {id(item) for item in gone}, {id(item) for item in come}
    return [item for item in gone if id(item) not in are], [
        item for item in come if id(item) not in were
    ]


def _follow(
    felt: dict[_Word, _Stretches], gone: Sequence[TaggedEmotion], come: Sequence[TaggedEmotion]
) -> None:
    import numpy as np

    for word, start_ms, end_ms in _stretches(gone):
        starts, ends = felt[word]
        place = int(np.flatnonzero((starts == start_ms) & (ends == end_ms))[0])
        felt[word] = (np.delete(starts, place), np.delete(ends, place))
        if not len(felt[word][0]):
            del felt[word]
    for word, start_ms, end_ms in _stretches(come):
        starts, ends = felt.get(word, (np.zeros(0), np.zeros(0)))
        felt[word] = (np.append(starts, start_ms), np.append(ends, end_ms))


def _mask(starts: Edges, ends: Edges, axis: TimeAxis, columns: int) -> Masks:
    """Which columns the stretches cover; each covers at least one."""
    import numpy as np

    scale = columns / axis.width_px
    first = np.floor((starts / axis.ms_per_px - axis.left_px) * scale)
    end = np.maximum(first + 1, np.ceil((ends / axis.ms_per_px - axis.left_px) * scale))
    seen = (end > 0) & (first < columns)
    begun = np.bincount(np.clip(first[seen], 0, columns).astype(np.intp), minlength=columns + 1)
    ended = np.bincount(np.clip(end[seen], 0, columns).astype(np.intp), minlength=columns + 1)
    covered: Masks = np.cumsum(begun - ended)[:columns] > 0
    return covered
