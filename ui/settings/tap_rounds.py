"""Two rounds of taps, one along with clicks that can't be seen, one with flashes that can't be
heard.
"""

from __future__ import annotations

from app.player.click_track import PERIOD_MS, offset_ms
from app.player.tapping import TAPS_WANTED, Taps, gather, latency_ms, spread_ms

BOUNCE_MS = 250  # a second press within this time is the same tap
_FIRST_MS = PERIOD_MS - 300  # earlier taps can't be along with the first click


class TapRounds:
    """Takes taps until both rounds are complete; then there is a latency."""

    def __init__(self) -> None:
        self._rounds: tuple[list[float], list[float]] = ([], [])
        self._last_ms = -PERIOD_MS

    @property
    def is_heard(self) -> bool:
        """Whether this is still the round with clicks."""
        return len(self._rounds[0]) < TAPS_WANTED

    @property
    def is_over(self) -> bool:
        return all(len(offsets) >= TAPS_WANTED for offsets in self._rounds)

    @property
    def count(self) -> int:
        """The number of taps in this round."""
        return len(self._rounds[0 if self.is_heard else 1])

    def tap(self, position_ms: int) -> bool:
        """A tap at a position of the click track. Returns whether it counts."""
        gap_ms = position_ms - self._last_ms
        if position_ms < _FIRST_MS or 0 <= gap_ms < BOUNCE_MS or self.is_over:
            return False
        self._last_ms = position_ms
        self._rounds[0 if self.is_heard else 1].append(offset_ms(position_ms))
        return True

    @property
    def latency_ms(self) -> int:
        return latency_ms(*self._gathered())

    @property
    def spread_ms(self) -> int:
        return spread_ms(*self._gathered())

    @property
    def is_steady(self) -> bool:
        return all(taps.is_steady for taps in self._gathered())

    def _gathered(self) -> tuple[Taps, Taps]:
        heard, seen = self._rounds
        return gather(heard), gather(seen)
