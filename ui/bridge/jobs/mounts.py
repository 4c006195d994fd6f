"""Notices when a drive is mounted or unmounted."""

from __future__ import annotations

import logging
import os
import sys

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

log = logging.getLogger(__name__)

MOUNTS = "/proc/self/mountinfo"
SETTLED_MS = 300  # a drive with several partitions arrives as several mounts


class MountWatch(QObject):
    """Signals: changed(), a moment after the last of several mounts.

    The kernel notifies whoever holds the file open (proc(5)). Other systems have no such file:
    there, files are looked for when the window gets the focus and when one is played.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._descriptor: int | None = None
        self._notifier: QSocketNotifier | None = None
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settling.timeout.connect(self.changed)

    def start(self) -> None:
        if not sys.platform.startswith("linux") or self._notifier is not None:
            return
        try:
            self._descriptor = os.open(MOUNTS, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:  # a sandbox may hide it
            log.info("drives that come and go aren’t noticed: %s", error)
            return
        self._notifier = QSocketNotifier(self._descriptor, QSocketNotifier.Type.Exception, self)
        self._notifier.activated.connect(lambda *_: self._settling.start())

    def stop(self) -> None:
        self._settling.stop()
        if self._notifier is not None and self._descriptor is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            os.close(self._descriptor)
        self._notifier = self._descriptor = None
