"""Traces: how pleasant and how stirred the music felt, two lines over time, with gaps."""

from __future__ import annotations

from array import array
from collections.abc import Sequence, Set
from itertools import accumulate, pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.core.counting import counted
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.traces.records import FULL, STEP_MS, Stretch, Trace
from ui.style.theme import colour
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.mark_paint import caption_height, paint_hint, paint_text, text_width

_PAD_PX = 5
_LINE_PX = 1.6
_SAMPLE_PX = 34  # a piece of line before its word, and air behind
_POINT_PX = 2.0  # no two points are closer than this, however many samples there are
_DASH_PX, _AIR_PX = 9.0, 5.0
# Told apart without colour: the one is drawn through, the other dashed.
VALENCE, AROUSAL = 0, 1
_LOOKS = {
    VALENCE: ("pleasant", "accent", Qt.PenStyle.SolidLine),
    AROUSAL: ("stirred", "focus", Qt.PenStyle.DashLine),
}


class ToldLine:
    """Both curves of one stretch, as running sums: a mean of any number of samples costs the same.

    Three hours at 20 Hz are 216,000 samples, which a whole view shows on some hundred points.
    """

    def __init__(self, span: Span, step_ms: int, samples: bytes) -> None:
        self.span = span
        self.step_ms = step_ms
        self.count = len(samples) // 2
        signed = array("b", samples[: 2 * self.count])
        self._sums = tuple(
            array("q", accumulate(signed[curve::2], initial=0)) for curve in (VALENCE, AROUSAL)
        )

    def points(self, curve: int, axis: TimeAxis, middle: float, reach: float) -> list[QPointF]:
        """In view, and one to either side; many samples to a few pixels are shown by their mean.

        reach: how far 1 lies above the middle.
        """
        sums, count = self._sums[curve], self.count
        each = max(1, int(_POINT_PX * axis.ms_per_px // self.step_ms))
        first = max(0, int((axis.start_ms - self.span.start_ms) // self.step_ms // each) - 1)
        last = int((axis.end_ms - self.span.start_ms) // self.step_ms // each) + 2
        left, px_per_ms = axis.x_of(self.span.start_ms), 1 / axis.ms_per_px
        scale, points = reach / FULL, []
        for begin in range(first * each, min(last * each, count), each):
            end = min(begin + each, count)
            mean = (sums[end] - sums[begin]) / (end - begin)
            x = left + begin * self.step_ms * px_per_ms
            points.append(QPointF(x, middle - mean * scale))
        if points and last * each >= count:  # the last sample holds until the end
            points.append(QPointF(axis.x_of(self.span.end_ms), points[-1].y()))
        return points


def pieces_of(points: Sequence[QPointF], left_px: float, *, is_dashed: bool) -> list[QLineF]:
    """A curve as single lines, dashed by leaving some out: the same ones at every scroll.

    Qt measures dashes along the line, and joins the parts of a polyline: a restless curve of 1,200
    points took a second that way, and takes a millisecond this way.
    """
    lines = [QLineF(a, b) for a, b in pairwise(points)]
    if not is_dashed:
        return lines
    return [line for line in lines if (line.x1() + left_px) % (_DASH_PX + _AIR_PX) < _DASH_PX]


class TraceLane(Lane):
    """Two lines round a middle that is neither: above it pleasant and stirred, below it not."""

    key = "trace"
    title = "Trace"
    icon = "chart-line"

    def __init__(self) -> None:
        self._kept: tuple[ToldLine, ...] = ()
        self._live: tuple[ToldLine, ...] = ()
        self._is_wanted = False

    @property
    def is_filled(self) -> bool:
        """Where nothing was told it takes no room, unless it is wanted."""
        return bool(self._kept or self._live)

    @property
    def is_wanted(self) -> bool:
        return self._is_wanted

    def want(self, is_wanted: bool) -> None:
        """Room also where nothing was told yet."""
        self._is_wanted = is_wanted

    def set_traces(self, traces: Sequence[Trace]) -> None:
        self._kept = tuple(ToldLine(trace.span, trace.step_ms, trace.samples) for trace in traces)

    def set_live(self, stretches: Sequence[Stretch]) -> None:
        """What is being told now; it hides what was told of the same seconds."""
        self._live = tuple(ToldLine(one.span, STEP_MS, one.samples) for one in stretches)

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        if not self._kept:
            return "Nothing is traced."
        told_s = round(sum(line.span.duration_ms for line in self._kept) / 1000)
        seconds = counted(told_s, "1 second traced", "{n} seconds traced")
        return f"{seconds}, in {counted(len(self._kept), '1 part', '{n} parts')}"

    # the lane's answers

    def heights(self) -> LaneHeights:
        line = caption_height()
        return LaneHeights(least=round(2.5 * line), natural=4 * line, most=8 * line)

    def paint(self, painter: QPainter, area: LaneArea) -> None:
        middle = area.height / 2
        painter.setPen(QPen(colour("hairline"), 1, Qt.PenStyle.DotLine))
        left, right = area.axis.x_of(0), area.axis.x_of(area.axis.duration_ms)
        left, right = max(0.0, left), min(area.axis.width_px, right)
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        if not self._kept and not self._live:
            paint_hint(painter, area, "Press V and follow the music: how it feels shows here.")
            return
        for line in self._kept:
            self._paint_line(painter, area, line)
        for line in self._live:
            self._paint_live(painter, area, line)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """Which line is which, at every scroll."""
        if self.is_filled:
            self._paint_legend(painter, area)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        low, high = axis.ms_at(x - within_px), axis.ms_at(x + within_px)
        edges = {edge for line in self._kept for edge in (line.span.start_ms, line.span.end_ms)}
        return [Edge(edge, self.title) for edge in sorted(edges) if low <= edge <= high]

    def _paint_line(self, painter: QPainter, area: LaneArea, line: ToldLine) -> None:
        axis = area.axis
        if axis.x_of(line.span.end_ms) < 0 or axis.x_of(line.span.start_ms) > axis.width_px:
            return
        middle = area.height / 2
        for curve, (_word, token, style) in _LOOKS.items():
            points = line.points(curve, axis, middle, middle - _PAD_PX)
            is_dense = len(points) < 2 or points[1].x() - points[0].x() < _DASH_PX
            is_dashed = style == Qt.PenStyle.DashLine and is_dense
            drawn = Qt.PenStyle.SolidLine if is_dense else style
            painter.setPen(QPen(colour(token), _LINE_PX, drawn, Qt.PenCapStyle.FlatCap))
            painter.drawLines(pieces_of(points, axis.left_px, is_dashed=is_dashed))

    def _paint_live(self, painter: QPainter, area: LaneArea, line: ToldLine) -> None:
        left, right = area.axis.x_of(line.span.start_ms), area.axis.x_of(line.span.end_ms)
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(QRectF(left, 0, right - left, area.height), Qt.GlobalColor.transparent)
        painter.restore()
        self._paint_line(painter, area, line)

    def _paint_legend(self, painter: QPainter, area: LaneArea) -> None:
        """On a ground of its own: lines may run behind it."""
        height = caption_height()
        left = max(4.0, area.axis.x_of(0) + 4)
        widths = [text_width(word) for word, _token, _style in _LOOKS.values()]
        ground = QRectF(left, 2, sum(widths) + len(widths) * _SAMPLE_PX + 8, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(ground, 4, 4)
        x, middle = left + 4, ground.center().y()
        for (word, token, style), width in zip(_LOOKS.values(), widths, strict=True):
            painter.setPen(QPen(colour(token), _LINE_PX, style))
            painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
            paint_text(painter, QRectF(x + 22, 2, width + 6, height), word, colour("ink_muted"))
            x += width + _SAMPLE_PX
