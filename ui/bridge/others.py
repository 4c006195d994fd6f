"""Asks now and then whether another process wrote to the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from app.ledger import Ledger

LOOK_EVERY_MS = 400  # with what a screen takes to read again, well under a second


class OthersWatch(QObject):
    """What another process committed arrives as a Change on the thread that this object lives on.

    Looking takes a hundredth of a millisecond and never waits for the file.
    """

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(ledger.notice_others)

    def start(self) -> None:
        """Once the journal is open."""
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
