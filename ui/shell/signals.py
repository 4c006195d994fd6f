"""Lets Python handle a signal at once, whatever Qt is doing.

Qt's event loop is C++: Python handles a signal only when it next runs, which with a dialog open or
a journal that can't be opened may be never. So a signal also writes to a pipe that Qt watches.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSocketNotifier


@contextmanager
def woken_by_signals(parent: QObject) -> Iterator[None]:
    """Handles signals while the block runs.

    Windows has no such pipe: there a signal waits until Python runs.
    """
    if os.name == "nt":
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, parent)
    notifier.activated.connect(lambda *_: os.read(reading, 64))  # and Python runs the handler
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        os.close(reading)
        os.close(writing)
