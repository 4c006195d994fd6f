"""Orders of a theme's returns: as on the albums, or as in the story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.ids import WorkId
from app.returns.records import Return
from app.story.records import Scene

ScenePlace = tuple[int, str, int, float, int]


def in_album_order(returns: Iterable[Return], track_ids: Sequence[int]) -> list[Return]:
    """track_ids: all of their tracks, in the library's order."""
    places = {track_id: place for place, track_id in enumerate(track_ids)}
    return sorted(
        returns, key=lambda one: (places[one.track.id], one.occurrence.span, one.occurrence.id)
    )


class StoryOrder:
    """Work by work: those of a saga as they follow one another there, others by their titles.

    saga: the works of one, in its order; empty for none.
    """

    def __init__(self, saga: Sequence[WorkId] = ()) -> None:
        self._ranks = {work_id: rank for rank, work_id in enumerate(saga)}

    def place(self, scene: Scene) -> ScenePlace:
        """Sorts scenes."""
        rank = self._ranks.get(scene.work_id, len(self._ranks))
        return rank, scene.work_title, scene.work_id, scene.story_order, scene.id

    def sorted(self, returns: Iterable[Return]) -> list[Return]:
        """returns: in the album's order, which stays where the story says nothing.

        A return that plays in several scenes is where it plays first.
        """
        return sorted(returns, key=self._place_of_return)

    def _place_of_return(self, one: Return) -> tuple[bool, ScenePlace, int]:
        if not one.scenes:
            return True, (0, "", 0, 0.0, 0), 0
        return False, self.place(one.scenes[0]), one.scene_ms or 0
