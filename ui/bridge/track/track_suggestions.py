"""Which emotions the listener's own marks suggest for places of the current track."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.job_pool import Urgency
from app.transactions.changes import ELSEWHERE, EMOTION, SUGGESTION, TAG, TRACK, Change

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.ids import TrackId
    from app.core.jobs import JobContext
    from app.library.records import TrackRow
    from app.profile.setting_values import Settings
    from app.suggestions.learnt import Learnt
    from app.suggestions.records import Suggestion, Suggestions
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

log = logging.getLogger(__name__)

SETTLED_MS = 3_000  # after a track is loaded: opening it goes first
AFTER_MARKS_MS = 30_000  # whoever marks presses several keys, and the music is what matters


class TrackSuggestions(QObject):
    """Learnt and read off the GUI thread, behind everything else: while the music plays, nothing is
    read for them. Switched off, nothing is read or learnt at all.

    Signal: changed(), others are known, or none.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_id: TrackId | None = None
        self._known: Suggestions | None = None
        self._job: JobHandle | None = None
        self._is_out_of_date = False
        self._soon = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._soon.timeout.connect(self.look)
        self._later = QTimer(self, singleShot=True, interval=AFTER_MARKS_MS)
        self._later.timeout.connect(self.look)
        self._is_on = context.services.settings.current.suggest_emotions
        context.services.settings.subscribe(self._on_settings)
        context.playback.track_changed.connect(self._on_track_changed)
        context.relay.changed.connect(self._on_change)
        context.listening_through.listened.connect(self._on_listened)
        context.listening_through.cleared.connect(self._forget)
        self._on_track_changed(context.playback.track)

    @property
    def marks(self) -> int:
        """How many it was learnt from."""
        return 0 if self._known is None else self._known.marks

    def at(self, position_ms: int) -> tuple[Suggestion, ...]:
        """The most probable first."""
        return () if self._known is None else self._known.at(position_ms)

    def drop(self, suggestion: Suggestion) -> None:
        """It was refused: it goes at once, whenever the rest is known anew."""
        if self._known is not None:
            self._take(self._known.without(suggestion))

    # --- news -----------------------------------------------------------------------------------

    def _on_track_changed(self, row: TrackRow | None) -> None:
        track_id = None if row is None else row.id
        if track_id != self._track_id:
            self._track_id = track_id
            self._forget()
            self._begin_soon()

    def _on_settings(self, settings: Settings) -> None:
        if settings.suggest_emotions != self._is_on:
            self._is_on = settings.suggest_emotions
            self._forget()
            self._begin_soon()

    def _on_change(self, change: Change) -> None:
        if change.is_restore:  # what is suggested may be called something else, or be gone
            self._forget()
        if change.initiator == ELSEWHERE:  # it may go on writing
            self._begin_later()
        elif change.touches(SUGGESTION) and change.touches_track(self._track_id):
            self.look()
        elif change.touches(EMOTION):
            self._begin_soon()
        elif change.touches(TAG, TRACK):
            self._begin_later()

    def _on_listened(self, track_id: int) -> None:
        """Marks on it can be learnt from now; on the current one, something may be suggested."""
        if track_id == self._track_id:
            self._begin_soon()
        else:
            self._begin_later()

    def _begin_soon(self) -> None:
        if self._is_on and self._track_id is not None:
            self._soon.start()

    def _begin_later(self) -> None:
        if self._is_on and self._track_id is not None and not self._later.isActive():
            self._later.start()

    def _forget(self) -> None:
        """What is suggested is of another track, or isn't wanted; what it came from may be gone."""
        self._soon.stop()
        self._later.stop()
        self._is_out_of_date = False
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._take(None)

    # --- reading --------------------------------------------------------------------------------

    def look(self) -> None:
        """What is suggested now; learns first if there is something else to learn from."""
        track_id = self._track_id
        if not self._is_on or track_id is None:
            return
        if self._job is not None:
            self._is_out_of_date = True
            return

        def arrive(found: Suggestions | None) -> None:
            if self._job is job and not self._is_out_of_date:
                self._take(found)

        def end() -> None:
            if self._job is job:
                self._job = None
                if self._is_out_of_date:
                    self._is_out_of_date = False
                    self.look()

        job = self._job = self._context.jobs.run(
            "Suggest emotions",
            lambda context: self._found(track_id, context),
            arrive,
            _on_failed,
            on_ended=end,
            urgency=Urgency.BEHIND,
        )

    def _found(self, track_id: TrackId, job: JobContext) -> Suggestions | None:
        """On the job's thread."""
        suggestions = self._context.services.suggestions
        learnt: Learnt | None = suggestions.learnt(job)
        job.checkpoint()
        try:
            return None if learnt is None else suggestions.on_track(track_id, learnt)
        except LookupError as error:
            log.info("the track is gone: %s", error)
            return None

    def _take(self, found: Suggestions | None) -> None:
        if found != self._known:
            self._known = found
            self.changed.emit()


def _on_failed(problem: Problem) -> None:
    """Nobody asked for it, so nobody is told."""
    log.warning("no emotions are suggested: %s %s", problem, problem.details)
