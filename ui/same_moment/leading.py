"""Where the page leads: the timeline, a day, an entry, the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.marks import MarkRef
from ui.bridge.places import DayPlace, EntryPlace, ScenePlace, TrackPlace

if TYPE_CHECKING:
    from app.journal.records import JournalItem
    from ui.bridge.places import Navigator
    from ui.same_moment.shown import ShownMoment


class MomentLeading:
    """shown: what the page shows; the page sets it."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self.shown: ShownMoment | None = None

    def open_item(self, item: JournalItem) -> None:
        if item.track is not None and item.span is not None:
            ref = MarkRef(item.kind, item.owner_id)
            self._navigator.show(TrackPlace(item.track.id, item.span.start_ms, ref))

    def open_day(self, item: JournalItem) -> None:
        self._navigator.show(DayPlace(item.day, item.uid))

    def open_scene(self) -> None:
        if self.shown is not None and self.shown.scene is not None:
            self._navigator.show(ScenePlace(self.shown.scene.id))

    def open_entry(self, entry_id: int) -> None:
        self._navigator.show(EntryPlace(entry_id))

    def open_journal(self) -> None:
        self._navigator.open_page("journal")
