"""Outlines of ridges as Qt draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDataStream, QPointF
from PySide6.QtGui import QPolygonF

from ui.timeline.ridges.density import BIN_PX

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

STEP_PX = BIN_PX  # between the points of a crest
_LEAST_PX = 0.35  # lower is flat


@dataclass(frozen=True, slots=True)
class Crest:
    """points: (points, 2), x and y, STEP_PX apart, in the byte order that Qt reads. hills: from
    where to where it isn't flat.
    """

    points: Floats
    baseline: float
    hills: Sequence[tuple[int, int]]

    def line(self, first: int, end: int) -> QPolygonF:
        """A part of the crest."""
        return _read(self.points[first:end].tobytes(), end - first)

    def closed(self, line: QPolygonF) -> QPolygonF:
        """Such a part, down to the baseline."""
        shape = QPolygonF(line)
        shape.append(QPointF(line.last().x(), self.baseline))
        shape.append(QPointF(line.first().x(), self.baseline))
        return shape


def crests(left: float, baselines: Sequence[float], heights: Floats) -> list[Crest]:
    """Of all rows. heights: (rows, points), in pixels, from x = left on."""
    import numpy as np

    rows, many = heights.shape
    points = np.empty((rows, many, 2), ">f8")
    points[:, :, 0] = left + np.arange(many) * STEP_PX
    points[:, :, 1] = np.array(baselines)[:, None] - heights
    is_hill = np.zeros((rows, many + 2), np.int8)
    is_hill[:, 1:-1] = heights > _LEAST_PX
    row_of, edges = np.nonzero(np.diff(is_hill, axis=1))
    hills: list[list[tuple[int, int]]] = [[] for _row in range(rows)]
    pairs = zip(row_of[::2].tolist(), edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    for row, first, end in pairs:
        hills[row].append((max(0, first - 1), min(many, end + 1)))
    return [Crest(*each) for each in zip(points, baselines, hills, strict=True)]


def _read(points: bytes, many: int) -> QPolygonF:
    """Qt reads them as a whole: making each point took ten times as long."""
    line = QPolygonF()
    QDataStream(QByteArray(many.to_bytes(4, "big") + points)) >> line
    return line
