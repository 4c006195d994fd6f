"""What the waveform is coloured with: one ink, or the feelings that were felt at each stretch.

Where several were felt at once they share the height, from top to bottom in the order of the
vocabulary. A point colours the seconds after it that hearing it again would play.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

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

POINT_LASTS_MS = 3_000
_UNPLAYED_SHARE = 0.5  # how much of a feeling's colour is left before it was played


class FeltColours:
    """The stretches of each feeling, ready to be looked up by pixel columns."""

    def __init__(self) -> None:
        self._tags: tuple[TaggedEmotion, ...] = ()
        self._spans: list[tuple[str, Edges, Edges]] | None = None

    def set_tags(self, tags: tuple[TaggedEmotion, ...]) -> None:
        self._tags, self._spans = tags, None

    def runs(self, axis: TimeAxis, columns: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """(first column, end, colours) of each stretch in view where something was felt."""
        import numpy as np

        known = self._known()
        if not known:
            return
        masks = np.stack([_mask(starts, ends, axis, columns) for _, starts, ends in known])
        changes = np.flatnonzero((masks[:, 1:] != masks[:, :-1]).any(axis=0)) + 1
        edges = [0, *changes.tolist(), columns]
        for first, end in pairwise(edges):
            felt = tuple(known[n][0] for n in np.flatnonzero(masks[:, first]))
            if felt:
                yield first, end, felt

    def _known(self) -> list[tuple[str, Edges, Edges]]:
        """Felt stretches by colour; what the music merely expressed colours nothing."""
        if self._spans is None:
            self._spans = _by_colour(self._tags)
        return self._spans


def inked(axis: TimeAxis, size: tuple[int, int], felt: FeltColours | None, played: bool) -> QImage:
    """An opaque picture of (columns, rows) to cut the waveform out of."""
    columns, rows = size
    picture = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
    if felt is None:
        picture.fill(colour("wave_played" if played else "wave"))
        return picture
    picture.fill(colour("outline" if played else "wave"))
    painter = QPainter(picture)
    for first, end, colours in felt.runs(axis, columns):
        for n, name in enumerate(colours):
            top, bottom = n * rows // len(colours), (n + 1) * rows // len(colours)
            painter.fillRect(QRect(first, top, end - first, bottom - top), _ink(name, played))
    painter.end()
    return picture


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
    steps = np.zeros(columns + 1, np.int32)
    np.add.at(steps, np.clip(first[seen], 0, columns).astype(np.int64), 1)
    np.add.at(steps, np.clip(end[seen], 0, columns).astype(np.int64), -1)
    covered: Masks = np.cumsum(steps[:-1]) > 0
    return covered
