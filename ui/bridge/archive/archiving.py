"""Export, restore, back up, go back to a backup: one at a time, behind the window."""

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
from ui.bridge.archive.export_files import EXPORT_NAME, EXPORTS
from ui.bridge.news.exported import ask_to_lose, say_exported
from ui.bridge.news.restored import say_restored
from ui.widgets.question_dialog import ask
from ui.words.backups import lost_by_going_back, made_when_inside, size_in_words

if TYPE_CHECKING:
    from app.archive.records import Backup, NewerRows
    from app.archive.service import ExportService
    from app.core.errors import Problem
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArchiveTask:
    """In words: its name, what is being done, and what is said when it was cancelled."""

    name: str
    doing: str
    cancelled: str = ""


_EXPORT = ArchiveTask(
    "Export everything", "Exporting everything", "The export was cancelled; no file was changed."
)
_RESTORE = ArchiveTask(
    "Restore an export", "Restoring an export", "The restore was cancelled; nothing was changed."
)
_BACK_UP = ArchiveTask("Back up", "Backing up", "The backup was cancelled; none was made.")
_GO_BACK = ArchiveTask(
    "Go back to a backup",
    "Going back to a backup",
    "Going back was cancelled; your journal is as it was.",
)
_LOOK = ArchiveTask("Look at a backup", "Looking at the backup")


class ArchiveEnd(Enum):
    """How a task ended. FAILED: it is said why."""

    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()


class Archiving(QObject):
    """All of it is done whole or not at all, also when it is cancelled or the window goes.

    What is asked for while something is under way is declined: whoever offers it greys it.
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
        """What is under way."""
        return self._task

    @property
    def can_cancel(self) -> bool:
        """Whether what is under way may still stop."""
        return self._can_cancel

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def ask_where_to_export(self) -> None:
        self._context.files.ask_where_to(
            EXPORTS, _EXPORT.name, EXPORT_NAME, self._window, self.export_to
        )

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """replace: also what would be lost then; else the listener is asked."""
        self._run(
            _EXPORT,
            lambda job: self._exports.export_json(path, job, replace=replace),
            lambda summary: say_exported(self._context, summary),
            lambda problem: ask_to_lose(
                self._context, problem, lambda: self.export_to(path, replace=True), self._window
            ),
        )

    def ask_what_to_restore(self) -> None:
        self._context.files.ask_for_file(EXPORTS, _RESTORE.name, self._window, self.restore_from)

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
            lambda made: self._context.messages.say(f"Backed up: {size_in_words(made.size)}."),
        )

    def ask_to_go_back(self, backup: Backup) -> None:
        """Says what would be lost; or why the backup is no use."""
        self._run(
            _LOOK,
            lambda job: self._exports.newer_than(backup, job),
            lambda newer: self._ask_to_go_back(backup, newer),
        )

    def go_back(self, backup: Backup) -> None:
        said = f"Your journal is as it was at the backup of {made_when_inside(backup)}."
        self._run(
            _GO_BACK,
            lambda job: self._exports.restore_backup(backup, job),
            lambda _none: self._context.messages.say(said),
        )

    @property
    def _exports(self) -> ExportService:
        """Asked for in a job: it is made, and much imported, when it is first needed."""
        return self._context.services.exports

    def _ask_to_go_back(self, backup: Backup, newer: NewerRows) -> None:
        ask(
            f"Go back to the backup of {made_when_inside(backup)}?",
            f"Your journal becomes what it was then. {lost_by_going_back(newer)} What it holds "
            "now is backed up first, so you can come back to it the same way.",
            "Go back",
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
            task.name,
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
        """A mistake of ours is told by nobody here, but it is over, too."""
        if handle is self._job:
            self._end(ArchiveEnd.FAILED, lambda: None)

    def _end(self, end: ArchiveEnd, tell: Callable[[], object]) -> None:
        """What is told may begin the next one."""
        self._task = self._job = None
        self.ended.emit(end)
        tell()

    def _say_cancelled(self, task: ArchiveTask) -> None:
        if task.cancelled:
            self._context.messages.say(task.cancelled)
