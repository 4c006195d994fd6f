"""Ctrl+C and a polite kill close the window as its own button would, and nothing is lost.

Qt's event loop is C++: Python hears of a signal only when it runs next, which with a dialog open
or a journal that can't be opened may be never. So a signal also writes to a pipe that Qt watches.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def closing_on_signals(app: QApplication) -> Iterator[None]:
    """While the block runs. Where signals can't write to a pipe, on Windows, Python's turn is
    waited for.
    """
    for number in _SIGNALS:
        signal.signal(number, lambda _number, _frame: _leave(app))
    if os.name == "nt":
        yield
        return
    with _woken_by_signals(app):
        yield


def _leave(app: QApplication) -> None:
    from ui.widgets.leaving import leave_all  # not needed to start

    leave_all(app)


@contextmanager
def _woken_by_signals(app: QApplication) -> Iterator[None]:
    from PySide6.QtCore import QSocketNotifier

    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, app)
    notifier.activated.connect(lambda *_: os.read(reading, 64))  # and Python runs the handler
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        os.close(reading)
        os.close(writing)
