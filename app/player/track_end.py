"""What happens where the loaded track ends, or the passage that is heard again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.player.records import JumpReason, PlaybackFault, PlayState, SpanFinished, TrackEnded
from app.player.troubles import broken_off

if TYPE_CHECKING:
    from app.player.course import Course
    from app.player.playback_range import PlaybackRange
    from app.player.track_clock import TrackClock
    from app.player.track_opening import TrackOpening
    from app.player.track_sound import TrackSound


class TrackEnd:
    """A track ends with its file, or with its stretch of a file that goes on after it."""

    def __init__(
        self,
        sound: TrackSound,
        clock: TrackClock,
        playback_range: PlaybackRange,
        course: Course,
        opening: TrackOpening,
    ) -> None:
        self._sound = sound
        self._clock = clock
        self._range = playback_range
        self._course = course
        self._opening = opening

    def reach(self) -> None:
        """The file is over: with the track, or before it, if the file is broken."""
        track = self._clock.track
        assert track is not None
        if self._turns():
            return
        self._course.tell_duration(is_new=self._clock.learn_end())
        problem = broken_off(track.path, self._clock.heard_ms, self._clock.ends_ms)
        if problem is None:
            self._clock.jump(self._clock.ends_ms)
        elif self._opening.plays_otherwise(problem):
            return
        else:
            self._course.tell(PlaybackFault(track.track_id, problem, is_fatal=False))
        self._clock.stand()
        self._end()

    def reach_within_file(self) -> None:
        """The track has ended; its file goes on, and with it the sound if the next track follows
        there.
        """
        if self._turns():
            return
        goes_on = self._sound.is_followed and self._range.heard_again is None
        self._end()
        if not goes_on:
            self.hush()

    def finish_passage(self) -> None:
        """The passage that was heard again is over."""
        span, self._range.heard_again = self._range.heard_again, None
        assert span is not None
        self._course.tell(SpanFinished(span))

    @property
    def is_passed(self) -> bool:
        """Whether a file is still heard though its track has ended."""
        return self._course.state is PlayState.ENDED and self._clock.is_running

    def hush(self) -> None:
        """Silences what is heard of a file after the end of its track."""
        if self.is_passed:
            self._sound.pause()
            self._clock.jump(self._clock.ends_ms)
            self._clock.stand()

    def _turns(self) -> bool:
        """Whether the sound has ended inside a loop, which then starts again."""
        loop = self._range.loop
        if loop is None or self._clock.heard_ms < loop.start_ms:
            return False
        self._course.jump(loop.start_ms, JumpReason.LOOP)
        self._opening.open()
        return True

    def _end(self) -> None:
        track = self._clock.track
        assert track is not None
        self._course.become(PlayState.ENDED)
        if self._range.heard_again is not None:
            self.finish_passage()
        else:
            self._course.tell(TrackEnded(track.track_id))
