"""What the page asks the services, on the thread of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.characters.shown import ShownStory
from ui.story_music.bead_reading import BeadReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.bootstrap import Services
    from app.core.ids import CharacterId, SceneId, ThemeId
    from app.story.covering import Covering


class CharacterAsking:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._beads = BeadReading(services)

    def story(
        self,
        ids: Sequence[CharacterId],
        theme_id: ThemeId | None,
        covering: Covering,
        before: Sequence[str] = (),
        looked_at: frozenset[SceneId] = frozenset(),
    ) -> ShownStory:
        """ids: empty for whoever the uids of before name, or is on most. Raises LookupError without
        anybody. theme_id: the theme to follow, if it is among theirs; else the first of them.
        looked_at: scenes that the covering shows for the moment.
        """
        stories = self._services.character_stories
        story = stories.read(ids or stories.known(before, covering), covering)
        wanted = [one for one in story.themes if one.id == theme_id] or story.themes[:1]
        theme = next(iter(wanted), None)
        reading = self._beads
        beads = reading.of_cues(story.cues) if theme is None else reading.of_returns(theme)
        return ShownStory(story, theme, beads, looked_at)
