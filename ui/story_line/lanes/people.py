"""A character: a line while they are on, thick where a theme of theirs plays."""

from __future__ import annotations

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

    def paint(self, painter: QPainter, frame: Frame) -> None:
        middle, part, layout = frame.height / 2, frame.part, frame.layout
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(QPointF(part.left, middle), QPointF(part.right, middle))
        ink = colour(line_of(self._person.colour))
        painter.setPen(QPen(ink, _ON_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        in_sight = frame.scenes
        spans = (
            (float(layout.lefts[place]), layout.right_of(place))
            for place in self._person.scenes
            if place in in_sight
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
        scenes, in_sight = set(self._person.scenes), frame.scenes
        return sorted(
            (
                frame.layout.x_of(one.scene, one.start_ms),
                frame.layout.x_of(one.scene, one.end_ms),
            )
            for theme in frame.line.themes
            if self._person.id in theme.character_ids
            for one in theme.returns
            if one.scene in in_sight and one.scene in scenes
        )


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in spans:
        if joined and left - joined[-1][1] < _JOIN_PX:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined
