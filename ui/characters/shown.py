"""What the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.characters.records import CharacterStory, TheirTheme
from app.core.ids import SceneId
from ui.story_music.bead import Bead, first_in


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
        return first_in(self.beads, self.looked_at)
