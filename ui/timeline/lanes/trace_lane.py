"""Traces: how much pleasure and energy was felt, two lines along the music, with gaps."""

from __future__ import annotations

from array import array
from collections.abc import Sequence, Set
from itertools import accumulate, pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.core.marks import MarkRef
from app.core.timecode import Span, format_ms
from app.core.words import Text, _, ngettext
from app.traces.records import FULL, STEP_MS, Stretch, Trace
from ui.style.theme import colour
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import LaneArea, LaneHeights
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.paint.mark_paint import caption_height, paint_text, text_width

_PAD_PX = 5
_LINE_PX = 1.6
_SAMPLE_PX = 34  # a piece of line before its name, and space after
_POINT_PX = 2.0  # no two points are closer than this, however many samples there are
_DASH_PX, _AIR_PX = 9.0, 5.0
# Told apart without colour: one is solid, the other dashed.
VALENCE, AROUSAL = 0, 1
_LOOKS = {
    VALENCE: (Text("pleasure"), "accent", Qt.PenStyle.SolidLine),
    AROUSAL: (Text("energy"), "focus", Qt.PenStyle.DashLine),
}


class ToldLine:
    """Both curves of one trace, as running sums: a mean of any number of samples costs the same.

    Three hours at 20 Hz are 216,000 samples, which the view shows as a few hundred points.
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
        """Those in view, and one on either side; many samples in a few pixels become their mean.

        reach: how far above the middle 1 is.
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
        if points and last * each >= count:  # the last sample lasts until the end
            points.append(QPointF(axis.x_of(self.span.end_ms), points[-1].y()))
        return points


def pieces_of(points: Sequence[QPointF], left_px: float, *, is_dashed: bool) -> list[QLineF]:
    """A curve as single lines, dashed by leaving some out: the same ones at every scroll position.

    Qt measures dashes along the line, and joins the parts of a polyline: a jagged curve of 1,200
    points took a second that way, and takes a millisecond this way.
    """
    lines = [QLineF(a, b) for a, b in pairwise(points)]
    if not is_dashed:
        return lines
    return [line for line in lines if (line.x1() + left_px) % (_DASH_PX + _AIR_PX) < _DASH_PX]


class TraceLane(Lane):
    """Two lines around a neutral middle: above it pleasant and stirring, below it not."""

    key = "trace"
    title = Text("Trace")
    icon = "chart-line"

    def __init__(self, keys: str = "") -> None:
        """keys: what opens the trace pad."""
        self._keys = keys
        self._kept: tuple[ToldLine, ...] = ()
        self._live: tuple[ToldLine, ...] = ()
        self._is_wanted = False

    @property
    def is_filled(self) -> bool:
        """Without traces it takes no room, unless it is wanted."""
        return bool(self._kept or self._live)

    @property
    def is_wanted(self) -> bool:
        return self._is_wanted

    def want(self, is_wanted: bool) -> None:
        """Whether to take room even without traces."""
        self._is_wanted = is_wanted

    def set_traces(self, traces: Sequence[Trace]) -> None:
        self._kept = tuple(ToldLine(trace.span, trace.step_ms, trace.samples) for trace in traces)

    def set_live(self, stretches: Sequence[Stretch]) -> None:
        """What is being recorded; it hides earlier traces of the same seconds."""
        self._live = tuple(ToldLine(one.span, STEP_MS, one.samples) for one in stretches)

    def what_to_do(self) -> str:
        """Shown while there are no traces."""
        if self._kept or self._live:
            return ""
        return _("Press {keys} and trace how the music feels.", keys=self._keys)

    def summary(self, axis: TimeAxis, selected: Set[MarkRef]) -> str:
        if not self._kept:
            return _("No traces yet.")
        traced_ms = sum(line.span.duration_ms for line in self._kept)
        return ngettext(
            "{time} traced in one part",
            "{time} traced in {n} parts",
            len(self._kept),
            time=format_ms(traced_ms),
        )

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
            return
        for line in self._kept:
            self._paint_line(painter, area, line)
        for line in self._live:
            self._paint_live(painter, area, line)

    def paint_pinned(self, painter: QPainter, area: LaneArea) -> None:
        """The legend, at every scroll position."""
        if self.is_filled:
            self._paint_legend(painter, area)

    def edges_near(self, axis: TimeAxis, x: float, within_px: float) -> list[Edge]:
        low, high = axis.ms_at(x - within_px), axis.ms_at(x + within_px)
        edges = {edge for line in self._kept for edge in (line.span.start_ms, line.span.end_ms)}
        return [Edge(edge, str(self.title)) for edge in sorted(edges) if low <= edge <= high]

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
        """On a background of its own, because lines may run behind it."""
        height = caption_height()
        left = max(4.0, area.axis.x_of(0) + 4)
        widths = [text_width(str(word)) for word, _token, _style in _LOOKS.values()]
        ground = QRectF(left, 2, sum(widths) + len(widths) * _SAMPLE_PX + 8, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(ground, 4, 4)
        x, middle = left + 4, ground.center().y()
        for (word, token, style), width in zip(_LOOKS.values(), widths, strict=True):
            painter.setPen(QPen(colour(token), _LINE_PX, style))
            painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
            paint_text(
                painter, QRectF(x + 22, 2, width + 6, height), str(word), colour("ink_muted")
            )
            x += width + _SAMPLE_PX
