"""What is heard goes on while the library changes what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.player.records import Jumped, JumpReason, PlayState

if TYPE_CHECKING:
    from app.player.course import Course
    from app.player.records import PlayableTrack
    from app.player.track_clock import TrackClock
    from app.player.track_sound import TrackSound


class TrackCorrection:
    """What is heard stays, as long as it is still the track's, and the position follows."""

    def __init__(self, sound: TrackSound, clock: TrackClock, course: Course) -> None:
        self._sound = sound
        self._clock = clock
        self._course = course

    def go_on_in(self, track: PlayableTrack) -> bool:
        """Whether the file that is heard is one of the track's, and goes on."""
        loaded, found = self._clock.track, track
        if loaded is None:
            return False
        while found.path != loaded.path and found.otherwise is not None:
            found = found.otherwise
        if found.path != loaded.path:
            return False
        if found.source == loaded.source:
            self._course.tell_duration(is_new=self._clock.take_length(found))
        else:
            self._move_to(found, loaded.source.to_file(self._clock.heard_ms))
        return True

    def _move_to(self, track: PlayableTrack, file_ms: int) -> None:
        """The sound at that place in the file is at another time of the track."""
        clock, course = self._clock, self._course
        lasted_ms, is_sounding = clock.duration_ms, course.state is PlayState.PLAYING
        position_ms = clock.go_on_in(track, is_sounding=is_sounding)
        course.tell(Jumped(position_ms, JumpReason.SEEK))
        course.tell_duration(is_new=clock.duration_ms != lasted_ms)
        if course.is_held_open and abs(track.source.to_file(position_ms) - file_ms) > 1:
            self._sound.seek(position_ms)
