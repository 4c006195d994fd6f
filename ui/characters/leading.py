"""Where the page leads: to a return, a scene, a track, the story line, an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.bridge.places import (
    EntryPlace,
    NewEntry,
    ScenePlace,
    StoryLinePlace,
    ThemePlace,
    TrackPlace,
)

if TYPE_CHECKING:
    from app.characters.records import TheirCue
    from ui.bridge.places import Navigator
    from ui.characters.shown import ShownStory

_MOST_LINKS = 12  # scenes that a new entry is linked to


class Leading:
    """shown: what the page shows, which changes."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self.shown: ShownStory | None = None

    @property
    def can_write(self) -> bool:
        has_scenes = self.shown is not None and bool(self.shown.story.scenes)
        return has_scenes and self._navigator.can_show(NewEntry)

    def open_bead(self, place: int) -> None:
        """The theme's page at that return; a scene's form where there is only its music."""
        shown = self.shown
        if shown is None or not 0 <= place < len(shown.beads):
            return
        bead = shown.beads[place]
        if shown.theme is not None and bead.occurrence_id is not None:
            self._navigator.show(ThemePlace(shown.theme.id, bead.occurrence_id))
        else:
            self._navigator.show(ScenePlace(int(bead.at.scene.id)))

    def open_cue(self, one: TheirCue) -> None:
        self._navigator.show(TrackPlace(int(one.track.id), one.cue.span.start_ms))

    def open_story(self) -> None:
        """The story line, at their first scene."""
        if self.shown is not None:
            scenes, work_id = self.shown.story.scenes, self.shown.story.work.id
            first = scenes[0].scene if scenes else None
            if first is None:
                self._navigator.show(StoryLinePlace(work_id))
            else:
                self._navigator.show(StoryLinePlace(first.work_id, int(first.id)))

    def open_entry(self, entry_id: int) -> None:
        self._navigator.show(EntryPlace(entry_id))

    def write(self) -> None:
        """An entry linked to their scenes."""
        if self.shown is not None:
            scenes = self.shown.story.scenes[:_MOST_LINKS]
            self._navigator.show(NewEntry(scene_ids=tuple(one.scene.id for one in scenes)))
