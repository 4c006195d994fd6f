"""How fast music is being heard, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Callable

SURE_FROM_S = 3.0  # of working: before that, starting the processes weighs too much


class Pace:
    """Counts only while it works. now_s: a clock that never goes back."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._worked_s = 0.0
        self._since_s: float | None = None
        self._heard_ms = 0
        self._reached: dict[str, int] = {}

    def begin(self) -> None:
        if self._since_s is None:
            self._since_s = self._now_s()

    def stop(self) -> None:
        """What isn't done will be heard from its beginning."""
        self._worked_s = self._all_s
        self._since_s = None
        self._reached.clear()

    def reached(self, payload_hash: str, done_ms: int) -> None:
        self._reached[payload_hash] = done_ms

    def heard(self, payload_hash: str, duration_ms: int) -> None:
        self._reached.pop(payload_hash, None)
        self._heard_ms += duration_ms

    def dropped(self, payload_hash: str) -> None:
        self._reached.pop(payload_hash, None)

    def seconds_for(self, duration_ms: int) -> float | None:
        """How long hearing so much takes; None if nothing is known yet."""
        heard_ms = self._heard_ms + sum(self._reached.values())
        if self._all_s < SURE_FROM_S or heard_ms == 0:
            return None
        return duration_ms * self._all_s / heard_ms

    def seconds_left(self, open_ms: int) -> float | None:
        """open_ms: of all that is still to be heard, with what is under way."""
        return self.seconds_for(max(0, open_ms - sum(self._reached.values())))

    @property
    def _all_s(self) -> float:
        since_s = self._since_s
        return self._worked_s + (0.0 if since_s is None else self._now_s() - since_s)
