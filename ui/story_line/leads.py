"""Where the story line leads: a scene's form, a track, a character's or a theme's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.bridge.places import PersonPlace, ScenePlace, ThemePlace, TrackPlace
from ui.story_line.stops import LaneKind, Stop, Stops

if TYPE_CHECKING:
    from ui.bridge.places import Navigator


def place_of(stops: Stops, stop: Stop) -> object | None:
    """None for what is covered, and for music that is missing."""
    scene = stops.line.scenes[stop.scene]
    if scene.is_covered:
        return None
    kind, cue = stop.lane.kind, stops.cue(stop)
    if kind is LaneKind.PERSON:
        return PersonPlace(stop.lane.id, int(scene.id))
    if kind is LaneKind.THEME:
        return ThemePlace(stop.lane.id, stop.item)
    if kind is not LaneKind.MUSIC:
        return ScenePlace(int(scene.id))
    return None if cue is None else TrackPlace(int(cue.track_id), cue.span.start_ms)


def open_person(navigator: Navigator, stops: Stops, stop: Stop, character_id: int) -> None:
    """From the scene that is selected."""
    scene_id = int(stops.line.scenes[stop.scene].id)
    navigator.show(PersonPlace(character_id, scene_id))
