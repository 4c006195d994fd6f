"""Reports of the position, held back until it is known how late the sound began."""

from __future__ import annotations

from dataclasses import replace

from app.player.backend import TimeReport
from app.player.start_of_sound import StartOfSound


class HeldReports:
    """Passes on no report of a start before that start's lateness is known."""

    def __init__(self, start: StartOfSound) -> None:
        self._start = start
        self._held: list[TimeReport] = []

    def begin(self, now_ns: int, *, says_nothing: bool) -> None:
        """A new start. says_nothing: the output never says when its sound begins."""
        self._held.clear()
        self._start.begin(now_ns, says_nothing=says_nothing)

    def clear(self) -> None:
        self._held.clear()

    def hold(self, report: TimeReport) -> None:
        self._held.append(report)

    def let_go(self, now_ns: int, rate: float) -> list[TimeReport]:
        """The reports that are due now, corrected by the lateness of their start."""
        lateness_ms = self._start.lateness_ms(now_ns)
        if lateness_ms is None:
            return []
        late_ms = rate * lateness_ms
        heard = [
            replace(held, position_ms=max(0, round(held.position_ms - late_ms)), rate=rate)
            for held in self._held
        ]
        self._held.clear()
        return heard
