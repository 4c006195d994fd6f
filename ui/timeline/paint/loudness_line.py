"""The loudness line over the waveform: how intense the music is, without single peaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.style.theme import colour
from ui.timeline.geometry.time_axis import TimeAxis

if TYPE_CHECKING:
    from app.analysis.loudness import IntensityCurve

_EVERY_PX = 3.0
# Qt's raster engine has a fast path for lines of one pixel: six of them take a tenth of the time of
# one that is 3.5 pixels wide.
_HALO = ((0, -1.5), (0, 1.5), (-1.5, 0), (1.5, 0))
_TOP_PX = 6.0
_HALO_ALPHA = 170


def paint_loudness(painter: QPainter, axis: TimeAxis, height: float, curve: IntensityCurve) -> None:
    """A line from the lane's bottom (RANGE_DB below the loudest) to its top, with a halo."""
    line = QPolygonF([QPointF(x, y) for x, y in line_points(axis, height, curve)])
    if line.size() < 2:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QColor(colour("raised"))
    halo.setAlpha(_HALO_ALPHA)
    painter.setPen(QPen(halo, 1))
    for dx, dy in _HALO:
        painter.drawPolyline(line.translated(dx, dy))
    painter.setPen(QPen(colour("ink_muted"), 1))
    painter.drawPolyline(line)


def line_points(axis: TimeAxis, height: float, curve: IntensityCurve) -> list[tuple[float, float]]:
    """One point every few pixels: the mean over its pixels, or over a hop if hops are wider. They
    are counted from the track's start, so that every part is drawn as in the whole.
    """
    import numpy as np

    hops = len(curve.values)
    left = max(-_EVERY_PX, axis.x_of(0)) + axis.left_px
    right = min(axis.width_px + _EVERY_PX, axis.x_of(hops * curve.hop_ms)) + axis.left_px
    xs = np.arange(left // _EVERY_PX * _EVERY_PX, right + _EVERY_PX, _EVERY_PX) - axis.left_px
    centres = (xs + axis.left_px) * axis.ms_per_px / curve.hop_ms
    reach = max(0.5, axis.ms_for(_EVERY_PX) / curve.hop_ms / 2)
    starts, ends = np.maximum(0, centres - reach), np.minimum(hops, centres + reach)
    is_inside = ends > starts
    xs, starts, ends = xs[is_inside], starts[is_inside], ends[is_inside]
    sums = np.concatenate(([0.0], np.cumsum(curve.values, dtype=np.float64)))
    edges = np.arange(hops + 1)
    values = (np.interp(ends, edges, sums) - np.interp(starts, edges, sums)) / (ends - starts)
    ys = height - 2 - values * (height - 2 - _TOP_PX)
    return list(zip(xs.tolist(), ys.tolist(), strict=True))
