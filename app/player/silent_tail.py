"""The last part-second that libVLC's dummy output throws away."""

from __future__ import annotations

LONGEST_TAIL_MS = 2000


class SilentTail:
    """Counts down what is left of a track after the input ended early.

    libVLC's `adummy` output runs in real time but does not drain: it tells the end 300 to 500 ms
    early (measured). In silence the rest is waited for, so a track lasts as long as it should.
    """

    def __init__(self) -> None:
        self._from_ms = 0.0
        self._to_ms = 0.0
        self._since_ns: int | None = None
        self.is_active = False

    def begin(self, at_ms: float, duration_ms: int, now_ns: int) -> bool:
        """Whether there is a rest worth waiting for; a truncated file has none."""
        self.is_active = 0 < duration_ms - at_ms < LONGEST_TAIL_MS
        self._from_ms, self._to_ms, self._since_ns = at_ms, float(duration_ms), now_ns
        return self.is_active

    def pause(self, now_ns: int, rate: float) -> None:
        self._from_ms = self.at(now_ns, rate)
        self._since_ns = None

    def resume(self, now_ns: int) -> None:
        self._since_ns = now_ns

    def at(self, now_ns: int, rate: float) -> float:
        if self._since_ns is None:
            return self._from_ms
        return self._from_ms + rate * (now_ns - self._since_ns) / 1e6

    def is_over(self, now_ns: int, rate: float) -> bool:
        return self.at(now_ns, rate) >= self._to_ms

    def drop(self) -> None:
        self.is_active = False
