"""Where the page leads: to a mark, a theme’s return, a scene’s music, an entry, the story line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.bridge.places import (
    EntryPlace,
    PairPlace,
    PersonPlace,
    ScenePlace,
    StoryLinePlace,
    ThemePlace,
    TrackPlace,
    WhatReturns,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.characters.records import TheirCue
    from app.returns.records import Return
    from app.story.records import Character
    from ui.bridge.places import Navigator
    from ui.roles.impression.seen import Seen
    from ui.roles.shown import ShownRole


class RoleLeading:
    """shown: what the page shows, which changes."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self.shown: ShownRole | None = None

    def open_mark(self, seen: Seen) -> None:
        if self.shown is not None:
            track_id = int(self.shown.track.track.id)
            self._navigator.show(TrackPlace(track_id, seen.span.start_ms, seen.ref))

    def open_at(self, at_ms: int) -> None:
        if self.shown is not None:
            self._navigator.show(TrackPlace(int(self.shown.track.track.id), at_ms))

    def open_track(self) -> None:
        self.open_at(0)

    def open_return(self, one: Return) -> None:
        self._navigator.show(ThemePlace(one.occurrence.theme.id, one.occurrence.id))

    def open_bead(self, place: int) -> None:
        shown = self.shown
        if shown is None or not 0 <= place < len(shown.beads):
            return
        bead = shown.beads[place]
        if shown.theme is not None and bead.occurrence_id is not None:
            self._navigator.show(ThemePlace(shown.theme.id, bead.occurrence_id))
        else:
            self._navigator.show(ScenePlace(int(bead.at.scene.id)))

    def open_people(self, people: Sequence[Character]) -> None:
        """The page of a character, or of two; of more, that of the first."""
        ids = [int(one.id) for one in people]
        if len(ids) == 2:
            self._navigator.show(PairPlace(*ids))
        elif ids:
            self._navigator.show(PersonPlace(ids[0], None))

    def open_cue(self, one: TheirCue) -> None:
        self._navigator.show(TrackPlace(int(one.track.id), one.cue.span.start_ms))

    def open_entry(self, entry_id: int) -> None:
        self._navigator.show(EntryPlace(entry_id))

    def open_story(self) -> None:
        """The story line at the first scene it plays in."""
        if self.shown is None:
            return
        track = self.shown.track
        if track.of.work_id is None:
            self.open_track()
            return
        scene_id = int(track.cues[0].at.scene.id) if track.cues else None
        self._navigator.show(StoryLinePlace(track.of.work_id, scene_id))

    def find_returns(self) -> None:
        if self.shown is not None:
            track = self.shown.track.track
            self._navigator.show(WhatReturns(track.work_id, track.id))
