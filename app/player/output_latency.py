"""From the player's own position to the one that is heard through a slow output device.

Bluetooth, HDMI and some sound bars delay the sound without reporting it. The listener sets the
latency of each device; what is shown then matches what is heard. The rest of the player, which has
to instruct the backend before things are heard, keeps using its own clock.
"""

from __future__ import annotations

from collections import deque

from app.player.clock import PositionClock
from app.profile.setting_values import LONGEST_OUTPUT_LATENCY_MS

NEWS_MS = 60.0  # libVLC names its device up to 15 ms after the sound began to flow (measured)
GLIDE = 0.5  # a changed latency slows the shown position by half, or speeds it up by half


class HeardPosition:
    """Where the player was, `latency_ms` of playing time ago.

    A delay line, not a subtraction: after a change of rate, a stall or a correction of the clock,
    too, one hears what was played a latency ago. Playing time stops while the music is paused, and
    so does what is heard. A jump empties the line: its target is shown at once and held until its
    sound is heard. A changed latency is approached gradually, so that nothing steps back; but a
    longer one set right after a jump, when the device becomes known, prolongs the hold instead.
    """

    def __init__(self) -> None:
        self._ran_ms = 0.0
        self._latency_ms = self._aimed_ms = 0.0
        self._past: deque[tuple[float, float]] = deque([(0.0, 0.0)])
        self._jumped_ms = self._heard_ms = self._held_ms = 0.0

    def aim(self, latency_ms: int) -> None:
        """The latency to reach, 0..1000: at the next jump, or gradually while playing.

        A change of one second takes two seconds.
        """
        self._aimed_ms = float(min(LONGEST_OUTPUT_LATENCY_MS, max(0, latency_ms)))
        if 0 <= self._heard_ms - self._jumped_ms <= NEWS_MS and self._aimed_ms > self._latency_ms:
            self._latency_ms = self._aimed_ms
            self._held_ms = self._heard_ms

    def jump(self, position_ms: float) -> None:
        """Show `position_ms` now and hold it for one latency of playing time."""
        self._latency_ms = self._aimed_ms
        self._jumped_ms = self._heard_ms = self._held_ms = position_ms
        self._past.clear()
        self._past.append((self._ran_ms, position_ms))

    def turn(self, position_ms: float) -> None:
        """The music continues at `position_ms` by itself: heard and shown one latency later."""
        self._past.append((self._ran_ms, position_ms))
        self._held_ms = 0.0

    def advance(self, passed_ms: float, position_ms: float) -> float:
        """What is heard now that `passed_ms` of playing brought the player to `position_ms`."""
        self._glide(passed_ms)
        if passed_ms > 0:
            self._ran_ms += passed_ms
            self._past.append((self._ran_ms, position_ms))
        elif self._past[-1][1] != position_ms:
            self._past[-1] = (self._ran_ms, position_ms)
        self._heard_ms = max(self._held_ms, self._at(self._ran_ms - self._latency_ms))
        return self._heard_ms

    def _glide(self, passed_ms: float) -> None:
        most_ms = GLIDE * passed_ms
        change_ms = self._aimed_ms - self._latency_ms
        self._latency_ms += min(most_ms, max(-most_ms, change_ms))

    def _at(self, ran_ms: float) -> float:
        """Asked only for later and later times, as GLIDE is below 1: drops what lies before."""
        past = self._past
        while len(past) > 1 and past[1][0] <= ran_ms:
            past.popleft()
        since_ms, start_ms = past[0]
        if len(past) == 1 or ran_ms <= since_ms:
            return start_ms
        until_ms, end_ms = past[1]
        return start_ms + (end_ms - start_ms) * (ran_ms - since_ms) / (until_ms - since_ms)


class HeardClock(PositionClock):
    """The player's clock with `position_ms` as it is heard through the output device.

    `heard_ms` stays as it is, ahead of the listener's ear: it decides when to instruct the backend.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heard = HeardPosition()
        self._looked_ns = 0

    def set_output_latency(self, latency_ms: int, now_ns: int) -> None:
        self._look(now_ns)
        self._heard.aim(latency_ms)

    def believed_ms(self, now_ns: int) -> int:
        """The position without the latency, from which the backend continues."""
        return super().position_ms(now_ns)

    def position_ms(self, now_ns: int) -> int:
        return int(self._look(now_ns))

    def jump(self, position_ms: int, now_ns: int) -> None:
        super().jump(position_ms, now_ns)
        self._looked_ns = now_ns
        self._heard.jump(position_ms)

    def turn(self, position_ms: int, now_ns: int) -> None:
        """The jump of a loop: shown when it is heard."""
        self._look(now_ns)
        super().jump(position_ms, now_ns)
        self._heard.turn(position_ms)

    def run(self, now_ns: int) -> None:
        self._look(now_ns)
        super().run(now_ns)

    def stand(self, now_ns: int) -> None:
        self._look(now_ns)
        super().stand(now_ns)

    def _look(self, now_ns: int) -> float:
        passed_ms = max(0, now_ns - self._looked_ns) / 1e6 if self.is_running else 0.0
        self._looked_ns = max(now_ns, self._looked_ns)
        return self._heard.advance(passed_ms, super().position_ms(now_ns))
