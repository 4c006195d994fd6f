"""Export, restore, back up, go back to a backup: one at a time, in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.job_pool import Urgency
from app.core.jobs import JobContext, Progress
from app.core.words import Text, _
from ui.bridge.archive.export_files import EXPORTS, export_name
from ui.bridge.news.exported import ask_to_lose, say_exported
from ui.bridge.news.restored import say_restored
from ui.widgets.question_dialog import ask
from ui.words.backups import lost_by_going_back, made_when_inside, size_in_words
from ui.words.dates import today

if TYPE_CHECKING:
    from app.archive.records import Backup, NewerRows
    from app.archive.service import ExportService
    from app.core.errors import Problem
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArchiveTask:
    """Its name, what is being done, and what is said if it was cancelled."""

    name: Text
    doing: Text
    cancelled: Text | None = None


_EXPORT = ArchiveTask(
    Text("Export everything"),
    Text("Exporting everything"),
    Text("The export was cancelled; no file was changed."),
)
_RESTORE = ArchiveTask(
    Text("Restore an export"),
    Text("Restoring an export"),
    Text("The restore was cancelled; nothing was changed."),
)
_BACK_UP = ArchiveTask(
    Text("Back up"), Text("Backing up"), Text("The backup was cancelled; none was made.")
)
_GO_BACK = ArchiveTask(
    Text("Go back to a backup"),
    Text("Going back to a backup"),
    Text("Going back was cancelled; your journal is as it was."),
)
_LOOK = ArchiveTask(Text("Check a backup"), Text("Checking the backup"))


class ArchiveEnd(Enum):
    """How a task ended. FAILED: it is said why."""

    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()


class Archiving(QObject):
    """Each task is done completely or not at all, even if it is cancelled or the window closes.

    Requests made while a task is running are ignored: whoever offers them disables them.
    Signals: began(ArchiveTask); progressed(Progress); ended(ArchiveEnd).
    """

    began = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._task: ArchiveTask | None = None
        self._job: JobHandle | None = None
        self._can_cancel = True

    @property
    def task(self) -> ArchiveTask | None:
        """The running task."""
        return self._task

    @property
    def can_cancel(self) -> bool:
        """Whether the running task can still be stopped."""
        return self._can_cancel

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def ask_where_to_export(self) -> None:
        self._context.files.ask_where_to(
            EXPORTS, str(_EXPORT.name), export_name(today()), self._window, self.export_to
        )

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """replace: even if something would be lost; otherwise the listener is asked."""
        self._run(
            _EXPORT,
            lambda job: self._exports.export_json(path, job, replace=replace),
            lambda summary: say_exported(self._context, summary),
            lambda problem: ask_to_lose(
                self._context, problem, lambda: self.export_to(path, replace=True), self._window
            ),
        )

    def ask_what_to_restore(self) -> None:
        self._context.files.ask_for_file(
            EXPORTS, str(_RESTORE.name), self._window, self.restore_from
        )

    def restore_from(self, path: Path) -> None:
        self._run(
            _RESTORE,
            lambda job: self._exports.restore_json(path, job),
            lambda report: say_restored(self._context, report),
        )

    def back_up(self) -> None:
        self._run(
            _BACK_UP,
            lambda job: self._exports.backup_now(job),
            lambda made: self._context.messages.say(
                _("Backed up: {size}.", size=size_in_words(made.size))
            ),
        )

    def ask_to_go_back(self, backup: Backup) -> None:
        """Says what would be lost, or why the backup can't be used."""
        self._run(
            _LOOK,
            lambda job: self._exports.newer_than(backup, job),
            lambda newer: self._ask_to_go_back(backup, newer),
        )

    def go_back(self, backup: Backup) -> None:
        # Translators: when is “today, 15:56” or “Saturday 21 November 2026, 15:56”
        said = _(
            "Your journal is now as it was in the backup from {when}.",
            when=made_when_inside(backup),
        )
        self._run(
            _GO_BACK,
            lambda job: self._exports.restore_backup(backup, job),
            lambda _none: self._context.messages.say(said),
        )

    @property
    def _exports(self) -> ExportService:
        """Only used inside jobs: making it for the first time imports a lot."""
        return self._context.services.exports

    def _ask_to_go_back(self, backup: Backup, newer: NewerRows) -> None:
        ask(
            # Translators: when is “today, 15:56” or “Saturday 21 November 2026, 15:56”
            _("Go back to the backup from {when}?", when=made_when_inside(backup)),
            # Translators: lost is a sentence about what is newer than the backup
            _(
                "Your journal will be as it was then. {lost} The present journal is backed "
                "up first, so you can go back to it in the same way.",
                lost=lost_by_going_back(newer),
            ),
            _("Go back"),
            lambda: self.go_back(backup),
            self._window,
            is_danger=True,
        )

    def _run(
        self,
        task: ArchiveTask,
        work: Callable[[JobContext], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[Problem], object] | None = None,
    ) -> None:
        if self._task is not None:
            return
        self._task, self._can_cancel = task, True
        tell = on_failed or self._context.messages.problem
        self.began.emit(task)
        handle = self._job = self._context.jobs.run(
            task.name.message,
            work,
            lambda result: self._end(ArchiveEnd.DONE, lambda: on_done(result)),
            lambda problem: self._end(ArchiveEnd.FAILED, lambda: tell(problem)),
            self._on_progress,
            lambda: self._end(ArchiveEnd.CANCELLED, lambda: self._say_cancelled(task)),
            on_ended=lambda: self._forget(handle),
            urgency=Urgency.AWAITED,
        )

    def _on_progress(self, progress: Progress) -> None:
        self._can_cancel = progress.can_cancel
        self.progressed.emit(progress)

    def _forget(self, handle: JobHandle) -> None:
        """After a mistake of ours, which is reported elsewhere, the task is over as well."""
        if handle is self._job:
            self._end(ArchiveEnd.FAILED, lambda: None)

    def _end(self, end: ArchiveEnd, tell: Callable[[], object]) -> None:
        """tell: may start the next task."""
        self._task = self._job = None
        self.ended.emit(end)
        tell()

    def _say_cancelled(self, task: ArchiveTask) -> None:
        if task.cancelled is not None:
            self._context.messages.say(str(task.cancelled))
