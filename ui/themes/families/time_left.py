"""How long something goes on, by how far it has come."""

from __future__ import annotations

from collections.abc import Callable

_LEAST_S = 3.0  # before which nothing can be said
_LEAST = 0.01  # of all of it


class TimeLeft:
    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._from: tuple[float, float] | None = None  # when, and how far it was

    def begin(self) -> None:
        """Or again, after a pause."""
        self._from = None

    def seconds(self, done: float) -> float | None:
        """done: 0..1. None if nothing can be said yet."""
        now_s = self._now_s()
        if self._from is None:
            self._from = now_s, done
        began_s, began = self._from
        since_s, came = now_s - began_s, done - began
        if since_s < _LEAST_S or came < _LEAST:
            return None
        return since_s * (1 - done) / came
