"""How often libVLC reports where it is, and what to tell in between."""

from __future__ import annotations

from app.player.backend import TimeReport

USUAL_MS = 320.0  # libVLC reports every 250 to 313 ms, unless the file's blocks are longer
FILLED_EVERY_MS = 250.0
FIRST_WITHIN_MS = 150.0  # after a start; measured: 0 to 20, and 90 for MP3
BUFFERED_MS = 1000.0  # so much of the music libVLC has read before it lets a sound begin
START_MS = 10.0  # libVLC begins that long after it is told to (its es_out's wake-up delay)
MARGIN_MS = 100.0
STALL_MS = 1000.0
LOST_MS = 250.0  # a sound that lost no more than this didn't stall


class ReportRhythm:
    """libVLC reports after each block of the file that it reads, at most four times a second; once
    it has read the last one, it repeats where that began. In most formats a block is shorter than
    a step. In WavPack, True Audio and Monkey's Audio it lasts one to seven seconds and more: there,
    the reports in between are made here.
    """

    def __init__(self) -> None:
        self._block_ms = self._gap_ms = 0.0
        self._is_full = False
        self._last: TimeReport | None = None
        self._before: TimeReport | None = None
        self._said_ms: int | None = None  # what libVLC's last report said
        self._told_ns = 0

    def begin(
        self, now_ns: int, start_ms: float, rate: float, *, block_ms: float, is_full: bool
    ) -> None:
        """The sound starts now. block_ms: the length of the file's blocks as far as it is known, 0
        if not. is_full: whether libVLC has read ahead, so the sound flows at once.
        """
        began_ns = now_ns + int(START_MS * 1e6)
        self._block_ms, self._gap_ms, self._is_full = block_ms, 0.0, is_full
        self._last = TimeReport(began_ns, round(start_ms), rate)
        self._before = self._said_ms = None
        self._told_ns = now_ns - int((FILLED_EVERY_MS - FIRST_WITHIN_MS) * 1e6)

    def drop(self) -> None:
        """Nothing sounds."""
        self._last = None

    def pause(self, now_ns: int) -> None:
        if self._last is not None:
            self._last, self._before = _moved(self._last, now_ns), None
            self._told_ns = now_ns

    def resume(self, now_ns: int) -> None:
        if self._last is not None:
            self._last = TimeReport(now_ns, self._last.position_ms, self._last.rate)
            self._told_ns = now_ns

    def has_stalled(self, report: TimeReport) -> bool:
        """Whether the sound had stopped until this report: the computer slept, a disk woke up.

        Not if it only came late: then the position has moved on with the time.
        """
        if self._last is None or self._said_ms in (None, report.position_ms):
            return False
        gap_ms, lost_ms = _since(self._last, report)
        return gap_ms > STALL_MS and lost_ms > LOST_MS

    def hear(self, report: TimeReport) -> TimeReport:
        """A report of libVLC's, corrected if it repeats the one before."""
        self._told_ns = report.monotonic_ns
        if self._last is not None and self._said_ms is not None:
            if report.position_ms == self._said_ms:
                self._last = self._farther(self._last)
                return _moved(self._last, report.monotonic_ns)
            gap_ms, lost_ms = _since(self._last, report)
            if abs(lost_ms) < MARGIN_MS:
                self._gap_ms = max(self._gap_ms, gap_ms)
        self._before, self._last, self._said_ms = self._last, report, report.position_ms
        return report

    def fill(self, now_ns: int) -> TimeReport | None:
        """The report that is due now although libVLC's next one isn't."""
        last = self._last
        if last is None or now_ns - self._told_ns < FILLED_EVERY_MS * 1e6:
            return None
        if (now_ns - last.monotonic_ns) / 1e6 > self._trusted_ms(last.rate):
            return None
        self._told_ns = now_ns
        return _moved(last, now_ns)

    def _farther(self, last: TimeReport) -> TimeReport:
        """What libVLC repeats was too little the first time, too, if the sound was past it."""
        if self._before is None:
            return last
        return max(_moved(self._before, last.monotonic_ns), last, key=lambda each: each.position_ms)

    def _trusted_ms(self, rate: float) -> float:
        """How long after libVLC's last report the sound is sure to flow on."""
        longest_ms = max(self._block_ms / rate, self._gap_ms)
        if longest_ms > USUAL_MS:
            return longest_ms + MARGIN_MS
        return BUFFERED_MS if self._is_full and self._said_ms is None else 0.0


def _moved(last: TimeReport, now_ns: int) -> TimeReport:
    passed_ms = max(0, now_ns - last.monotonic_ns) / 1e6
    position_ms = round(last.position_ms + last.rate * passed_ms)
    return TimeReport(now_ns, position_ms, last.rate, is_reckoned=True)


def _since(last: TimeReport, report: TimeReport) -> tuple[float, int]:
    """The time passed, and how much of it the sound didn't play, in ms."""
    gap_ms = (report.monotonic_ns - last.monotonic_ns) / 1e6
    return gap_ms, _moved(last, report.monotonic_ns).position_ms - report.position_ms
