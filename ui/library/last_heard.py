"""When each track was last heard, read off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.transactions.changes import LISTEN, Change

if TYPE_CHECKING:
    from app.core.instant import Instant
    from ui.bridge.context import Context


class LastHeard(QObject):
    """Nothing is read before it is wanted, nor again before something else was heard.

    at: by track; none for those never heard.
    Signals: changed(), it is another; outdated(), something was heard since it was read.
    """

    changed = Signal()
    outdated = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._services = context.services
        self._reading = context.latest_read("Read when tracks were heard")
        self._is_stale = True
        self.at: Mapping[int, Instant] = {}
        context.relay.changed.connect(self._on_change)

    def read(self) -> None:
        """`changed` follows if there is something new."""
        if self._is_stale:
            self._is_stale = False
            self._reading.ask(lambda: self._services.listening.last_heard(), self._show)

    def _show(self, at: Mapping[int, Instant] | None) -> None:
        if at is not None and at != self.at:
            self.at = at
            self.changed.emit()

    def _on_change(self, change: Change) -> None:
        if change.touches(LISTEN):
            self._is_stale = True
            self.outdated.emit()
