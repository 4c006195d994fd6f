"""Plays one track at a time and knows the position in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.player.backend import (
    Backend,
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    SoundBreaks,
    TimeReport,
)
from app.player.course import Course
from app.player.playback_range import Due, PlaybackRange
from app.player.records import (
    Jumped,
    JumpReason,
    PlayableTrack,
    PlayerEvent,
    PlayState,
    TrackLoaded,
)
from app.player.sound_output import SoundOutput
from app.player.track_clock import TrackClock
from app.player.track_correction import TrackCorrection
from app.player.track_end import TrackEnd
from app.player.track_opening import TrackOpening
from app.player.track_sound import TrackSound

if TYPE_CHECKING:
    from app.core.timecode import Span

SLOWEST, FASTEST = 0.5, 2.0


class Player:
    """Methods take effect at once in `state` and `position_ms`; `poll` returns the events.

    Call `poll` about every 16 ms: it collects the backend's reports, repeats loops and pauses at
    the end of passages. The next `poll` also reports what the methods themselves changed.

    All times are the track's own; only the backend is told the file's.
    """

    def __init__(
        self, backend: Backend, monotonic_ns: Callable[[], int] = time.monotonic_ns
    ) -> None:
        self._backend = backend
        self._clock = TrackClock(monotonic_ns)
        self._sound = TrackSound(backend, self._clock)
        self._range = PlaybackRange()
        self._course = Course(self._clock)
        self._opening = TrackOpening(self._sound, self._clock, self._course)
        self._correction = TrackCorrection(self._sound, self._clock, self._course)
        self._end = TrackEnd(self._sound, self._clock, self._range, self._course, self._opening)
        self.output = SoundOutput(backend, self._clock)
        self._rate = 1.0
        self.is_aimed = False  # set by a `ChangeOver`, for which a place is ready: nothing else is

    # What it is doing

    @property
    def track(self) -> PlayableTrack | None:
        return self._clock.track

    @property
    def state(self) -> PlayState:
        return self._course.state

    @property
    def is_playing(self) -> bool:
        """Whether it is playing or about to: what a play/pause button shows."""
        return self._course.is_playing

    @property
    def position_ms(self) -> int:
        """The position to show: the one heard, behind by the output's latency."""
        return self._clock.position_ms

    @property
    def heard_ms(self) -> int:
        """How far the backend has played: the position to reckon with, ahead of the shown one by
        the output's latency.
        """
        return self._clock.heard_ms

    @property
    def duration_ms(self) -> int:
        return self._clock.duration_ms

    @property
    def begins_ms(self) -> int:
        """The first position that has sound."""
        return self._clock.within(0)

    @property
    def left_ms(self) -> float:
        """How long the track still sounds at this rate; below 0 if that is unknown."""
        return self._clock.left_ms(self._rate)

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def heard_again(self) -> Span | None:
        """The passage at whose end it pauses; None after a seek."""
        return self._range.heard_again

    @property
    def loop(self) -> Span | None:
        return self._range.loop

    # Transport

    def load(self, track: PlayableTrack, start_ms: int = 0) -> None:
        """Load a track without playing it; whatever is playing stops, and any loop ends."""
        if self._course.is_held_open:
            self._backend.stop()
        self._take(track, start_ms)
        self._course.become(PlayState.STOPPED)

    def play(self) -> None:
        """Play from the shown position; a track that ended starts again. Needs a track."""
        track = self._clock.track
        if track is None or self.is_playing:
            return
        if self._course.state is PlayState.PAUSED:
            self._backend.resume()
            self._clock.run()
            self._course.become(PlayState.PLAYING)
            return
        if self._course.state is PlayState.ENDED:
            self._course.jump(self._range.start_ms, JumpReason.SEEK)
        self._opening.open()

    def play_track(self, track: PlayableTrack, start_ms: int = 0) -> None:
        """Load and play without a gap: a prepared track follows at once, and one that continues
        in the same file where the last one ended is already heard.
        """
        if self._end.is_passed and self._sound.continues_in(track) and start_ms <= 0:
            self._range.let_go()
            self._course.tell(TrackLoaded(track))
            self._course.tell(Jumped(self._clock.go_on_in(track), JumpReason.TRACK))
            self._course.become(PlayState.PLAYING)
            return
        self._take(track, start_ms)
        self._opening.open()

    def prepare(self, track: PlayableTrack | None, start_ms: int = 0) -> None:
        """Get ready to `play_track` this without a gap; None if nothing follows."""
        self._sound.follow_with(track, start_ms)

    def correct(self, track: PlayableTrack) -> None:
        """See `TrackCorrection`: the loaded track's time in its file, or its length, may have
        changed.
        """
        loaded = self._clock.track
        if loaded is not None and loaded.track_id == track.track_id:
            self._correction.go_on_in(track)

    def follow(self, track: PlayableTrack, shift_ms: int) -> None:
        """What is loaded is part of this track from now on: the same sound goes on in it, and a
        loop stays at its music. shift_ms: what to add to a position.
        """
        position_ms, was_playing = self._clock.heard_ms, self.is_playing
        self._range.move(shift_ms)
        if self._correction.go_on_in(track):
            return
        loop = self.loop
        self.load(track, position_ms + shift_ms)
        self.set_loop(loop)
        if was_playing:
            self.play()

    def pause(self) -> None:
        if not self.is_playing:
            return
        self._backend.pause()
        self._clock.stand()
        self._course.become(PlayState.PAUSED)

    def toggle(self) -> None:
        self.pause() if self.is_playing else self.play()

    def stop(self) -> None:
        """Stop playing and go back to the start."""
        if self._clock.track is None:
            return
        self._backend.stop()
        self._clock.stand()
        self._range.heard_again = None
        self._course.jump(0, JumpReason.SEEK)
        self._course.become(PlayState.STOPPED)

    def unload(self) -> None:
        """Stop playing and have no track."""
        self.stop()
        self._clock.give_up()
        self._range.let_go()
        self._course.become(PlayState.EMPTY)

    def seek_ms(self, position_ms: int) -> None:
        """Go to a position; while paused, stay paused; after the end, be ready to play there."""
        if self._clock.track is None:
            return
        self._range.heard_again = None
        self._go_to(position_ms, JumpReason.SEEK)

    def play_span(self, span: Span, preroll_ms: int = 0) -> None:
        """Play a passage again with a lead-in, then pause at its end."""
        if self._clock.track is None:
            return
        self._range.hear_once(span)
        self._go_to(span.start_ms - preroll_ms, JumpReason.SEEK)
        self.play()

    def keep_to(self, span: Span) -> None:
        """Pause at the end of a passage that is being heard, although a seek within it let go of
        it.
        """
        if self._clock.track is not None:
            self._range.hear_once(span)

    # Speed and loop

    def set_rate(self, rate: float) -> None:
        """0.5..2, with the pitch preserved; values beyond that are clamped."""
        self._rate = min(FASTEST, max(SLOWEST, rate))
        self._backend.set_rate(self._rate)  # the clock learns of it when it is heard

    def set_loop(self, span: Span | None) -> None:
        """Repeat a passage until None; a point can't be a loop. A playhead outside goes to it."""
        self._range.repeat(span)
        loop = self._range.loop
        if loop is None or self._clock.track is None:
            return
        if not loop.contains(self.position_ms):
            self._go_to(loop.start_ms, JumpReason.SEEK)

    # News

    def poll(self) -> tuple[PlayerEvent, ...]:
        self._end.hush()  # nothing followed after all
        for event in self._backend.poll():
            self._hear(event)
        self._keep_to_range()
        return self.take_news()

    def take_news(self) -> tuple[PlayerEvent, ...]:
        """What the methods themselves changed since the last call of this or `poll`."""
        return self._course.take_news()

    def close(self) -> None:
        self._backend.close()
        self._course.state = PlayState.EMPTY
        self._clock.give_up()

    def _hear(self, event: BackendEvent) -> None:
        if not self._course.is_held_open and not isinstance(event, BackendFault):
            return
        match event:
            case TimeReport():
                self._course.tell_duration(is_new=self._clock.learn_from(event))
                self._clock.report(event)
                if self.state is PlayState.LOADING:
                    self._course.become(PlayState.PLAYING)
            case SoundBreaks(monotonic_ns=at_ns):
                self._clock.wait(at_ns)
            case LengthKnown(duration_ms=file_ms, is_guess=is_guess):
                self._course.tell_duration(
                    is_new=self._clock.learn_length(file_ms, is_guess=is_guess)
                )
            case EndReached():
                self._end.reach()
            case BackendFault(problem=problem, is_fatal=is_fatal):
                self._opening.fail(problem, is_fatal=is_fatal)

    def _keep_to_range(self) -> None:
        track, playback_range = self._clock.track, self._range
        if self._course.state is not PlayState.PLAYING or track is None:
            return
        rate = self._rate * track.source.tempo_ratio
        match playback_range.due(self._clock.heard_ms, rate):
            case Due.READINESS:
                self._sound.make_ready(playback_range.start_ms)
            case Due.TURN:
                self._go_to(playback_range.start_ms, JumpReason.LOOP)
                return
            case Due.END if playback_range.heard_again is not None:
                self.pause()
                self._end.finish_passage()
                return
        if self._sound.is_past_stretch(self._rate):
            self._end.reach_within_file()

    # What the methods are made of

    def _take(self, track: PlayableTrack, start_ms: int) -> None:
        self._end.hush()
        self._clock.take(track)
        self._range.let_go()
        self._course.tell(TrackLoaded(track))
        self._course.jump(start_ms, JumpReason.TRACK)

    def _go_to(self, position_ms: int, reason: JumpReason) -> None:
        self._end.hush()
        position_ms = self._clock.within(position_ms)
        self._course.jump(position_ms, reason)
        if self._course.is_held_open:
            self._sound.seek(position_ms)
        elif self._course.state is PlayState.ENDED:
            self._course.become(PlayState.STOPPED)
