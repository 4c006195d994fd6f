"""Thousands of coloured spans in a band a few pixels high: each pixel takes the most frequent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.style.theme import colour

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.core.timecode import Span

    Ints = npt.NDArray[np.int64]


class Stretch(Protocol):
    """colour: `#RRGGBB` or a token of the theme."""

    @property
    def span(self) -> Span: ...

    @property
    def colour(self) -> str: ...


def paint_band(
    painter: QPainter, band: QRectF, duration_ms: int, stretches: Iterable[Stretch]
) -> None:
    """`band` runs from the track's start to its end."""
    import numpy as np

    columns, many_of = round(band.width()), list(stretches)
    if not many_of or columns < 1:
        return
    colours = [stretch.colour for stretch in many_of]
    names = sorted(set(colours))
    rank = {name: place for place, name in enumerate(names)}
    ranks = np.array([rank[name] for name in colours], np.int64)
    many = _covered(many_of, ranks, len(names), columns / duration_ms, columns)
    commonest = np.where(many.any(axis=0), many.argmax(axis=0), -1)
    edges = [0, *(np.flatnonzero(np.diff(commonest)) + 1).tolist(), columns]
    for first, end in pairwise(edges):
        if commonest[first] >= 0:
            run = QRectF(band.left() + first, band.top(), end - first, band.height())
            painter.fillRect(run, colour(names[commonest[first]]))


def _covered(
    stretches: Sequence[Stretch], ranks: Ints, names: int, px_per_ms: float, columns: int
) -> Ints:
    """How many stretches of each name lie over each column; each over at least one.

    ranks: which name each has. Returns (names, columns).
    """
    import numpy as np

    spans = [one.span for one in stretches]
    starts = np.array([span.start_ms for span in spans], np.float64)
    ends = np.array([span.end_ms for span in spans], np.float64)
    first = np.minimum((starts * px_per_ms).astype(np.int64), columns - 1)
    end = np.clip(np.ceil(ends * px_per_ms).astype(np.int64), first + 1, columns)
    row, size = ranks * (columns + 1), names * (columns + 1)
    steps = np.bincount(row + first, minlength=size) - np.bincount(row + end, minlength=size)
    found: Ints = np.cumsum(steps.reshape(names, columns + 1)[:, :columns], axis=1)
    return found
