"""Reports of where the sound is, until it is known how late that sound began."""

from __future__ import annotations

from app.player.backend import TimeReport
from app.player.start_of_sound import StartOfSound


class HeldReports:
    """Before the lateness of a start is known none of its reports is heard."""

    def __init__(self, start: StartOfSound) -> None:
        self._start = start
        self._held: list[TimeReport] = []

    def begin(self, now_ns: int, *, says_nothing: bool) -> None:
        """A new start. says_nothing: the output never tells when its sound begins."""
        self._held.clear()
        self._start.begin(now_ns, says_nothing=says_nothing)

    def clear(self) -> None:
        self._held.clear()

    def hold(self, report: TimeReport) -> None:
        self._held.append(report)

    def let_go(self, now_ns: int, rate: float) -> list[TimeReport]:
        """Those that can be heard now, set right by the lateness of their start."""
        lateness_ms = self._start.lateness_ms(now_ns)
        if lateness_ms is None:
            return []
        late_ms = rate * lateness_ms
        heard = [
            TimeReport(held.monotonic_ns, max(0, round(held.position_ms - late_ms)), rate)
            for held in self._held
        ]
        self._held.clear()
        return heard
