"""Outlines of ridges as Qt draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QPolygonF

from ui.timeline.ridges.density import BIN_PX

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

STEP_PX = BIN_PX  # between the points of a crest
FOOT_POINTS = 2  # of a shape, after those of its line
_POINT_BYTES = 16
_DASH_BINS = 3
# As QDataStream reads a QPainterPath: how many elements, each with its kind (0: move, 1: line) and
# place, then, unless there are none, two numbers that only a path under construction needs.
_ELEMENT = [("kind", ">i4"), ("at", ">f8", 2)]
_MOVE = bytes(4)
_PATH_END_BYTES = 8
_LEAST_PX = 0.35  # lower is flat


@dataclass(frozen=True, slots=True)
class Crest:
    """points: (points, 2), x and y, STEP_PX apart, in the byte order that Qt reads. hills: from
    where to where it isn't flat.
    """

    points: Floats
    baseline: float
    hills: Sequence[tuple[int, int]]

    def lines(self) -> list[QPolygonF]:
        """Along the top of each hill."""
        points = self.points
        return _read([points[first:end].tobytes() for first, end in self.hills])

    def shapes(self) -> list[QPolygonF]:
        """Each hill: its line, then FOOT_POINTS on the baseline."""
        points, base = self.points, self.baseline
        return _read(
            [
                points[first:end].tobytes() + pack(">4d", right, base, left, base)
                for first, end in self.hills
                for right, left in [points[[end - 1, first], 0].tolist()]
            ]
        )


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


def dashed(crests: Sequence[Crest], first_bin: int) -> list[QPainterPath]:
    """Of each crest lines along its hills: two steps, and a gap of one. first_bin: of the laid-out
    track, that of the first point, so that dashes are where they are in every part of it.
    """
    import numpy as np

    many = len(crests[0].points)
    elements = np.empty((len(crests), many), _ELEMENT)
    elements["kind"] = np.arange(first_bin, first_bin + many) % _DASH_BINS != 0
    for row, crest in zip(elements, crests, strict=True):
        row["at"] = crest.points
    data, paths = bytearray(), []
    for row, crest in zip(elements, crests, strict=True):
        data += sum(end - first for first, end in crest.hills).to_bytes(4, "big")
        for first, end in crest.hills:
            data += _MOVE + row[first:end].tobytes()[len(_MOVE) :]
        if crest.hills:
            data += bytes(_PATH_END_BYTES)
        paths.append(QPainterPath())
    stream = QDataStream(QByteArray(data))
    for path in paths:
        stream >> path
    return paths


def _read(polygons: Sequence[bytes]) -> list[QPolygonF]:
    """Qt reads them from one stream: making each point took ten times as long."""
    parts = bytearray()
    for points in polygons:
        parts += (len(points) // _POINT_BYTES).to_bytes(4, "big")
        parts += points
    stream = QDataStream(QByteArray(parts))
    found = [QPolygonF() for _polygon in polygons]
    for polygon in found:
        stream >> polygon
    return found
