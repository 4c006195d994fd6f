"""Waits for what sends no signal: libVLC, which has to be asked, and other processes."""

from __future__ import annotations

import time
from collections.abc import Callable

LOOK_AGAIN_S = 0.005


def wait_until(
    is_true: Callable[[], object],
    within_s: float = 5,
    why_not: Callable[[], str] = lambda: "it did not happen in time",
) -> None:
    """The only pause in tests: between two looks at what they wait for."""
    until_s = time.monotonic() + within_s
    while not is_true():
        assert time.monotonic() < until_s, why_not()
        time.sleep(LOOK_AGAIN_S)
