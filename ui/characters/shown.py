"""What the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.characters.records import CharacterStory, FeltThere, PlacedScene, TheirTheme
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


@dataclass(frozen=True, slots=True)
class ShownStory:
    """theme: that the ribbon follows; None where it runs through the music of their scenes.
    looked_at: covered scenes that are uncovered for the moment.
    """

    story: CharacterStory
    theme: TheirTheme | None
    beads: tuple[Bead, ...]
    looked_at: frozenset[SceneId] = frozenset()

    @property
    def first_looked_at(self) -> int:
        """The place of the first bead in what is uncovered; after all of them if none is there."""
        places = (n for n, one in enumerate(self.beads) if one.at.scene.id in self.looked_at)
        return next(places, len(self.beads))
