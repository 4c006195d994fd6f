"""What the waveform is coloured with: one ink, or the feelings that were felt at each stretch.

Where several were felt at once they share the height, from top to bottom in the order of the
vocabulary. A point colours the seconds after it that hearing it again would play.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from app.emotions.records import Mode
from app.timeline.records import TaggedEmotion
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme
from ui.timeline.mark_paint import seen_on
from ui.timeline.time_axis import TimeAxis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Edges = npt.NDArray[np.float64]
    Masks = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.uint8]

POINT_LASTS_MS = 3_000
_UNPLAYED_SHARE = 0.5  # how much of a feeling's colour is left before it was played
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_MOST_WORDS = 255


class FeltColours:
    """The stretches of each feeling, ready to be looked up by pixel columns."""

    def __init__(self) -> None:
        self._tags: tuple[TaggedEmotion, ...] = ()
        self._spans: list[tuple[str, Edges, Edges]] | None = None

    def set_tags(self, tags: tuple[TaggedEmotion, ...]) -> None:
        self._tags, self._spans = tags, None

    @property
    def colours(self) -> list[str]:
        """Of all words that were felt, in the order of the vocabulary."""
        return [name for name, _starts, _ends in self._known()]

    def masks(self, axis: TimeAxis, columns: int) -> Masks:
        """Where each of `colours` was felt: (colours, columns)."""
        import numpy as np

        known = self._known()
        masks = np.zeros((len(known), columns), np.bool_)
        for place, (_name, starts, ends) in enumerate(known):
            masks[place] = _mask(starts, ends, axis, columns)
        return masks

    def _known(self) -> list[tuple[str, Edges, Edges]]:
        """Felt stretches by colour; what the music merely expressed colours nothing."""
        if self._spans is None:
            self._spans = _by_colour(self._tags)[:_MOST_WORDS]
        return self._spans


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


def _by_colour(tags: Sequence[TaggedEmotion]) -> list[tuple[str, Edges, Edges]]:
    import numpy as np

    felt: dict[tuple[int, int, str], list[tuple[int, int]]] = {}
    for item in tags:
        if item.tag.mode is Mode.FELT:
            span, word = item.span, item.emotion
            end = span.start_ms + POINT_LASTS_MS if span.is_point else span.end_ms
            key = (word.position, int(word.id), word.colour)
            felt.setdefault(key, []).append((span.start_ms, end))
    found = []
    for (_position, _id, name), spans in sorted(felt.items()):
        edges = np.array(spans, np.float64)
        found.append((name, edges[:, 0], edges[:, 1]))
    return found


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
