"""Thousands of coloured spans in a band a few pixels high: each pixel takes the most frequent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.timeline.exchange import changed_stretch
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


class TickBand:
    """Counts, for each pixel, the stretches of each colour. A changed one is counted alone: reading
    ten thousand of them again took tens of milliseconds, shortly after each new mark.
    """

    def __init__(self) -> None:
        self._counted: Sequence[Stretch] = ()
        self._scale: tuple[int, int] = 0, 0  # columns, and ms they show
        self._rank: dict[str, int] = {}  # in the order in which colours came
        self._steps: Ints | None = None  # (colours, columns + 1): how many more begin than end

    def paint(
        self, painter: QPainter, band: QRectF, duration_ms: int, stretches: Sequence[Stretch]
    ) -> None:
        """`band` runs from the track's start to its end."""
        import numpy as np

        columns = round(band.width())
        if columns < 1:
            return
        self._count(columns, duration_ms, stretches)
        if self._steps is None or not len(self._rank):
            return
        names = sorted(self._rank)
        steps = self._steps[[self._rank[name] for name in names]]
        many = np.cumsum(steps[:, :columns], axis=1)
        commonest = np.where(many.any(axis=0), many.argmax(axis=0), -1)
        edges = [0, *(np.flatnonzero(np.diff(commonest)) + 1).tolist(), columns]
        inks = [colour(name) for name in names]
        for (first, end), place in zip(
            pairwise(edges), commonest[edges[:-1]].tolist(), strict=True
        ):
            if place >= 0:
                run = QRectF(band.left() + first, band.top(), end - first, band.height())
                painter.fillRect(run, inks[place])

    def _count(self, columns: int, duration_ms: int, stretches: Sequence[Stretch]) -> None:
        import numpy as np

        if self._steps is None or self._scale != (columns, duration_ms):
            self._counted, self._scale, self._rank = (), (columns, duration_ms), {}
            self._steps = np.zeros((0, columns + 1), np.int64)
        first, old_end, new_end = changed_stretch(self._counted, stretches)
        gone, come = self._counted[first:old_end], stretches[first:new_end]
        for one in come:
            self._rank.setdefault(one.colour, len(self._rank))
        missing = len(self._rank) - len(self._steps)
        self._steps = np.concatenate([self._steps, np.zeros((missing, columns + 1), np.int64)])
        self._steps += self._steps_of(come) - self._steps_of(gone)
        self._counted = stretches

    def _steps_of(self, stretches: Sequence[Stretch]) -> Ints:
        """Each lies over at least one column."""
        import numpy as np

        columns, duration_ms = self._scale
        spans = [one.span for one in stretches]
        ranks = np.array([self._rank[one.colour] for one in stretches], np.int64)
        starts = np.array([span.start_ms for span in spans], np.float64)
        ends = np.array([span.end_ms for span in spans], np.float64)
        px_per_ms = columns / duration_ms
        first = np.minimum((starts * px_per_ms).astype(np.int64), columns - 1)
        end = np.clip(np.ceil(ends * px_per_ms).astype(np.int64), first + 1, columns)
        row, size = ranks * (columns + 1), len(self._rank) * (columns + 1)
        steps = np.bincount(row + first, minlength=size) - np.bincount(row + end, minlength=size)
        return steps.reshape(-1, columns + 1)
