"""Has two versions aligned by their sound, once both were listened through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.afterlives.aligning import AlignedVersions, align_tracks
from app.core.job_pool import Urgency
from app.core.words import _

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.jobs import JobContext, Progress
    from app.library.records import TrackRow
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle


class VersionFinding(QObject):
    """One pair at a time; nothing is kept here, nor in the journal.

    Signals: progressed(int done, int total, str label), total 0 if it isn't known; found(
    AlignedVersions); failed(str), in words; ended(), always last.
    """

    progressed = Signal(int, int, str)
    found = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._pair: tuple[TrackRow, TrackRow] | None = None
        self._job: JobHandle | None = None
        self._missing: tuple[int, ...] = ()
        self._retried: set[int] = set()
        listening = context.listening_through
        listening.listened.connect(self._on_listened)
        listening.gathered.connect(self._look_whether_it_comes)

    @property
    def is_on(self) -> bool:
        return self._pair is not None

    def begin(self, first: TrackRow, second: TrackRow) -> None:
        self.cancel()
        self._pair, self._retried = (first, second), set()
        self._align()

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _align(self) -> None:
        if self._pair is None:
            return
        first, second = self._pair
        heard = self._context.services.heard_music
        lengths = (max(0, first.duration_ms), max(0, second.duration_ms))
        pair = self._pair
        self._missing = ()
        self.progressed.emit(0, 0, _("Looking for the same moments…"))

        def work(job: JobContext) -> AlignedVersions | tuple[int, ...] | None:
            try:
                return align_tracks(heard, first.id, second.id, lengths, job)
            except LookupError:
                return None  # a track is gone, and so is what is linked to it

        def arrive(answer: AlignedVersions | tuple[int, ...] | None) -> None:
            if self._pair is pair:
                self._arrive(answer)

        def fail(problem: Problem) -> None:
            if self._pair is pair:
                self._fail(str(problem))

        self._job = self._context.jobs.run(
            "Align two versions", work, arrive, fail, self._tell, urgency=Urgency.AWAITED
        )

    def _tell(self, progress: Progress) -> None:
        if self._pair is not None:
            label = _("Looking for the same moments…")
            self.progressed.emit(progress.done, progress.total, label)

    def _arrive(self, answer: AlignedVersions | tuple[int, ...] | None) -> None:
        self._job = None
        if isinstance(answer, AlignedVersions):
            self.found.emit(answer)
            self._end()
        elif answer:
            self._wait_for(answer)
        else:
            self._end()

    def _wait_for(self, missing: tuple[int, ...]) -> None:
        self._missing = missing
        self.progressed.emit(0, 0, _("Listening to both first…"))
        again = [track_id for track_id in missing if track_id in self._retried]
        fresh = [track_id for track_id in missing if track_id not in self._retried]
        self._retried.update(missing)
        listening = self._context.listening_through
        if again:  # it was listened to, and yet it isn't there
            self._fail(_("One of the two couldn’t be listened through."))
            return
        listening.wanted(fresh)
        if self._context.services.settings.current.listening_through_paused:
            self.progressed.emit(0, 0, _("Listening is paused."))
        self._look_whether_it_comes()

    def _on_listened(self, track_id: int) -> None:
        self._missing = tuple(one for one in self._missing if one != track_id)
        if self._pair is not None and self._job is None and not self._missing:
            self._align()

    def _look_whether_it_comes(self) -> None:
        if not self._missing or self._pair is None:
            return
        listening = self._context.listening_through
        if not listening.to_come(self._missing):
            self._missing = ()
            if self._job is None:  # heard meanwhile, or nobody can hear it
                self._align()

    def _fail(self, words: str) -> None:
        self.failed.emit(words)
        self._end()

    def _end(self) -> None:
        was_on = self._pair is not None
        self._pair, self._job, self._missing = None, None, ()
        if was_on:
            self.ended.emit()
