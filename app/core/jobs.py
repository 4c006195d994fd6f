"""Progress and cancelling for long work, without Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


class JobCancelled(Exception):
    """Raised inside a job at the first checkpoint after the listener cancelled it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. total: 0 if not known yet. can_cancel: whether it can still stop."""

    done: int
    total: int
    label: str
    can_cancel: bool = True


class JobContext:
    """What a job function is given, to report progress and to notice that it is cancelled.

    `report` may be called from any thread; `on_progress` is called on the job's own thread.
    """

    def __init__(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        whole: JobContext | None = None,
    ) -> None:
        """whole: the job that this one is part of."""
        self._on_progress = on_progress
        self._whole = whole
        self._cancelled = threading.Event()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._has_concluded = False

    def cancel(self) -> None:
        self._cancelled.set()
        self._may_go_on.set()

    def pause(self) -> None:
        """It waits at its next checkpoint. Only for a job with a thread of its own."""
        if not self._cancelled.is_set():
            self._may_go_on.clear()

    def go_on(self) -> None:
        self._may_go_on.set()

    def checkpoint(self) -> None:
        """Waits while it is paused. Raises JobCancelled if the listener has cancelled."""
        if self._has_concluded:
            return
        if self._whole is not None:
            self._whole.checkpoint()
        self._may_go_on.wait()
        if self._cancelled.is_set():
            raise JobCancelled

    def report(self, done: int, total: int, label: str = "") -> None:
        """Reports progress. Raises JobCancelled as `checkpoint` does."""
        if self._on_progress is not None:
            can_cancel = not self._has_concluded
            self._on_progress(Progress(done, total, label, can_cancel))
        self.checkpoint()

    def part(self) -> JobContext:
        """For a job inside this one: reports and is cancelled with it, concludes by itself."""
        return JobContext(
            lambda progress: self.report(progress.done, progress.total, progress.label), whole=self
        )

    def conclude(self, label: str) -> None:
        """The last checkpoint: from here on the job can't be cancelled."""
        self.checkpoint()
        self._has_concluded = True
        self.report(0, 0, label)
