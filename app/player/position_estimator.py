"""Fits a straight line to a player's late and irregular position reports."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.player.backend import TimeReport

WINDOW = 8  # reports remembered: about two seconds of libVLC's
USUAL_GAP_MS = 300.0  # the longest gap measured with libVLC 3
SHORTEST_GAP_MS = 250.0
PATIENCE_MS = USUAL_GAP_MS + 100.0  # a report this late is overdue: the line stops
GAPS = 4  # libVLC reports at regular gaps, to the millisecond; each format has its own
MARGIN_MS = 60.0  # a callback may wait this long for its turn on a busy machine
TRUSTED_DELAY_MS = 12.0  # thread switches delay a callback's time stamp by a few milliseconds
ABSURD_MS = 2000.0
ABSURD_TIMES = 3


def as_ms(monotonic_ns: int) -> float:
    return monotonic_ns / 1e6


def _is_news(last: TimeReport, report: TimeReport) -> bool:
    """Whether a report says anything new: a repeated value says nothing about now."""
    return report.monotonic_ns > last.monotonic_ns and report.position_ms != last.position_ms


class PositionEstimator:
    """Estimates `position = offset + rate * time` from time-stamped reports.

    A report can only be late: its position was true when libVLC computed it, and some time passed
    before it was read. So the information is in the earliest arrivals, the upper envelope of the
    offsets. A line that proves too high is dropped when two reports in a row fall short by more
    than this stream's usual lateness, or when a report was overdue (a stall).
    """

    def __init__(self) -> None:
        self.rate = 1.0
        self._offsets: deque[float] = deque(maxlen=WINDOW)
        self._noise_ms = 0.0
        self._anchor: float | None = None
        self._anchor_votes = 0
        self._last: TimeReport | None = None
        self._news_ms = 0.0
        self._gaps: deque[float] = deque(maxlen=GAPS)
        self._absurd: list[float] = []

    def anchor(self, now_ms: float, position_ms: float) -> None:
        """Begin a new line at an assumed position; two reports confirm or overrule it."""
        self._offsets.clear()
        self._absurd.clear()
        self._anchor = position_ms - self.rate * now_ms
        self._anchor_votes = 2
        self._last = None
        self._gaps.clear()
        self._news_ms = now_ms

    def set_rate(self, rate: float, now_ms: float) -> None:
        """Bend the line here; an overdue report stays overdue."""
        place = self.at(now_ms)
        self.rate = rate
        self._offsets.clear()
        self._absurd.clear()
        self._anchor = place - rate * self._until(now_ms)
        self._anchor_votes = 2

    def at(self, now_ms: float) -> float:
        """The position at a time; it stands still once a report is overdue."""
        return self._offset() + self.rate * self._until(now_ms)

    def add(self, report: TimeReport) -> None:
        if self._last is not None and not _is_news(self._last, report):
            return
        at_ms = as_ms(report.monotonic_ns)
        offset = report.position_ms - self.rate * at_ms
        if self._is_absurd(offset):
            return
        if at_ms > self._until(at_ms):
            self._begin_from(offset)
            self._gaps.clear()
        else:
            self._take(offset)
            self._gaps.append(at_ms - self._news_ms)
        self._last = report
        self._news_ms = at_ms

    def _until(self, now_ms: float) -> float:
        """Now, or the time from which a report was overdue."""
        patience_ms = PATIENCE_MS
        if len(self._gaps) == GAPS:
            patience_ms = min(patience_ms, max(SHORTEST_GAP_MS, *self._gaps) + MARGIN_MS)
        return min(now_ms, self._news_ms + patience_ms)

    def _take(self, offset: float) -> None:
        shortfall = max(0.0, self._offset() - offset)
        tolerance = max(TRUSTED_DELAY_MS, 3 * self._noise_ms)
        previous = self._offsets[-1] if self._offsets else None
        self._offsets.append(offset)
        self._spend_anchor_vote()
        line = self._offset()
        if previous is not None and max(previous, offset) < line - tolerance:
            self._begin_from(previous)
            self._offsets.append(offset)
        self._noise_ms += 0.2 * (min(shortfall, USUAL_GAP_MS) - self._noise_ms)

    def _begin_from(self, offset: float) -> None:
        self._offsets.clear()
        self._offsets.append(offset)
        self._anchor = None

    def _spend_anchor_vote(self) -> None:
        if self._anchor is None:
            return
        self._anchor_votes -= 1
        if self._anchor_votes < 0:
            self._anchor = None

    def _is_absurd(self, offset: float) -> bool:
        """Whether to ignore a far-off report: stale, or the first after an unannounced jump."""
        if abs(offset - self._offset()) < ABSURD_MS:
            self._absurd.clear()
            return False
        if self._absurd and abs(offset - self._absurd[-1]) > ABSURD_MS / 4:
            self._absurd.clear()
        self._absurd.append(offset)
        if len(self._absurd) < ABSURD_TIMES:
            return True
        self._begin_from(max(self._absurd))
        self._absurd.clear()
        return False

    def _offset(self) -> float:
        best = max(self._offsets) if self._offsets else None
        if self._anchor is None:
            return best if best is not None else 0.0
        return self._anchor if best is None else max(best, self._anchor)
