"""One track played alone, whatever the queue was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.player.records import PlayableTrack
    from ui.bridge.playback.playback import Playback


class LoneTrack:
    """is_acting: while one of these verbs runs, when news of the playback follows from it and
    isn't somebody else's doing.
    """

    def __init__(self, playback: Playback) -> None:
        self._playback = playback
        self.is_acting = False

    def find(self, track_id: TrackId) -> PlayableTrack | None:
        """None if its file is missing; `Playback.fault` says so."""
        try:
            return self._playback.find(track_id)
        except Problem as problem:
            self._playback.fault.emit(problem)
            return None

    def play(self, track: PlayableTrack, place_ms: int) -> None:
        self.act(lambda: self._playback.player.play_track(track, place_ms))

    def load(self, track: PlayableTrack, place_ms: int) -> None:
        """Without playing it."""
        self.act(lambda: self._playback.player.load(track, place_ms))

    def seek(self, place_ms: int) -> None:
        self.act(lambda: self._playback.player.seek_ms(place_ms))

    def act(self, verb: Callable[[], object]) -> None:
        """What the player does, with its news; the queue becomes the player's track."""
        self.is_acting = True
        try:
            verb()
            self._be_alone()
            self._playback.poll()
        finally:
            self.is_acting = False

    def _be_alone(self) -> None:
        track, queue = self._playback.player.track, self._playback.queue
        if track is not None and queue.items != (track.line,):
            queue.replace([track.line])
            self._playback.queueing.tell()
