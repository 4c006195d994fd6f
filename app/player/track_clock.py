"""The loaded track and its clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.player.backend import TimeReport
from app.player.output_latency import HeardClock
from app.player.troubles import is_short_of

if TYPE_CHECKING:
    from app.player.records import PlayableTrack

MOST_ENCODER_SILENCE_MS = 150  # an MP3's: its delay, and up to two blocks at its end


class TrackClock:
    """Reads the time itself, and turns the file's time into the track's: position and duration are
    those of the track, whatever file it is played from.
    """

    def __init__(self, monotonic_ns: Callable[[], int]) -> None:
        self._now_ns = monotonic_ns
        self._clock = HeardClock()
        self.track: PlayableTrack | None = None
        self.duration_ms = 0
        self._known_ms = 0  # the duration as the library or the file says it, 0 if it's a guess
        self._file_ms = 0  # the length of the file, 0 until it is known
        self._guess_ms = 0  # the backend's guess at it, not believed against the library's

    def take(self, track: PlayableTrack) -> None:
        """Load a track, standing still; `jump` says where in it."""
        self.stand()
        self._take_file(track)
        self.duration_ms = self._known_ms = track.duration_ms
        self._bound()

    def replace(self, track: PlayableTrack) -> None:
        """The same track from another file: the position stays."""
        self.stand()
        self._take_file(track)
        self._bound()

    def give_up(self) -> None:
        self.track = None
        self.duration_ms = self._known_ms = self._file_ms = 0

    def learn_length(self, file_ms: int, *, is_guess: bool = False) -> bool:
        """The length of the file. Returns whether the track's duration is new: the file tells it
        unless the track's time is its own.

        A guess counts only if the library knows nothing, and a length that is the library's but for
        the silence that an encoder put around the music never does.
        """
        if self.track is None:
            return False
        source, known_ms = self.track.source, self.track.duration_ms
        self._guess_ms = file_ms if is_guess else 0
        if known_ms and is_guess:
            return False
        self._file_ms = file_ms
        self._bound()
        if self.duration_ms and not source.is_plain:
            return False
        if known_ms and abs(file_ms - known_ms) <= MOST_ENCODER_SILENCE_MS:
            return False
        ends_ms = source.ends_ms(file_ms)
        self._known_ms = 0 if is_guess else ends_ms
        return self._learn_duration(ends_ms)

    def take_length(self, track: PlayableTrack) -> bool:
        """The library put the length of the loaded track right. Returns whether it is new."""
        self.track = track
        self._known_ms = track.duration_ms or self._known_ms
        return self._learn_duration(track.duration_ms)

    def learn_end(self) -> bool:
        """The file has ended. Returns whether the duration is new: if it is clearly shorter than
        was guessed, this is all there is.
        """
        if self.track is None:
            return False
        reached_ms, source = self.heard_ms, self.track.source
        if not (self._guess_ms and is_short_of(source.ends_ms(self._guess_ms), reached_ms)):
            return False
        self._file_ms, self._guess_ms = source.to_file(reached_ms), 0
        self._bound()
        return self._learn_duration(reached_ms)

    def learn_from(self, report: TimeReport) -> bool:
        """Durations may be estimates, or of an older file: if the sound goes on past one, the sound
        is right. Returns whether the duration is new.
        """
        if self.track is None:
            return False
        position_ms = self.track.source.to_track(report.position_ms)
        if self.track.source.end_ms is not None:
            position_ms = min(position_ms, self.ends_ms)
        is_reckoned = report.is_reckoned and position_ms > self.ends_ms
        if not 0 < self.duration_ms < position_ms or self._is_about_known(position_ms, is_reckoned):
            return False
        return self._learn_duration(position_ms)

    def _is_about_known(self, position_ms: int, is_reckoned: bool) -> bool:
        """Whether a position past the duration doesn't speak against it: an encoder's silence
        follows the music; and while the output finishes, the time goes on without any sound.
        """
        if not self._known_ms:
            return False
        if is_reckoned:
            return not is_short_of(position_ms, self._known_ms)
        return position_ms <= self._known_ms + MOST_ENCODER_SILENCE_MS

    def _learn_duration(self, duration_ms: int) -> bool:
        if duration_ms <= 0 or duration_ms == self.duration_ms:
            return False
        self.duration_ms = duration_ms
        self._bound()
        return True

    def _take_file(self, track: PlayableTrack) -> None:
        if self.track is None or self.track.path != track.path:
            self._file_ms = self._guess_ms = 0
        self.track = track

    def _bound(self) -> None:
        self._clock.set_duration(self.ends_ms)

    # where

    @property
    def position_ms(self) -> int:
        """The position heard, behind by the output's latency."""
        return self._clock.position_ms(self._now_ns())

    @property
    def heard_ms(self) -> int:
        """How far the backend has played."""
        return self._clock.heard_ms(self._now_ns())

    @property
    def believed_ms(self) -> int:
        """Where the backend continues from."""
        return self._clock.believed_ms(self._now_ns())

    @property
    def is_running(self) -> bool:
        return self._clock.is_running

    @property
    def ends_ms(self) -> int:
        """Where the sound ends: with the track, or with this source of it; 0 if unknown."""
        if self.track is None or self.track.source.is_plain:
            return self.duration_ms
        return self.track.source.ends_ms(self._file_ms) or self.duration_ms

    def left_ms(self, rate: float) -> float:
        """How long the sound goes on at this rate, by the backend; below 0 if it's unknown."""
        return (self.ends_ms - self.heard_ms) / self._track_rate(rate)

    def within(self, position_ms: int) -> int:
        """The nearest position that has sound here."""
        first_ms = 0 if self.track is None else self.track.source.first_ms
        position_ms = max(first_ms, position_ms)
        return min(position_ms, self.ends_ms) if self.ends_ms else position_ms

    # what moves it

    def run(self) -> None:
        self._clock.run(self._now_ns())

    def stand(self) -> None:
        self._clock.stand(self._now_ns())

    def jump(self, position_ms: int) -> None:
        self._clock.jump(position_ms, self._now_ns())

    def turn(self, position_ms: int) -> None:
        """The jump of a loop: shown when it is heard."""
        self._clock.turn(position_ms, self._now_ns())

    def wait(self, at_ns: int) -> None:
        """The sound stops for a moment."""
        self._clock.wait(at_ns)

    def report(self, report: TimeReport) -> None:
        if self.track is not None:
            position_ms = self.track.source.to_track(report.position_ms)
            self._tell(TimeReport(report.monotonic_ns, position_ms, self._track_rate(report.rate)))

    def go_on_in(self, track: PlayableTrack, *, is_sounding: bool = True) -> int:
        """The sound stays where it is in the file, which is another track's from now on, or at
        another time of this one. Returns the time. is_sounding: running, and not waiting for sound.
        """
        assert self.track is not None
        now_ns, was_running = self._now_ns(), self.is_running
        file_ms = self.track.source.file_at(self._clock.heard_ms(now_ns))
        file_rate = self._clock.rate / self.track.source.tempo_ratio
        self.take(track)
        if self._file_ms:
            self.learn_length(self._file_ms, is_guess=self._guess_ms > 0)
        position_ms = track.source.to_track(file_ms)
        shown_ms = self.within(position_ms)
        self._clock.jump(shown_ms, now_ns)
        if was_running:
            self._clock.run(now_ns)
        if is_sounding:
            self._tell(TimeReport(now_ns, position_ms, self._track_rate(file_rate)))
        return shown_ms

    def _tell(self, report: TimeReport) -> None:
        self._clock.set_rate(report.rate, report.monotonic_ns)
        self._clock.report(report)

    def _track_rate(self, rate: float) -> float:
        """How fast the track's time passes."""
        return rate if self.track is None else rate * self.track.source.tempo_ratio

    def set_output_latency(self, latency_ms: int) -> None:
        self._clock.set_output_latency(latency_ms, self._now_ns())
