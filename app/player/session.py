"""The queue and the player together: when a track ends, the next one plays."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
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
    from app.core.ids import LineKey
    from app.core.track_move import TrackMove
    from app.player.player import Player
    from app.player.queue import PlayQueue

log = logging.getLogger(__name__)

PREPARE_AHEAD_MS = 5000
START_AGAIN_AFTER_MS = 3000  # before that, “previous” goes to the previous track


class Session:
    """Plays a queue. `find_track` returns a line’s track and its file; it raises a Problem that
    names the track if there is no file to play.

    A track whose file is missing or broken is reported as a fatal PlaybackFault, and the next one
    plays; once every track of the queue has failed in a row, it stops.
    """

    def __init__(
        self,
        player: Player,
        queue: PlayQueue,
        find_track: Callable[[LineKey], PlayableTrack],
    ) -> None:
        self.player = player
        self.queue = queue
        self._find_track = find_track
        self._ahead: tuple[LineKey, PlayableTrack | None] | None = None
        self._failed_in_a_row = 0
        self._faults: list[PlaybackFault] = []

    def play_lines(self, lines: Iterable[LineKey], index: int = 0, start_ms: int = 0) -> None:
        """Replace the queue and play it from `index` on, that track from `start_ms`."""
        self.queue.replace(lines, index)
        self._failed_in_a_row = 0
        self._play_line(self.queue.current, start_ms)

    def follow(self, merged: Sequence[TrackMove], parted: Sequence[TrackMove]) -> None:
        """Tracks of the queue have become part of others, or are tracks of their own again."""
        self.queue.follow(merged)
        self.queue.go_back(parted)
        self._ahead = None

    def play_index(self, index: int) -> None:
        self._failed_in_a_row = 0
        self._play_line(self.queue.jump(index))

    def play_next(self) -> bool:
        """Play the next track; at the end of the queue, change nothing and return False."""
        return self._play_line(self.queue.next())

    def play_previous(self) -> bool:
        """Go to the track's start; within its first seconds, to the previous track."""
        if self.player.position_ms - self.player.begins_ms > START_AGAIN_AFTER_MS:
            self.player.seek_ms(0)
            return True
        return self._play_line(self.queue.previous())

    def poll(self) -> tuple[PlayerEvent, ...]:
        """`Player.poll`, and what follows from its events."""
        self.player.prepare(self._next_if_near())
        events = (*self._faults, *self.player.poll())
        self._faults.clear()
        for event in events:
            if event == StateChanged(PlayState.PLAYING):
                self._failed_in_a_row = 0
            elif isinstance(event, TrackEnded):
                self._play_line(self.queue.next(by_itself=True))
            elif isinstance(event, PlaybackFault) and event.is_fatal:
                self._skip_failed()
        if self.player.state is PlayState.PLAYING:  # the next track goes on: it is shown at once
            events += self.player.take_news()
        return events

    def _skip_failed(self) -> None:
        self._failed_in_a_row += 1
        if self._failed_in_a_row < len(self.queue):
            self._play_line(self.queue.next())

    def _play_line(self, line: LineKey | None, start_ms: int = 0) -> bool:
        if line is None:
            return False
        try:
            track = self._find_track(line)
        except Problem as problem:
            log.info("track %s: %s", line[0], problem)
            self._faults.append(PlaybackFault(line[0], problem, is_fatal=True))
            return True
        self._ahead = None
        self.player.play_track(track, start_ms)
        return True

    def _next_if_near(self) -> PlayableTrack | None:
        """What follows, shortly before the end; asked at each poll, as a seek or a change of rate
        uses up what was prepared.
        """
        player = self.player
        if player.state is not PlayState.PLAYING or player.loop is not None or player.is_aimed:
            return None
        if player.left_ms > PREPARE_AHEAD_MS:
            return None
        line = self.queue.peek_next()
        if line is None:
            return None
        if self._ahead is None or self._ahead[0] != line:
            self._ahead = line, self._find_ahead(line)
        return self._ahead[1]

    def _find_ahead(self, line: LineKey) -> PlayableTrack | None:
        """None if it is missing, which is reported when its turn comes."""
        try:
            track = self._find_track(line)
        except Problem:
            return None
        return None if is_there(track.path) is False else track
