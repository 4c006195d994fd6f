"""How late the sound really began after a start, as far as the output says."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.player.sound_server import works_in_cycles

if TYPE_CHECKING:
    from app.player.vlc_output_log import OutputLog

# From a start to its sound; measured: 5 to 90 ms, longer on a busy machine. An output that has
# never said anything isn't waited for so long.
PATIENCE_MS, LONG_PATIENCE_MS = 150.0, 1000.0
# libVLC tolerates a start that it believes to be off by up to this much, and corrects a worse one
# until it is on time (its AOUT_MAX_PTS_ADVANCE and AOUT_MAX_PTS_DELAY).
LEFT_EARLY_MS, LEFT_LATE_MS = -40.0, 60.0
# From being told to announcing the start, PulseAudio takes 2 to 7 ms; PipeWire takes up to a cycle,
# and a little longer for its first stream. Beyond that it was only heard late, on a busy machine.
LONGEST_MS, LONGEST_IN_CYCLES_MS = 10.0, 30.0
CYCLE_MS = 1024 / 48  # PipeWire's usual one
STARTS = 5


class StartOfSound:
    """Asked after a start until it knows; then its answer holds until the next start.

    An output that said nothing the first time isn't waited for again, until it says something.
    """

    def __init__(self, log: OutputLog, in_cycles: Callable[[], bool] = works_in_cycles) -> None:
        """in_cycles: whether the sound server works in cycles."""
        self._log = log
        self._in_cycles = in_cycles
        self._began_ns = 0
        self._lateness_ms: float | None = 0.0
        self._is_known = True
        self._has_spoken = self._is_mute = False
        self._took_ms: deque[float] = deque(maxlen=STARTS)

    def begin(self, now_ns: int, *, says_nothing: bool = False) -> None:
        self._log.expect_start()
        self._began_ns = now_ns
        self._is_known = says_nothing
        self._lateness_ms = 0.0 if says_nothing or self._is_mute else None

    def lateness_ms(self, now_ns: int) -> float | None:
        """How late the sound is by libVLC's clock; None while that can't be known. What comes too
        late to be waited for still counts.
        """
        if not self._is_known:
            self._look(now_ns)
        return self._lateness_ms

    def _look(self, now_ns: int) -> None:
        start = self._log.start()
        if start is not None:
            is_left = LEFT_EARLY_MS <= start.lateness_ms <= LEFT_LATE_MS
            late_ms = start.lateness_ms + self._server_ms(start.took_ms)
            self._lateness_ms = late_ms if is_left else 0.0
            self._is_known = self._has_spoken = True
            self._is_mute = False
            return
        patience_ms = LONG_PATIENCE_MS if self._has_spoken else PATIENCE_MS
        if self._lateness_ms is None and (now_ns - self._began_ns) / 1e6 > patience_ms:
            self._lateness_ms, self._is_mute = 0.0, not self._has_spoken

    def _server_ms(self, took_ms: float) -> float:
        """How long after being told the server's sound begins.

        A server that works in cycles plays a stream one cycle after it said so. The cycle is
        shorter than usual if another program wants it so. Nobody says, but the starts do: each
        takes any part of one.
        """
        if not self._in_cycles():
            return min(took_ms, LONGEST_MS)
        if took_ms < LONGEST_IN_CYCLES_MS:
            self._took_ms.append(took_ms)
        is_clear = len(self._took_ms) == STARTS
        cycle_ms = min(CYCLE_MS, max(self._took_ms)) if is_clear else CYCLE_MS
        return min(took_ms, LONGEST_IN_CYCLES_MS) + cycle_ms
