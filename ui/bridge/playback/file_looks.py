"""When to check whether the library's files are there, while the window is open."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.player.records import PlayState
from ui.bridge.jobs.mounts import MountWatch

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.library.availability import Availability
    from app.library.records import TrackRow
    from ui.bridge.jobs.runner import JobHandle, JobRunner
    from ui.bridge.playback.playback import Playback

log = logging.getLogger(__name__)

REST_MS = 4_000  # between two checks for which coming back to the window was the only reason
_HELD = frozenset({PlayState.PLAYING, PlayState.PAUSED, PlayState.LOADING})


class FileLooks(QObject):
    """Checks everything at the start, when a drive comes or goes, and when a file turns out to be
    missing; checks what changed when the window gets the focus and with each track. One check at a
    time, in a job.
    """

    def __init__(
        self, availability: Availability, playback: Playback, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._availability = availability
        self._playback = playback
        self._jobs = jobs
        self._job: JobHandle | None = None
        self._is_on = self._wants_all = self._wants_changed = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._begin)
        self.mounts = MountWatch(self)

    def start(self) -> None:
        """Call it once the journal is open."""
        self.mounts.changed.connect(self.look_at_all)
        self.mounts.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_state)
        self._playback.track_changed.connect(self._on_track_changed)
        self._is_on = True
        self.look_at_all()

    def stop(self) -> None:
        self._is_on = False
        self.mounts.stop()
        self._rest.stop()

    def look_at_all(self) -> None:
        self._wants_all = True
        self._begin()

    def look_at_changed(self) -> None:
        self._wants_changed = True
        self._begin()

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_at_changed()

    def _on_track_changed(self, row: TrackRow | None) -> None:
        if not self._is_on:
            return
        if row is None or row.is_available:
            self.look_at_changed()
            return
        # It plays, so it is there; other files may have come back with it.
        self._jobs.run(
            "Look for a file",
            lambda job: self._availability.look_at_track(row.id, job),
            on_failed=_note,
            may_hang=True,
        )
        self.look_at_all()

    def _begin(self) -> None:
        is_thorough = self._wants_all
        is_wanted = is_thorough or (self._wants_changed and not self._rest.isActive())
        if not self._is_on or self._job is not None or not is_wanted:
            return
        self._wants_all = self._wants_changed = False
        row = self._playback.track
        sounding = row.id if row is not None and self._playback.state in _HELD else None
        self._job = self._jobs.run(
            "Look for missing files",
            lambda job: self._availability.look(job, is_thorough=is_thorough, sounding=sounding),
            on_failed=_note,
            on_ended=self._end,
            may_hang=True,
        )

    def _end(self) -> None:
        self._job = None
        self._rest.start(REST_MS)
        self._begin()


def _note(problem: Problem) -> None:
    """The next check comes soon; whatever else needs the journal says what is wrong with it."""
    log.warning("files weren’t checked: %s %s", problem, problem.details)
