"""The loaded track and the clock in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.player.output_latency import HeardClock

if TYPE_CHECKING:
    from app.player.backend import TimeReport
    from app.player.records import PlayableTrack


class TrackClock:
    """Asks for each moment itself, and knows how long the track lasts."""

    def __init__(self, monotonic_ns: Callable[[], int]) -> None:
        self._now_ns = monotonic_ns
        self._clock = HeardClock()
        self.track: PlayableTrack | None = None
        self.duration_ms = 0

    def take(self, track: PlayableTrack) -> None:
        """It stands; where in the track a `jump` has to say."""
        self.stand()
        self.track = track
        self.duration_ms = track.duration_ms
        self._clock.set_duration(track.duration_ms)

    def give_up(self) -> None:
        self.track = None
        self.duration_ms = 0

    def learn_duration(self, duration_ms: int) -> bool:
        """Whether that is news."""
        if self.track is None or duration_ms <= 0 or duration_ms == self.duration_ms:
            return False
        self.duration_ms = duration_ms
        self._clock.set_duration(duration_ms)
        return True

    def outlasted_by(self, position_ms: int) -> bool:
        """Durations may be estimates: the sound that goes on past one is right."""
        return 0 < self.duration_ms < position_ms

    # where

    @property
    def position_ms(self) -> int:
        """What is heard, behind the output's latency."""
        return self._clock.position_ms(self._now_ns())

    @property
    def heard_ms(self) -> int:
        """How far the backend has come."""
        return self._clock.heard_ms(self._now_ns())

    @property
    def believed_ms(self) -> int:
        """From where the backend goes on."""
        return self._clock.believed_ms(self._now_ns())

    def within(self, position_ms: int) -> int:
        """The nearest position that is in the track."""
        position_ms = max(0, position_ms)
        return min(position_ms, self.duration_ms) if self.duration_ms else position_ms

    # what moves it

    def run(self) -> None:
        self._clock.run(self._now_ns())

    def stand(self) -> None:
        self._clock.stand(self._now_ns())

    def jump(self, position_ms: int) -> None:
        self._clock.jump(position_ms, self._now_ns())

    def turn(self, position_ms: int) -> None:
        """A loop's own jump: shown when it is heard."""
        self._clock.turn(position_ms, self._now_ns())

    def wait(self, at_ns: int) -> None:
        """The sound breaks."""
        self._clock.wait(at_ns)

    def report(self, report: TimeReport) -> None:
        self._clock.set_rate(report.rate, report.monotonic_ns)
        self._clock.report(report)

    def set_output_latency(self, latency_ms: int) -> None:
        self._clock.set_output_latency(latency_ms, self._now_ns())
