"""Feelings: of each emotion the sum of its marks' bells, one emotion on top of another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from app.emotions.records import Emotion
from ui.story_line.felt_field import FeltField
from ui.story_line.lanes.frame import Frame
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.timeline.ridges.density import BIN_PX
from ui.timeline.ridges.heights import peaks_of
from ui.widgets.painting import clear_picture

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PySide6.QtGui import QPixmap

    Floats = npt.NDArray[np.float64]

DISC_PX = 20.0
_ICON_PX = 14
_MOST_DISCS = 8
_APART_PX = 48.0
_FILL = 0.88
_LINE_PX = 1.5
_HEAD_PX = 12.0  # above the tallest
_FOOT_PX = 8.0
_LEAST_PX = 0.35  # lower is nothing
_LEAST_BULGE_PX = 10.0
FEW_MARKS = 3  # below, single discs


class _Disc(NamedTuple):
    row: int
    at: QPointF


class FeelingsLane:
    def __init__(self, field: FeltField) -> None:
        self._field = field

    def paint(self, painter: QPainter, frame: Frame) -> None:
        base = frame.height - _FOOT_PX
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(
            QPointF(frame.part.left, base + 0.5), QPointF(frame.part.right, base + 0.5)
        )
        emotions = frame.line.emotions
        if not emotions:
            return
        if frame.line.felt.many() < FEW_MARKS:
            for place, x in enumerate(self._field.xs.tolist()):
                row = int(self._field.rows[place])
                _paint_disc(painter, QPointF(x, base - DISC_PX / 2 - 2), emotions[row], frame.dpr)
            return
        found = self._field.density(frame.part.wider(2 * BIN_PX))
        heights = found.amounts * ((base - _HEAD_PX) / self._field.tallest)
        edges = self._edges(heights, base)
        xs = (found.first_bin + _bins(heights.shape[1]) + 0.5) * BIN_PX
        for row, emotion in enumerate(emotions):
            _paint_band(painter, xs, edges[row], edges[row + 1], emotion)
        for disc in _discs(heights, edges, xs):
            _paint_disc(painter, disc.at, emotions[disc.row], frame.dpr)

    def emotion_at(self, frame: Frame, x: float, y: float) -> Emotion | None:
        """The feeling that is painted there."""
        if not frame.line.emotions:
            return None
        base = frame.height - _FOOT_PX
        found = self._field.density(frame.part)
        at = min(max(0, int(x // BIN_PX) - found.first_bin), found.amounts.shape[1] - 1)
        heights = found.amounts[:, at : at + 1] * ((base - _HEAD_PX) / self._field.tallest)
        edges = self._edges(heights, base)[:, 0].tolist()
        for row, emotion in enumerate(frame.line.emotions):
            if edges[row + 1] <= y < edges[row]:
                return emotion
        return None

    def _edges(self, heights: Floats, base: float) -> Floats:
        """(emotions + 1, bins): the y between them, from the base up."""
        import numpy as np

        stacked = np.zeros((heights.shape[0] + 1, heights.shape[1]))
        np.cumsum(heights, axis=0, out=stacked[1:])
        found: Floats = base - stacked
        return found


def _bins(many: int) -> Floats:
    import numpy as np

    found: Floats = np.arange(many).astype(np.float64)
    return found


def _paint_band(
    painter: QPainter, xs: Floats, below: Floats, above: Floats, emotion: Emotion
) -> None:
    import numpy as np

    is_seen = below - above > _LEAST_PX
    if not is_seen.any():
        return
    steps = np.flatnonzero(np.diff(is_seen.astype(np.int8), prepend=0, append=0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_brush(emotion, current_theme().name))
    tops = []
    for first, end in zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True):
        first, end = max(0, first - 1), min(len(xs), end + 1)
        across = xs[first:end].tolist()
        top = [QPointF(x, y) for x, y in zip(across, above[first:end].tolist(), strict=True)]
        foot = [QPointF(x, y) for x, y in zip(across, below[first:end].tolist(), strict=True)]
        painter.drawPolygon(QPolygonF([*top, *reversed(foot)]))
        tops.append(QPolygonF(top))
    painter.setPen(QPen(colour("raised"), _LINE_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in tops:
        painter.drawPolyline(line)


@lru_cache(maxsize=128)
def _brush(emotion: Emotion, _theme: str) -> QBrush:
    return pattern_brush(emotion.pattern, fill_of(emotion.colour), 0.75, _FILL)


def _discs(heights: Floats, edges: Floats, xs: Floats) -> list[_Disc]:
    """On the largest bulges of single feelings, well apart."""
    placed: list[_Disc] = []
    for row, at, _height in peaks_of(heights, _LEAST_BULGE_PX, round(_APART_PX / BIN_PX)):
        below, above = float(edges[row, at]), float(edges[row + 1, at])
        if below - above < _LEAST_BULGE_PX:
            continue
        centre = QPointF(float(xs[at]), (below + above) / 2)
        if all(abs(centre.x() - one.at.x()) >= _APART_PX for one in placed):
            placed.append(_Disc(row, centre))
            if len(placed) == _MOST_DISCS:
                break
    return placed


def _paint_disc(painter: QPainter, centre: QPointF, emotion: Emotion, dpr: float) -> None:
    picture = disc_picture(emotion.colour, emotion.icon, dpr, current_theme().name)
    side = DISC_PX / 2
    painter.drawPixmap(QPointF(round(centre.x() - side), round(centre.y() - side)), picture)


@lru_cache(maxsize=256)
def disc_picture(shade: str, icon: str, dpr: float, _theme: str) -> QPixmap:
    from PySide6.QtCore import QSizeF

    picture = clear_picture(QSizeF(DISC_PX, DISC_PX), dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("raised"))
    painter.drawEllipse(QRectF(0, 0, DISC_PX, DISC_PX))
    inset = (DISC_PX - _ICON_PX) / 2
    ink = seen_on(fill_of(shade), current_theme().raised, 4.5)
    paint_icon(painter, QRectF(inset, inset, _ICON_PX, _ICON_PX), known_icon(icon), ink)
    painter.end()
    return picture
