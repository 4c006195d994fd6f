"""The curve of the intensity lane: a hill whose height is how intense the music is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.style.theme import colour
from ui.timeline.geometry.time_axis import TimeAxis

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.loudness import IntensityCurve

    Floats = npt.NDArray[np.float64]

_EVERY_PX = 2  # a point for each; finer isn't seen
_USUAL, _STRONG = ("wave", 150), ("accent", 190)  # a colour and its opacity


class CurveColumns:
    """A curve as running sums: a mean over any stretch costs the same."""

    def __init__(self, curve: IntensityCurve) -> None:
        import numpy as np

        self._hop_ms, self._hops = curve.hop_ms, len(curve.values)
        self._sums = np.concatenate(([0.0], np.cumsum(curve.values, dtype=np.float64)))

    def points(self, axis: TimeAxis) -> tuple[Floats, Floats]:
        """x on the axis, and 0..1 there. The same columns of the track at every scroll position."""
        import numpy as np

        first = max(0, math.floor(axis.left_px / _EVERY_PX) - 1)
        last = math.ceil((axis.left_px + axis.width_px) / _EVERY_PX) + 1
        middles: Floats = np.arange(first, max(first, last)) * np.float64(_EVERY_PX)
        centres = middles * axis.ms_per_px / self._hop_ms
        reach = max(0.5, axis.ms_for(_EVERY_PX) / self._hop_ms / 2)
        starts, ends = np.maximum(0, centres - reach), np.minimum(self._hops, centres + reach)
        is_inside = ends > starts
        starts, ends = starts[is_inside], ends[is_inside]
        edges = np.arange(self._hops + 1)
        sums = np.interp(ends, edges, self._sums) - np.interp(starts, edges, self._sums)
        xs: Floats = middles[is_inside] - axis.left_px
        values: Floats = sums / (ends - starts)
        return xs, values


def paint_curve(
    painter: QPainter,
    axis: TimeAxis,
    columns: CurveColumns,
    top: float,
    bottom: float,
    strong: Iterable[tuple[float, float]] = (),
) -> None:
    """top, bottom: where 1 and 0 are. strong: from x to x, filled more strongly."""
    xs, values = columns.points(axis)
    if len(xs) < 2:
        return
    ys = bottom - values * (bottom - top)
    line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
    hill = QPolygonF(line)
    hill.append(QPointF(line.last().x(), bottom))
    hill.append(QPointF(line.first().x(), bottom))
    _fill(painter, hill, *_USUAL)
    for left, right in strong:
        painter.save()
        painter.setClipRect(QRectF(left, 0, right - left, bottom + 1))
        _fill(painter, hill, *_STRONG)
        painter.restore()
    painter.setPen(QPen(colour("ink_muted"), 1))
    painter.drawPolyline(line)


def _fill(painter: QPainter, hill: QPolygonF, token: str, alpha: int) -> None:
    ink = QColor(colour(token))
    ink.setAlpha(alpha)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(hill)
