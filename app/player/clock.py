"""Where the sound is now, interpolated between a player's reports."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from app.player.position_estimator import PositionEstimator, as_ms

if TYPE_CHECKING:
    from app.player.backend import TimeReport

GLIDE_MS = 70.0  # time constant: after 500 ms, 0.1 % of an error is left
FAR_MS = 2000.0
NEAR_MS = 500.0  # a start this near its target glides there; one farther away is shown at once


class PositionClock:
    """Turns reports into the position to show; the caller passes in the time.

    It stands, runs, or waits: after `jump` it holds the target until the first report, which comes
    as the sound begins to flow. While it runs, the shown position never steps back, and an error is
    smoothed out within 500 ms. While it stands, the shown position doesn't change. It jumps only on
    `jump`, except when the sound begins somewhere other than asked, or several reports agree on a
    place more than two seconds away.
    """

    def __init__(self) -> None:
        self._estimator = PositionEstimator()
        self._shown_ms = 0.0
        self._seen_ms = 0.0
        self._is_running = False
        self._is_waiting = True
        self._jumped_ms = -math.inf
        self._duration_ms: int | None = None

    @property
    def is_running(self) -> bool:
        return self._is_running

    @property
    def rate(self) -> float:
        return self._estimator.rate

    def set_duration(self, duration_ms: int | None) -> None:
        """The shown position never passes the duration; None or 0 if unknown."""
        self._duration_ms = duration_ms or None

    def jump(self, position_ms: int, now_ns: int) -> None:
        """Show `position_ms` at once and hold it until the sound flows there."""
        self._jumped_ms = self._seen_ms = as_ms(now_ns)
        self._shown_ms = float(position_ms)
        self._is_waiting = True

    def wait(self, at_ns: int) -> None:
        """The sound stops: hold what is shown until the next report."""
        if as_ms(at_ns) >= self._jumped_ms:
            self._advance(as_ms(at_ns))
            self._is_waiting = True

    def run(self, now_ns: int) -> None:
        if self._is_running:
            return
        self._is_running = True
        self._seen_ms = as_ms(now_ns)
        if not self._is_waiting:
            self._estimator.anchor(self._seen_ms, self._shown_ms)

    def stand(self, now_ns: int) -> None:
        self._advance(as_ms(now_ns))
        self._is_running = False

    def set_rate(self, rate: float, now_ns: int) -> None:
        if rate == self._estimator.rate:
            return
        now_ms = as_ms(now_ns)
        self._advance(now_ms)
        self._estimator.set_rate(rate, now_ms)

    def report(self, report: TimeReport) -> None:
        at_ms = as_ms(report.monotonic_ns)
        if not self._is_running or at_ms < self._jumped_ms:
            return
        if self._is_waiting:
            self._is_waiting = False
            self._estimator.anchor(at_ms, report.position_ms)
            if abs(report.position_ms - self._shown_ms) > NEAR_MS:
                self._shown_ms = float(report.position_ms)
            self._seen_ms = max(self._seen_ms, at_ms)
        self._estimator.add(report)

    def position_ms(self, now_ns: int) -> int:
        """The position to show now."""
        self._advance(as_ms(now_ns))
        return int(self._shown_ms)

    def heard_ms(self, now_ns: int) -> int:
        """The best estimate, which may step back; loops repeat by it."""
        if self._is_waiting or not self._is_running:
            return int(self._shown_ms)
        return int(self._estimator.at(as_ms(now_ns)))

    def _advance(self, now_ms: float) -> None:
        passed_ms = now_ms - self._seen_ms
        if passed_ms <= 0:
            return
        if self._is_running and not self._is_waiting:
            self._shown_ms = self._glided(now_ms, passed_ms)
        self._seen_ms = now_ms

    def _glided(self, now_ms: float, passed_ms: float) -> float:
        before, target = self._estimator.at(self._seen_ms), self._estimator.at(now_ms)
        error = before - self._shown_ms
        if error < -FAR_MS:
            return self._within_track(target)
        closed = error * (1 - math.exp(-passed_ms / GLIDE_MS))
        return self._within_track(max(self._shown_ms, self._shown_ms + target - before + closed))

    def _within_track(self, position_ms: float) -> float:
        if self._duration_ms is not None:
            position_ms = min(position_ms, max(float(self._duration_ms), self._shown_ms))
        return max(0.0, position_ms)
