"""A character: a line while they are on, thick where a theme of theirs plays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from app.story_line.records import LineCharacter
from ui.story_line.lanes.frame import Frame
from ui.style.theme import colour
from ui.timeline.paint.feeling_colours import line_of

_ON_PX, _THEME_PX = 2.5, 9.0
_JOIN_PX = 1.5  # closer lines are one: of 2,000 scenes


class PersonLane:
    def __init__(self, person: LineCharacter) -> None:
        self._person = person
        self._spans: tuple[object, list[tuple[float, float]]] | None = None

    def paint(self, painter: QPainter, frame: Frame) -> None:
        middle, part, layout = frame.height / 2, frame.part, frame.layout
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(QPointF(part.left, middle), QPointF(part.right, middle))
        ink = colour(line_of(self._person.colour))
        painter.setPen(QPen(ink, _ON_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        in_sight, scenes = frame.scenes, self._person.scenes
        first, end = bisect_left(scenes, in_sight.start), bisect_left(scenes, in_sight.stop)
        spans = (
            (float(layout.lefts[place]), layout.right_of(place)) for place in scenes[first:end]
        )
        for left, right in _joined(list(spans)):
            painter.drawLine(QPointF(left + 1, middle), QPointF(max(left + 1, right - 1), middle))
        painter.setPen(QPen(ink, _THEME_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for left, right in _joined(self._theme_spans(frame)):
            inset = _THEME_PX / 2
            painter.drawLine(
                QPointF(left + inset, middle), QPointF(max(left + inset, right - inset), middle)
            )

    def _theme_spans(self, frame: Frame) -> list[tuple[float, float]]:
        """Where a theme of theirs returns in a scene that they are in."""
        if self._spans is None or self._spans[0] is not frame.layout:
            self._spans = frame.layout, sorted(self._all_theme_spans(frame))
        left, right = frame.part.left, frame.part.right
        return [span for span in self._spans[1] if span[1] >= left and span[0] <= right]

    def _all_theme_spans(self, frame: Frame) -> Iterator[tuple[float, float]]:
        scenes, x_of = set(self._person.scenes), frame.layout.x_of
        for theme in frame.line.themes:
            if self._person.id in theme.character_ids:
                for one in theme.returns:
                    if one.scene in scenes:
                        yield x_of(one.scene, one.start_ms), x_of(one.scene, one.end_ms)


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in spans:
        if joined and left - joined[-1][1] < _JOIN_PX:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined
