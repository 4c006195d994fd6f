"""Until when the deck that was heard before sounds on: until the sound of the new one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.player.vlc_output_log import OutputLog

LONGEST_MS = 300.0  # an MP3 decoder misses up to 190 ms at first, in quiet stretches of VBR


class Outlasting:
    """How long a decoder delivers nothing at first isn't known when its deck starts, but the output
    says it when it gets the first block.
    """

    def __init__(self, log: OutputLog) -> None:
        self._log = log
        self._began_ns = 0
        self._misses_ms = self._waits_ms = 0.0
        self._has_spoken = False
        self.is_on = False

    def begin(self, now_ns: int, *, misses_ms: float, waits_ms: float) -> None:
        """A deck has just started. misses_ms: how long its decoder usually delivers nothing at
        first; 0 if it surely delivers something. waits_ms: for how long its sound then waits.
        """
        self._began_ns = now_ns
        self._misses_ms, self._waits_ms = misses_ms, waits_ms
        self.is_on = misses_ms > 0 or waits_ms > 0

    def end(self) -> None:
        self.is_on = False

    def is_due(self, now_ns: int) -> bool:
        """Whether what was heard before is to end now."""
        return self.is_on and now_ns >= self._begins_ns() + int(self._waits_ms * 1e6)

    def _begins_ns(self) -> int:
        """When the new sound begins, as far as is known."""
        if not self._misses_ms:
            return self._began_ns
        begins_ns = self._log.begins_ns()
        if begins_ns is not None:
            self._has_spoken = True
            return max(self._began_ns, begins_ns)
        most_ms = LONGEST_MS if self._has_spoken else self._misses_ms
        return self._began_ns + int(most_ms * 1e6)
