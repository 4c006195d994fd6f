"""Where the sound is, made of libVLC's reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.player.backend import TimeReport
from app.player.held_reports import HeldReports
from app.player.report_rhythm import ReportRhythm
from app.player.start_of_sound import StartOfSound

if TYPE_CHECKING:
    from app.player.vlc_output_log import OutputLog


class SoundReports:
    """Those of a start are held until it is known how late its sound began; what libVLC doesn't say
    for a while is made up in between. `last` is the newest that was passed on.
    """

    def __init__(self, output_log: OutputLog) -> None:
        self._held = HeldReports(StartOfSound(output_log))
        self._rhythm = ReportRhythm()
        self.last = TimeReport(0, 0)

    def forget(self, from_now: TimeReport) -> None:
        """All of them; the sound is going to begin there."""
        self._held.clear()
        self._rhythm.drop()
        self.last = from_now

    def expect(self, now_ns: int, *, says_nothing: bool) -> None:
        """Before a deck starts: its output may say at once how late it is."""
        self._held.begin(now_ns, says_nothing=says_nothing)

    def begin(
        self, now_ns: int, start_ms: float, rate: float, *, block_ms: float, is_full: bool
    ) -> None:
        """A deck has just started; see `ReportRhythm.begin`."""
        self._rhythm.begin(now_ns, start_ms, rate, block_ms=block_ms, is_full=is_full)

    def pause(self, at: TimeReport) -> None:
        self.last = at
        self._rhythm.pause(at.monotonic_ns)

    def resume(self, now_ns: int, *, goes_on: bool) -> None:
        """goes_on: as late as it was. Otherwise its deck is still to be started."""
        self.last = replace(self.last, monotonic_ns=now_ns)
        if goes_on:
            self._rhythm.resume(now_ns)

    def has_stalled(self, report: TimeReport) -> bool:
        return self._rhythm.has_stalled(report)

    def hear(self, report: TimeReport) -> None:
        """One of libVLC's."""
        self._held.hold(self._rhythm.hear(report))

    def fill_in(self, now_ns: int) -> None:
        if report := self._rhythm.fill(now_ns):
            self._held.hold(report)

    def let_go(self, now_ns: int, rate: float) -> list[TimeReport]:
        """Those to pass on now."""
        heard = self._held.let_go(now_ns, rate)
        if heard:
            self.last = heard[-1]
        return heard
