"""Plays one track at a time and knows where it is."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.player.asking import is_there
from app.player.backend import (
    Backend,
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    SoundBreaks,
    TimeReport,
)
from app.player.playback_range import Due, PlaybackRange
from app.player.records import (
    DurationKnown,
    Jumped,
    JumpReason,
    PlayableTrack,
    PlaybackFault,
    PlayerEvent,
    PlayState,
    SpanFinished,
    StateChanged,
    TrackEnded,
    TrackLoaded,
)
from app.player.track_clock import TrackClock
from app.player.troubles import broken_off, missing_file

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.timecode import Span
    from app.player.output_device import OutputDevice

log = logging.getLogger(__name__)

SLOWEST, FASTEST = 0.5, 2.0
HELD_OPEN = (PlayState.LOADING, PlayState.PLAYING, PlayState.PAUSED)


class Player:
    """Verbs take effect at once in `state` and `position_ms`; `poll` brings the news.

    Call `poll` about every 16 ms: it collects the backend's reports, turns loops around and ends
    spans. What the verbs themselves changed also comes out of the next `poll`.
    """

    def __init__(
        self, backend: Backend, monotonic_ns: Callable[[], int] = time.monotonic_ns
    ) -> None:
        self._backend = backend
        self._clock = TrackClock(monotonic_ns)
        self._range = PlaybackRange()
        self._state = PlayState.EMPTY
        self._rate = 1.0
        self._volume = 100
        self._is_muted = False
        self._events: list[PlayerEvent] = []

    # What it is doing

    @property
    def track(self) -> PlayableTrack | None:
        return self._clock.track

    @property
    def state(self) -> PlayState:
        return self._state

    @property
    def is_playing(self) -> bool:
        """Whether it plays or is about to: what a play/pause button shows."""
        return self._state in (PlayState.PLAYING, PlayState.LOADING)

    @property
    def position_ms(self) -> int:
        """The position to show: what is heard, behind the output's latency."""
        return self._clock.position_ms

    @property
    def duration_ms(self) -> int:
        return self._clock.duration_ms

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def volume(self) -> int:
        return self._volume

    @property
    def is_muted(self) -> bool:
        return self._is_muted

    @property
    def loop(self) -> Span | None:
        return self._range.loop

    # Transport

    def load(self, track: PlayableTrack, start_ms: int = 0) -> None:
        """Make a track ready; whatever played stops. Ends any loop."""
        if self._state in HELD_OPEN:
            self._backend.stop()
        self._take(track, start_ms)
        self._become(PlayState.STOPPED)

    def play(self) -> None:
        """Play from the shown position; an ended track begins anew. No track: nothing happens."""
        track = self._clock.track
        if track is None or self.is_playing:
            return
        if self._state is PlayState.PAUSED:
            self._backend.resume()
            self._clock.run()
            self._become(PlayState.PLAYING)
            return
        if self._state is PlayState.ENDED:
            self._jump(self._range.start_ms, JumpReason.SEEK)
        self._open(track)

    def play_track(self, track: PlayableTrack, start_ms: int = 0) -> None:
        """Load and play with no silence between: a prepared track follows at once."""
        self._take(track, start_ms)
        self._open(track)

    def prepare(self, track: PlayableTrack, start_ms: int = 0) -> None:
        """Get ready to `play_track` this without a pause."""
        self._backend.prepare(track.path, start_ms)

    def pause(self) -> None:
        if not self.is_playing:
            return
        self._backend.pause()
        self._clock.stand()
        self._become(PlayState.PAUSED)

    def toggle(self) -> None:
        self.pause() if self.is_playing else self.play()

    def stop(self) -> None:
        """Back to the start, silent."""
        if self._clock.track is None:
            return
        self._backend.stop()
        self._clock.stand()
        self._range.heard_again = None
        self._jump(0, JumpReason.SEEK)
        self._become(PlayState.STOPPED)

    def unload(self) -> None:
        """Silence, and no track."""
        self.stop()
        self._clock.give_up()
        self._range.let_go()
        self._become(PlayState.EMPTY)

    def seek_ms(self, position_ms: int) -> None:
        """Go to a position; while paused stay paused, after the end stand ready there."""
        if self._clock.track is None:
            return
        self._range.heard_again = None
        self._go_to(position_ms, JumpReason.SEEK)

    def play_span(self, span: Span, preroll_ms: int = 0) -> None:
        """Hear a span again: play it with some seconds before it, then pause at its end."""
        if self._clock.track is None:
            return
        self._range.hear_once(span)
        self._go_to(span.start_ms - preroll_ms, JumpReason.SEEK)
        self.play()

    # Sound

    def set_rate(self, rate: float) -> None:
        """0.5..2, pitch kept; values outside are moved inside."""
        self._rate = min(FASTEST, max(SLOWEST, rate))
        self._backend.set_rate(self._rate)  # the clock hears of it when it is heard

    def set_volume(self, volume: int) -> None:
        self._volume = min(100, max(0, volume))
        self._backend.set_volume(self._volume)

    def set_muted(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        self._backend.set_muted(is_muted)

    def set_output_latency(self, latency_ms: int) -> None:
        """How much later than the player believes its output is heard: 0..1000, of wall time."""
        self._clock.set_output_latency(latency_ms)

    def output_device(self) -> OutputDevice | None:
        """Where the sound comes out now; None when that can't be told, or not yet."""
        return self._backend.output_device()

    def output_devices(self) -> tuple[OutputDevice, ...]:
        return self._backend.output_devices()

    def set_loop(self, span: Span | None) -> None:
        """Repeat a span until None; a point is no loop. The playhead outside it goes to it."""
        self._range.repeat(span)
        loop = self._range.loop
        if loop is None or self._clock.track is None:
            return
        if not loop.contains(self.position_ms):
            self._go_to(loop.start_ms, JumpReason.SEEK)

    # News

    def poll(self) -> tuple[PlayerEvent, ...]:
        for event in self._backend.poll():
            self._hear(event)
        self._keep_to_range()
        events, self._events = tuple(self._events), []
        return events

    def close(self) -> None:
        self._backend.close()
        self._state = PlayState.EMPTY
        self._clock.give_up()

    def _hear(self, event: BackendEvent) -> None:
        if self._state not in HELD_OPEN and not isinstance(event, BackendFault):
            return
        match event:
            case TimeReport(position_ms=position_ms):
                if self._clock.outlasted_by(position_ms):
                    self._know_duration(position_ms)
                self._clock.report(event)
                self._note_sound()
            case SoundBreaks(monotonic_ns=at_ns):
                self._clock.wait(at_ns)
            case LengthKnown(duration_ms=duration_ms):
                self._know_duration(duration_ms)
            case EndReached():
                self._reach_end()
            case BackendFault(problem=problem, is_fatal=is_fatal):
                self._fail(problem, is_fatal)

    def _note_sound(self) -> None:
        if self._state is PlayState.LOADING:
            self._become(PlayState.PLAYING)

    def _know_duration(self, duration_ms: int) -> None:
        track = self._clock.track
        if track is not None and self._clock.learn_duration(duration_ms):
            self._events.append(DurationKnown(track.track_id, duration_ms))

    def _reach_end(self) -> None:
        track, loop = self._clock.track, self._range.loop
        assert track is not None
        reached_ms = self._clock.heard_ms
        if loop is not None and reached_ms >= loop.start_ms:
            self._jump(loop.start_ms, JumpReason.LOOP)
            self._open(track)
            return
        problem = broken_off(track.path, reached_ms, self.duration_ms)
        if problem is not None:
            self._events.append(PlaybackFault(track.track_id, problem, is_fatal=False))
        else:
            self._clock.jump(self.duration_ms)
        self._clock.stand()
        self._become(PlayState.ENDED)
        if self._range.heard_again is not None:
            self._finish_span(self._range.heard_again)
        else:
            self._events.append(TrackEnded(track.track_id))

    def _fail(self, problem: Problem, is_fatal: bool) -> None:
        log.warning("playing: %s (%s)", problem, problem.details)
        if is_fatal:
            self._clock.stand()
            self._become(PlayState.STOPPED)
        track = self._clock.track
        track_id = track.track_id if track is not None else 0
        self._events.append(PlaybackFault(track_id, problem, is_fatal))

    def _keep_to_range(self) -> None:
        track, playback_range = self._clock.track, self._range
        if self._state is not PlayState.PLAYING or track is None:
            return
        match playback_range.due(self._clock.heard_ms, self._rate):
            case Due.READINESS:
                self._backend.prepare(track.path, playback_range.start_ms)
            case Due.TURN:
                self._go_to(playback_range.start_ms, JumpReason.LOOP)
            case Due.END if playback_range.heard_again is not None:
                self.pause()
                self._finish_span(playback_range.heard_again)

    def _finish_span(self, span: Span) -> None:
        self._range.heard_again = None
        self._events.append(SpanFinished(span))

    # Parts of the verbs

    def _take(self, track: PlayableTrack, start_ms: int) -> None:
        self._clock.take(track)
        self._range.let_go()
        self._events.append(TrackLoaded(track))
        self._jump(start_ms, JumpReason.TRACK)

    def _open(self, track: PlayableTrack) -> None:
        if is_there(track.path) is False:
            self._fail(missing_file(track.path), is_fatal=True)
            return
        start_ms = self._clock.believed_ms
        log.info("playing track %s from %s ms", track.track_id, start_ms)
        self._backend.open(track.path, start_ms)
        self._clock.run()
        self._become(PlayState.LOADING)

    def _go_to(self, position_ms: int, reason: JumpReason) -> None:
        position_ms = self._clock.within(position_ms)
        self._jump(position_ms, reason)
        if self._state in HELD_OPEN:
            self._backend.seek(position_ms)
        elif self._state is PlayState.ENDED:
            self._become(PlayState.STOPPED)

    def _jump(self, position_ms: int, reason: JumpReason) -> None:
        is_turn = reason is JumpReason.LOOP
        (self._clock.turn if is_turn else self._clock.jump)(position_ms)
        self._events.append(Jumped(position_ms, reason))

    def _become(self, state: PlayState) -> None:
        if state is not self._state:
            self._state = state
            self._events.append(StateChanged(state))
