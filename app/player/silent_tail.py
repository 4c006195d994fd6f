"""The last fraction of a second, which libVLC's dummy output discards."""

from __future__ import annotations

from app.player.backend import BackendEvent, EndReached, TimeReport

LONGEST_TAIL_MS = 2000
READ_AHEAD_MS = 1000.0  # of real time: libVLC's file caching


class SilentTail:
    """Counts down what is left of a track after the input ended early.

    libVLC's `adummy` output runs in real time but doesn't drain: it reports the end when the last
    block was read, 1 s early and by the rest of that block. While silent, the rest is waited for,
    so a track lasts as long as it should.
    """

    def __init__(self) -> None:
        self._from_ms = 0.0
        self._to_ms = 0.0
        self._since_ns: int | None = None
        self.is_active = False

    def begin(
        self, at_ms: float, duration_ms: int, now_ns: int, rate: float, block_ms: float
    ) -> None:
        """duration_ms: what libVLC says, which may be wrong; a truncated file is shorter.
        block_ms: the length of the file's blocks, if it is known; otherwise 0.
        """
        rest_ms = duration_ms - at_ms
        if not 0 <= rest_ms < LONGEST_TAIL_MS + block_ms:
            rest_ms = READ_AHEAD_MS * rate
        self.is_active = True
        self._from_ms, self._to_ms, self._since_ns = at_ms, at_ms + rest_ms, now_ns

    def pause(self, now_ns: int, rate: float) -> None:
        self._from_ms = self.at(now_ns, rate)
        self._since_ns = None

    def resume(self, now_ns: int) -> None:
        self._since_ns = now_ns

    def at(self, now_ns: int, rate: float) -> float:
        if self._since_ns is None:
            return self._from_ms
        return self._from_ms + rate * (now_ns - self._since_ns) / 1e6

    def news(self, now_ns: int, rate: float) -> list[BackendEvent]:
        """Where the sound would be, or that it has ended; nothing while it is paused."""
        if not self.is_active:
            return []
        at_ms = self.at(now_ns, rate)
        if at_ms >= self._to_ms:
            self.drop()
            return [EndReached(now_ns)]
        if self._since_ns is None:
            return []
        return [TimeReport(now_ns, int(at_ms), rate, is_reckoned=True)]

    def drop(self) -> None:
        self.is_active = False
