"""Work that only the GUI thread may do, some of it between one frame and the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_AT_ONCE_S = 0.012


class Slices(QObject):
    """Signals: moved(int), so many steps are done; failed(), by a mistake in one of them."""

    moved = Signal(int)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())
        self._then: Callable[[], object] = _nothing
        self._done = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def run(self, steps: Iterator[object], then: Callable[[], object]) -> None:
        """Instead of what runs. A mistake in a step is reported as any other."""
        self._steps, self._then, self._done = steps, then, 0
        self._timer.start()

    def stop(self) -> None:
        """What is left isn't done."""
        self._timer.stop()
        self._steps, self._then = iter(()), _nothing

    def _go_on(self) -> None:
        until_s = time.monotonic() + _AT_ONCE_S
        try:
            while time.monotonic() < until_s:
                next(self._steps)
                self._done += 1
        except StopIteration:
            then = self._then
            self.stop()
            then()
        except BaseException:
            self.stop()
            self.failed.emit()
            raise
        else:
            self.moved.emit(self._done)


def _nothing() -> None:
    pass
