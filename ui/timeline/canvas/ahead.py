"""Makes pictures that lanes will want at other zooms, a few at a time, while nobody waits.

The first step of a zoom that shows signs made dozens of them, and took three times as long as the
next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

_AT_ONCE_S = 0.003


class Ahead(QObject):
    """wanted: makes one picture with each step; asked anew when it begins again."""

    def __init__(self, wanted: Callable[[], Iterator[None]], parent: QObject) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._rest: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._make_some)

    def begin(self) -> None:
        self._rest = None
        self._timer.start()

    @property
    def is_under_way(self) -> bool:
        return self._timer.isActive()

    def _make_some(self) -> None:
        if self._rest is None:
            self._rest = self._wanted()
        until = time.perf_counter() + _AT_ONCE_S
        for _made in self._rest:
            if time.perf_counter() >= until:
                return
        self._timer.stop()
