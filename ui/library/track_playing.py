"""Playing what the library shows, and queueing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.bridge.places import CurrentTrack

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class TrackPlaying:
    """Verbs on the tracks that are selected, or on all that are shown."""

    def __init__(self, context: Context, table: TrackTable, tracks: TrackTableModel) -> None:
        self._context = context
        self._table = table
        self._tracks = tracks

    def play(self) -> None:
        """Several selected tracks play in their order; one plays with what follows it on screen."""
        ids = self._table.selected_ids()
        if len(ids) > 1:
            self.start(ids)
        elif ids:
            shown = self._tracks.ids()
            self.start(shown, shown.index(ids[0]))

    def play_all(self) -> None:
        shown = self._tracks.ids()
        if shown:
            self.start(shown)

    def start(self, track_ids: Sequence[int], index: int = 0) -> None:
        self._context.playback.play_tracks(track_ids, index)
        self._context.navigator.show(CurrentTrack())

    def play_next(self) -> None:
        ids = self._table.selected_ids()
        self._context.playback.play_next(ids)
        self._say_queued(ids, "plays next", "play next")

    def enqueue(self) -> None:
        ids = self._table.selected_ids()
        self._context.playback.queueing.append(ids)
        self._say_queued(ids, "is at the end of the queue", "are at the end of the queue")

    def _say_queued(self, ids: list[int], one: str, many: str) -> None:
        if len(ids) == 1:
            place = self._tracks.place_of(ids[0])
            title = self._tracks.row_at(place).title if place is not None else "The track"
            self._context.messages.say(f"“{title}” {one}.")
        elif ids:
            self._context.messages.say(f"{len(ids):,} tracks {many}.")
