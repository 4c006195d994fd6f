"""Since when marks count as new: since the current listen began, or else since midnight."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.transactions.changes import LISTEN, Change
from ui.words.dates import today

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView


class ThisListen(QObject):
    """Signal: began(datetime), in the local time zone."""

    began = Signal(object)

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = context.playback
        self._told: datetime | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.tell)
        track_view.timeline_changed.connect(self.tell)
        context.relay.changed.connect(self._on_change)

    def tell(self, _timeline: object = None) -> None:
        began = self._began()
        if began != self._told:
            self._told = began
            self.began.emit(began)

    def _on_change(self, change: Change) -> None:
        """A listen is written every few seconds while it lasts; only another one is news."""
        if change.touches(LISTEN):
            self._soon.start(0)  # it is told before playback knows of it

    def _began(self) -> datetime:
        at_ms = self._playback.listen_began_at_ms
        if at_ms is not None:
            return datetime.fromtimestamp(at_ms / 1_000).astimezone()
        return datetime.combine(today(), time()).astimezone()
