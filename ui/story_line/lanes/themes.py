"""A theme: a thread through its returns, a lens at each."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.story_line.records import LineReturn, LineTheme
from ui.story_line.axis import COVER_PX
from ui.story_line.lanes.frame import Frame
from ui.story_line.waves import LineWaves
from ui.style.theme import colour
from ui.timeline.paint.feeling_colours import line_of

_THREAD_PX = 1.5
_LEAST_HALF_PX, _MOST_HALF_PX = 4.0, 12.0
_LEAST_LENS_PX = 10.0
_SAG = 0.035  # of the way between two returns
_MOST_SAG_PX = 7.0
_AROUND_PX = 44.0  # of what is in sight: a lens may reach into it
_QUIET_DB, _LOUD_DB = -36.0, -10.0


class ThemeLane:
    def __init__(self, theme: LineTheme, waves: LineWaves) -> None:
        self._theme = theme
        self._waves = waves
        self._version = -1
        self._halves: dict[LineReturn, float] = {}

    def paint(self, painter: QPainter, frame: Frame) -> None:
        ink = colour(line_of(self._theme.colour))
        around = frame.part.wider(_AROUND_PX)
        in_sight = frame.layout.between(around.left, around.right)
        returns = self._theme.returns
        first = max(0, bisect_left(returns, in_sight.start, key=_scene) - 1)
        end = bisect_left(returns, in_sight.stop, key=_scene) + 1
        some = returns[first:end]
        boxes = [self.lens_box(frame, one) for one in some]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, _THREAD_PX))
        for before, after in pairwise(boxes):
            painter.drawPath(_thread(before, after))
        if end >= len(returns):
            self._paint_tail(painter, frame, boxes[-1])
        painter.setPen(QPen(ink, _THREAD_PX))
        small = [box for box in boxes if frame.is_far and box.width() < _LEAST_LENS_PX]
        if small:
            painter.setBrush(ink)
            painter.drawRects(small)
        for one, box in zip(some, boxes, strict=True):
            if not frame.is_far or box.width() >= _LEAST_LENS_PX:
                painter.setBrush(colour("raised") if one.is_home else ink)
                painter.drawPath(_lens(box))

    def lens_box(self, frame: Frame, one: LineReturn) -> QRectF:
        span = frame.span(one.scene, one.start_ms, one.end_ms)
        wide = max(_LEAST_LENS_PX if not frame.is_far else 2.0, span.width())
        half = self._half_height(one) * min(1.0, frame.height / 32)
        centre = span.left() + span.width() / 2
        return QRectF(centre - wide / 2, frame.height / 2 - half, wide, 2 * half)

    def _half_height(self, one: LineReturn) -> float:
        """By its loudness; in the middle while that isn't known."""
        if self._version != self._waves.version:
            self._version, self._halves = self._waves.version, {}
        known = self._halves.get(one)
        if known is None:
            known = self._halves[one] = self._half_by_loudness(one)
        return known

    def _half_by_loudness(self, one: LineReturn) -> float:
        shape = self._waves.shape(one.track_id)
        level = None if shape is None else shape.level_db(one.span.start_ms, one.span.end_ms)
        if level is None:
            return (_LEAST_HALF_PX + _MOST_HALF_PX) / 2
        share = min(1.0, max(0.0, (level - _QUIET_DB) / (_LOUD_DB - _QUIET_DB)))
        return _LEAST_HALF_PX + share * (_MOST_HALF_PX - _LEAST_HALF_PX)

    def _paint_tail(self, painter: QPainter, frame: Frame, last: QRectF) -> None:
        """Up to what is covered, whether or not it returns there."""
        scenes = frame.line.scenes
        ends = [n for n, scene in enumerate(scenes) if not scene.is_covered]
        if not ends or ends[-1] == len(scenes) - 1:
            return
        edge = float(frame.layout.lefts[ends[-1] + 1]) - COVER_PX * frame.layout.squeeze
        ink = colour(line_of(self._theme.colour))
        ink.setAlphaF(0.55)
        pen = QPen(ink, _THREAD_PX)
        pen.setDashPattern([1.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        y = last.center().y()
        if last.right() + 3 < edge:
            painter.drawLine(QPointF(last.right() + 3, y), QPointF(edge, y))


def _scene(one: LineReturn) -> int:
    return one.scene


def _thread(before: QRectF, after: QRectF) -> QPainterPath:
    """Hanging a little."""
    start = QPointF(before.right(), before.center().y())
    end = QPointF(after.left(), after.center().y())
    path = QPainterPath(start)
    if end.x() <= start.x():
        return path
    sag = min(_MOST_SAG_PX, (end.x() - start.x()) * _SAG)
    middle = QPointF((start.x() + end.x()) / 2, start.y() + 2 * sag)
    path.quadTo(middle, end)
    return path


def _lens(box: QRectF) -> QPainterPath:
    left = QPointF(box.left(), box.center().y())
    right = QPointF(box.right(), box.center().y())
    inner = box.width() * 0.28
    path = QPainterPath(left)
    path.cubicTo(QPointF(left.x() + inner, box.top()), QPointF(right.x() - inner, box.top()), right)
    path.cubicTo(
        QPointF(right.x() - inner, box.bottom()), QPointF(left.x() + inner, box.bottom()), left
    )
    return path
