"""Collecting garbage while nothing moves.

Python collects cyclic garbage whenever enough new objects were made, in the middle of whatever is
running. With ten thousand marks open, a full collection took 20 to 100 ms, and a quarter of the
time it takes to open a track; on a job's thread it might even destroy a widget. So it is done here,
on the window's own thread, a little at a time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250
FEW = 700  # new objects below which a collection isn't worth it; Python's own threshold
REST_S = 60  # between full collections, while nothing plays
AT_LATEST_S = 1_800  # while something plays


class GarbageRounds(QObject):
    """Takes garbage collection over from Python between `start` and `stop`.

    is_busy: whether a pause of a tenth of a second would be noticed now.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._looked_at_s = time.monotonic()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Collects the young objects; all of them when it is time."""
        gc.disable()  # something that was loaded may have left it enabled
        now_s = time.monotonic()
        wait_s = AT_LATEST_S if self._is_busy() else REST_S
        if now_s - self._looked_at_s >= wait_s:
            self._looked_at_s = now_s
            gc.collect()
        elif gc.get_count()[0] >= FEW:
            gc.collect(1)
