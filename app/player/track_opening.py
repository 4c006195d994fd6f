"""Opens the loaded track's file, and another file of the track if that one fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.player.asking import is_there
from app.player.backend import VlcMissing
from app.player.records import PlaybackFault, PlayState
from app.player.troubles import missing_file

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.player.course import Course
    from app.player.track_clock import TrackClock
    from app.player.track_sound import TrackSound

log = logging.getLogger(__name__)


class TrackOpening:
    """A fault is reported in any case; if the track plays on from another file, as one that isn't
    fatal.
    """

    def __init__(self, sound: TrackSound, clock: TrackClock, course: Course) -> None:
        self._sound = sound
        self._clock = clock
        self._course = course

    def open(self) -> None:
        """Play the clock's track from where the clock stands."""
        track = self._clock.track
        assert track is not None
        if is_there(track.path) is False:
            self.fail(missing_file(track.path), is_fatal=True)
            return
        log.info("playing track %s from %s ms", track.track_id, self._clock.believed_ms)
        self._sound.open()
        self._clock.run()
        self._course.become(PlayState.LOADING)

    def fail(self, problem: Problem, *, is_fatal: bool) -> None:
        """is_fatal: this file can't be played any further."""
        log.warning("while playing: %s (%s)", problem, problem.details)
        if is_fatal and self.plays_otherwise(problem):
            return
        if is_fatal:
            self._clock.stand()
            self._course.become(PlayState.STOPPED)
        track = self._clock.track
        track_id = track.track_id if track is not None else 0
        self._course.tell(PlaybackFault(track_id, problem, is_fatal))

    def plays_otherwise(self, problem: Problem) -> bool:
        """Whether the track goes on from another file, at the same time."""
        track = self._clock.track
        other = None if track is None else track.otherwise
        while other is not None and is_there(other.path) is False:
            other = other.otherwise
        if other is None or isinstance(problem, VlcMissing):
            return False
        self._course.tell(PlaybackFault(other.track_id, problem, is_fatal=False))
        position_ms = self._clock.believed_ms
        self._clock.replace(other)
        self._clock.jump(self._clock.within(position_ms))
        if self._course.state is PlayState.PAUSED:
            self._sound.open(is_paused=True)
        else:
            self.open()
        return True
