"""Where the music is, for threads that can't ask the player."""

from __future__ import annotations

from collections.abc import Callable


class PositionClock:
    """The GUI thread notes what the player's own clock says, any thread reads it.

    Between two notes it goes on at the speed of the music, so that it is right also while the
    window is too busy to note anything.
    """

    def __init__(self, now_ns: Callable[[], int]) -> None:
        """now_ns: the player's clock."""
        self._now_ns = now_ns
        self._known = (0, 0, 0.0, 0)  # one object, so that a reader never sees halves of two

    def note(self, position_ms: int, rate: float, duration_ms: int) -> None:
        """rate: 0 while the music rests. duration_ms: 0 if it isn't known."""
        self._known = position_ms, self._now_ns(), rate, duration_ms

    @property
    def position_ms(self) -> int:
        position_ms, noted_ns, rate, duration_ms = self._known
        moved = position_ms + round((self._now_ns() - noted_ns) * rate / 1_000_000)
        return min(moved, duration_ms) if duration_ms else moved
