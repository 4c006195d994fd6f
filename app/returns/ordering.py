"""Orders of a theme's returns: as on the albums, or as in the story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.returns.records import Return
from app.story.records import Scene

ScenePlace = tuple[str, int, float, int]


def in_album_order(returns: Iterable[Return], track_ids: Sequence[int]) -> list[Return]:
    """track_ids: all of their tracks, in the library's order."""
    places = {track_id: place for place, track_id in enumerate(track_ids)}
    return sorted(
        returns, key=lambda one: (places[one.track.id], one.occurrence.span, one.occurrence.id)
    )


def in_story_order(returns: Iterable[Return]) -> list[Return]:
    """returns: in the album's order, which stays where the story says nothing.

    A return that plays in several scenes is where it plays first.
    """
    return sorted(returns, key=_place)


def story_place(scene: Scene) -> ScenePlace:
    """Sorts scenes: work by work, as in every list of scenes."""
    return scene.work_title, scene.work_id, scene.story_order, scene.id


def _place(one: Return) -> tuple[bool, ScenePlace, int]:
    if not one.scenes:
        return True, ("", 0, 0.0, 0), 0
    return False, story_place(one.scenes[0]), one.scene_ms or 0
