"""How late the sound of a start really began, as far as the output tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.player.vlc_output_log import OutputLog

PATIENCE_MS = 150.0  # the longest that sound was seen to take from its start; MP3 takes 90
# libVLC leaves a start this much off as it is, and mends a worse one until it is on time (its
# AOUT_MAX_PTS_ADVANCE and AOUT_MAX_PTS_DELAY).
LEFT_EARLY_MS, LEFT_LATE_MS = -40.0, 60.0


class StartOfSound:
    """Asked from a start on, until it knows; then its answer holds until the next start.

    An output that said nothing when it was first waited for is not waited for again.
    """

    def __init__(self, log: OutputLog) -> None:
        self._log = log
        self._began_ns = 0
        self._lateness_ms: float | None = 0.0
        self._is_mute = False

    def begin(self, now_ns: int, *, says_nothing: bool = False) -> None:
        self._log.expect_start()
        self._began_ns = now_ns
        self._lateness_ms = 0.0 if says_nothing or self._is_mute else None

    def lateness_ms(self, now_ns: int) -> float | None:
        """Sound against libVLC's clock; None while nobody can know."""
        if self._lateness_ms is None:
            self._lateness_ms = _lasting(self._log.start_lateness_ms(now_ns))
            if self._lateness_ms is None and (now_ns - self._began_ns) / 1e6 > PATIENCE_MS:
                self._lateness_ms, self._is_mute = 0.0, True
        return self._lateness_ms


def _lasting(lateness_ms: float | None) -> float | None:
    """What of a start's lateness stays."""
    if lateness_ms is None or LEFT_EARLY_MS <= lateness_ms <= LEFT_LATE_MS:
        return lateness_ms
    return 0.0
