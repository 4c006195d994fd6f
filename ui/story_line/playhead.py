"""Where the music is along the story."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from app.story_line.layout import Layout
from app.story_line.records import StoryLine
from ui.story_line.lanes.scenes import TOP_PX, picture_height
from ui.story_line.place import Place
from ui.story_line.texts import metrics
from ui.style.theme import colour

_LINE_PX = 2.0
_LEAST_HANDLE_PX = 4.0


class Playhead(NamedTuple):
    """scene: its place; ms: in it."""

    scene: int
    ms: float


def playhead_of(
    line: StoryLine, track_id: int, track_ms: int, before: Playhead | None, cue_id: int | None
) -> Playhead | None:
    """None where the track plays in no scene in sight. A track may play in several: the cue that is
    being played says in which; else it stays in the scene it was in.
    """
    if cue_id is not None and (found := line.place_of_cue(cue_id)) is not None:
        place, cue = found
        if cue.track_id == track_id:
            return Playhead(place, cue.start_ms + track_ms - cue.span.start_ms)
    places = line.places_of_track(track_id, track_ms)
    if not places:
        return None
    near = before.scene if before is not None else 0
    return Playhead(*min(places, key=lambda one: (abs(one[0] - near), one[0])))


def paint_playhead(painter: QPainter, place: Place, layout: Layout, playhead: Playhead) -> None:
    """A line from the axis down, broken behind the titles."""
    if playhead.scene >= len(layout.lefts):
        return
    x = layout.x_of(playhead.scene, playhead.ms) - place.left_px + place.field.left()
    if not place.field.left() <= x <= place.field.right():
        return
    rows, ink = place.rows, colour("playhead")
    scenes = rows.fixed[0]
    stills_end = scenes.top + TOP_PX + picture_height(scenes.height)
    for begins, ends in ((rows.axis, stills_end), (scenes.bottom, rows.height)):
        painter.fillRect(QRectF(round(x) - _LINE_PX / 2, begins, _LINE_PX, ends - begins), ink)
    painter.setPen(ink)
    painter.setBrush(ink)
    foot = float(rows.axis)
    high = max(_LEAST_HANDLE_PX, (foot - metrics().height()) / 2 - 1)  # below the episodes' names
    left, top = round(x) - 5.0, foot - high
    head = (
        QPointF(left, top),
        QPointF(left + 10, top),
        QPointF(left + 10, top + high / 3),
        QPointF(left + 5, foot),
        QPointF(left, top + high / 3),
    )
    painter.drawPolygon(QPolygonF(head))
