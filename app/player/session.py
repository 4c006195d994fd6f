"""The queue and the player together: what plays goes on by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.player.asking import is_there
from app.player.records import (
    PlayableTrack,
    PlaybackFault,
    PlayerEvent,
    PlayState,
    StateChanged,
    TrackEnded,
)

if TYPE_CHECKING:
    from app.player.player import Player
    from app.player.queue import PlayQueue

log = logging.getLogger(__name__)

PREPARE_AHEAD_MS = 5000
START_AGAIN_AFTER_MS = 3000  # “previous” within these goes to the track before


class Session:
    """Plays a queue. `find_track` answers a track id with its file; it raises a Problem that names
    the track when there is no file to play.

    A track whose file is gone or broken is told in a fatal PlaybackFault and the next one plays;
    when every track of the queue failed in a row, it stops.
    """

    def __init__(
        self,
        player: Player,
        queue: PlayQueue,
        find_track: Callable[[int], PlayableTrack],
    ) -> None:
        self.player = player
        self.queue = queue
        self._find_track = find_track
        self._ahead: tuple[int, PlayableTrack | None] | None = None
        self._failed_in_a_row = 0
        self._faults: list[PlaybackFault] = []

    def play_tracks(self, track_ids: Iterable[int], index: int = 0, start_ms: int = 0) -> None:
        """Replace the queue and play from a place in it, that track from `start_ms`."""
        self.queue.replace(track_ids, index)
        self._failed_in_a_row = 0
        self._play_id(self.queue.current, start_ms)

    def play_index(self, index: int) -> None:
        self._failed_in_a_row = 0
        self._play_id(self.queue.jump(index))

    def play_next(self) -> bool:
        """The next track; at the end of the queue nothing changes and the answer is False."""
        return self._play_id(self.queue.next())

    def play_previous(self) -> bool:
        """The track's own start first; within its first seconds the track before."""
        if self.player.position_ms > START_AGAIN_AFTER_MS:
            self.player.seek_ms(0)
            return True
        return self._play_id(self.queue.previous())

    def poll(self) -> tuple[PlayerEvent, ...]:
        """`Player.poll`, and what follows from its news."""
        self._prepare_ahead()
        events = (*self._faults, *self.player.poll())
        self._faults.clear()
        for event in events:
            if event == StateChanged(PlayState.PLAYING):
                self._failed_in_a_row = 0
            elif isinstance(event, TrackEnded):
                self._play_id(self.queue.next(by_itself=True))
            elif isinstance(event, PlaybackFault) and event.is_fatal:
                self._skip_failed()
        return events

    def _skip_failed(self) -> None:
        self._failed_in_a_row += 1
        if self._failed_in_a_row < len(self.queue):
            self._play_id(self.queue.next())

    def _play_id(self, track_id: int | None, start_ms: int = 0) -> bool:
        if track_id is None:
            return False
        try:
            track = self._find_track(track_id)
        except Problem as problem:
            log.info("track %s: %s", track_id, problem)
            self._faults.append(PlaybackFault(track_id, problem, is_fatal=True))
            return True
        self._ahead = None
        self.player.play_track(track, start_ms)
        return True

    def _prepare_ahead(self) -> None:
        """Shortly before the end let the backend stand ready with what follows; again at each poll,
        for a seek or another rate takes what was ready.
        """
        player = self.player
        if player.state is not PlayState.PLAYING or player.loop is not None:
            return
        if player.duration_ms - player.position_ms > PREPARE_AHEAD_MS * player.rate:
            return
        next_id = self.queue.peek_next()
        if next_id is None:
            return
        if self._ahead is None or self._ahead[0] != next_id:
            self._ahead = next_id, self._find_ahead(next_id)
        if self._ahead[1] is not None:
            player.prepare(self._ahead[1])

    def _find_ahead(self, track_id: int) -> PlayableTrack | None:
        """What is missing is told when its turn comes."""
        try:
            track = self._find_track(track_id)
        except Problem:
            return None
        return None if is_there(track.path) is False else track
