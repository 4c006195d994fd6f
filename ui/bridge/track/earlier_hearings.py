"""Earlier hearings of the playing track, read again when one was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import Problem
from app.core.ids import TrackId
from app.timeline.hearings import earlier_hearings, is_news
from app.transactions.changes import LISTEN, Change

if TYPE_CHECKING:
    from app.listening.records import Listen
    from app.timeline.hearings import Hearing
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView

SOON_MS = 250  # a burst of new marks is painted first; most belong to no earlier hearing


class EarlierHearings(QObject):
    """changed(tuple of Hearing): newest first; the hearing that goes on now is not among them."""

    changed = Signal(object)

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self._listens: tuple[Listen, ...] | None = None
        self._listen_id: int | None = None
        self.hearings: tuple[Hearing, ...] = ()
        self._gathered: tuple[TrackTimeline | None, tuple[Listen, ...] | None, int | None] = (
            None,
            None,
            None,
        )
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._gather)
        track_view.timeline_changed.connect(self._on_timeline_changed)
        context.relay.changed.connect(self._on_change)
        self._soon.start(SOON_MS)

    def _on_timeline_changed(self, timeline: TrackTimeline | None) -> None:
        """Those of another track before it is painted, so that no lane makes room a moment later;
        a new mark is painted first."""
        known = self._gathered[0]
        if timeline is not None and known is not None and known.track_id == timeline.track_id:
            self._soon.start(SOON_MS)
            return
        self._soon.stop()
        self._listens = None
        self._gather()

    def _forget(self) -> None:
        self._listens = None
        self._soon.start(0)

    def _on_change(self, change: Change) -> None:
        """A listen is written every few seconds while it lasts; only another one is news."""
        current = self._context.playback.listen_id
        if change.touches(LISTEN) and current != self._listen_id:
            self._listen_id = current
            self._forget()

    def _gather(self) -> None:
        timeline, since_ms = self._track_view.timeline, self._context.playback.listen_began_at_ms
        if self._is_old_news(timeline, since_ms):
            return
        found: tuple[Hearing, ...] = ()
        if timeline is not None:
            if self._listens is None:
                self._listens = self._read(timeline.track_id)
            found = earlier_hearings(timeline, self._listens, since_ms)
        self._gathered = timeline, self._listens, since_ms
        if found != self.hearings:
            self.hearings = found
            self.changed.emit(found)

    def _is_old_news(self, timeline: TrackTimeline | None, since_ms: int | None) -> bool:
        """Whether what was gathered last still holds: only marks of this hearing came or went."""
        known, listens, known_since_ms = self._gathered
        if timeline is None or known is None or known.track_id != timeline.track_id:
            return False
        if self._listens is None or (listens, known_since_ms) != (self._listens, since_ms):
            return False
        return not is_news(known, timeline, since_ms)

    def _read(self, track_id: int) -> tuple[Listen, ...]:
        try:
            return self._context.services.listening.listens_of(TrackId(track_id))
        except Problem as problem:
            self._context.messages.problem(problem)
            return ()
