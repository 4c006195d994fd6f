"""Thousands of coloured spans in a band a few pixels high: each pixel takes the most frequent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.style.theme import colour

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.core.timecode import Span


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

    by_colour: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for stretch in stretches:
        span = stretch.span
        by_colour[stretch.colour].append((span.start_ms, span.end_ms))
    columns = round(band.width())
    if not by_colour or columns < 1:
        return
    names = sorted(by_colour)
    many = np.stack([_covered(by_colour[name], columns / duration_ms, columns) for name in names])
    commonest = np.where(many.any(axis=0), many.argmax(axis=0), -1)
    edges = [0, *(np.flatnonzero(np.diff(commonest)) + 1).tolist(), columns]
    for first, end in pairwise(edges):
        if commonest[first] >= 0:
            run = QRectF(band.left() + first, band.top(), end - first, band.height())
            painter.fillRect(run, colour(names[commonest[first]]))


def _covered(spans: list[tuple[int, int]], px_per_ms: float, columns: int) -> npt.NDArray[np.int64]:
    """How many of the spans lie over each column; each over at least one."""
    import numpy as np

    edges = np.array(spans, np.float64) * px_per_ms
    first = np.minimum(edges[:, 0].astype(np.int64), columns - 1)
    end = np.clip(np.ceil(edges[:, 1]).astype(np.int64), first + 1, columns)
    steps = np.bincount(first, minlength=columns + 1) - np.bincount(end, minlength=columns + 1)
    return np.cumsum(steps[:columns])
