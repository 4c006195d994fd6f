"""Looking for garbage while nothing moves.

Python looks for objects that hold one another whenever enough new ones were made, in the midst of
whatever runs. With ten thousand marks open such a look at everything took 20 to 100 ms, and a
quarter of the time in which a track opens; on a job's thread it might even end a widget. So it is
looked for here, on the window's own thread, a little at a time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250
FEW = 700  # new objects that are not worth a look; Python's own measure
REST_S = 60  # between looks at everything, while nothing plays
AT_LATEST_S = 1_800  # while something does


class GarbageRounds(QObject):
    """Takes the looking over from Python between `start` and `stop`.

    is_busy: whether a stop of a tenth of a second would be noticed now.
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
        """Among what is new; among everything once it is time."""
        gc.disable()  # whoever loaded something may have left it on
        now_s = time.monotonic()
        wait_s = AT_LATEST_S if self._is_busy() else REST_S
        if now_s - self._looked_at_s >= wait_s:
            self._looked_at_s = now_s
            gc.collect()
        elif gc.get_count()[0] >= FEW:
            gc.collect(1)
