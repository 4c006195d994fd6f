"""What is on the ribbon."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.characters.records import FeltThere, PlacedScene
from app.core.ids import OccurrenceId, SceneId
from app.story_line.records import LineTrack
from app.themes.records import Passage


@dataclass(frozen=True, slots=True)
class Bead:
    """A return of a theme, or music of a scene. level_db: None if it isn't known. tempo_ratio:
    against where the theme is stated; None if it isn't known. words: what is different there.
    """

    at: PlacedScene
    track: LineTrack
    passage: Passage
    felt: FeltThere
    level_db: float | None = None
    tempo_ratio: float | None = None
    words: str = ""
    occurrence_id: OccurrenceId | None = None

    def is_same(self, other: Bead) -> bool:
        """The same music in the same scene, whatever is known of it."""
        return (self.at.scene.id, self.passage) == (other.at.scene.id, other.passage)


def first_in(beads: Sequence[Bead], scene_ids: Collection[SceneId]) -> int:
    """The place of the first one in any of these scenes; after all of them if none is."""
    places = (n for n, one in enumerate(beads) if one.at.scene.id in scene_ids)
    return next(places, len(beads))
