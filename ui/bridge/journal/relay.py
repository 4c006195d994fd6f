"""Carries every Change to the GUI thread, whichever thread announced it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from app.transactions.changes import Change, ChangeFeed


class ChangeRelay(QObject):
    """Signals: changed(Change), always on the thread that this object lives on.

    A change made on that thread arrives at once, so that a screen shows it within the same event;
    one from a job is queued.
    """

    changed = Signal(object)
    _announced = Signal(object)

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A second hop through a slot of our own: only the slot of a QObject is sure to be called on
        # its object's thread; a plain function connected to `changed` would run on the job's.
        self._announced.connect(self._on_announced)
        self._end_subscription = feed.subscribe(self._on_change)

    def close(self) -> None:
        """Nothing is relayed after this. Call it before this object is deleted."""
        self._end_subscription()

    def _on_change(self, change: Change) -> None:
        self._announced.emit(change)

    @Slot(object)
    def _on_announced(self, change: Change) -> None:
        self.changed.emit(change)
