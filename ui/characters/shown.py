"""What the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.characters.records import CharacterStory, TheirTheme
from app.core.ids import SceneId
from ui.story_music.bead import Bead


@dataclass(frozen=True, slots=True)
class ShownStory:
    """theme: that the ribbon follows; None where it runs through the music of their scenes.
    looked_at: covered scenes that are uncovered for the moment.
    """

    story: CharacterStory
    theme: TheirTheme | None
    beads: tuple[Bead, ...]
    looked_at: frozenset[SceneId] = frozenset()
