"""One job at a time, with its progress once it takes a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal

from ui.widgets.busy_line import BusyLine

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.jobs import JobContext, Progress
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

_SHOW_AFTER_MS = 300

T = TypeVar("T")


class JobLine(BusyLine):
    """A failure is said. Signals: began(), ended(), whatever the outcome."""

    began = Signal()
    ended = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._job: JobHandle | None = None
        self._is_dropped = False
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self.cancel_requested.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def run(
        self,
        label: str,
        work: Callable[[JobContext], T],
        then: Callable[[T], None],
        *,
        on_cancelled: Callable[[], None] | None = None,
        may_hang: bool = False,
    ) -> None:
        """label: the job's name in the log. may_hang: as in `JobRunner.run`."""
        self._patience.start()
        self._job = self._context.jobs.run(
            label,
            work,
            on_done=lambda answer: None if self._is_dropped else then(answer),
            on_failed=self._say,
            on_progress=self._on_progress,
            on_cancelled=lambda: self._on_cancelled(on_cancelled),
            on_ended=self._on_ended,
            may_hang=may_hang,
        )
        self.began.emit()

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Nobody looks any more: what runs is cancelled, and nothing follows."""
        self._is_dropped = True
        self._patience.stop()
        self.cancel()

    def _on_cancelled(self, then: Callable[[], None] | None) -> None:
        if then is not None and not self._is_dropped:
            then()

    def _say(self, problem: Problem) -> None:
        self._context.messages.problem(problem)

    def _on_progress(self, at: Progress) -> None:
        if not self._is_dropped and not self._patience.isActive():
            self.show_progress(at.done, at.total, at.label, can_cancel=at.can_cancel)

    def _on_ended(self) -> None:
        self._job = None
        if not self._is_dropped:
            self.finish()
            self.ended.emit()
