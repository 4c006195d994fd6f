"""Long work as plain functions: progress and cancelling without Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


class JobCancelled(Exception):
    """Raised inside a job at the first checkpoint after the listener cancelled it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `total` 0 means: not known yet. can_cancel: whether it may still stop."""

    done: int
    total: int
    label: str
    can_cancel: bool = True


class JobContext:
    """What a job function is given: where to report, whether to stop.

    `report` may be called from any thread; `on_progress` is called on the job's own thread.
    """

    def __init__(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        whole: JobContext | None = None,
    ) -> None:
        """whole: the job that this one is a part of."""
        self._on_progress = on_progress
        self._whole = whole
        self._cancelled = threading.Event()
        self._goes_to_its_end = False

    def cancel(self) -> None:
        self._cancelled.set()

    def checkpoint(self) -> None:
        """Raise JobCancelled if the listener cancelled in time."""
        if self._goes_to_its_end:
            return
        if self._whole is not None:
            self._whole.checkpoint()
        if self._cancelled.is_set():
            raise JobCancelled

    def report(self, done: int, total: int, label: str = "") -> None:
        """Tell how far the job is, then act on a cancel."""
        if self._on_progress is not None:
            can_cancel = not self._goes_to_its_end
            self._on_progress(Progress(done, total, label, can_cancel))
        self.checkpoint()

    def part(self) -> JobContext:
        """For a job inside this one: it tells and is cancelled with it, and concludes alone."""
        return JobContext(
            lambda progress: self.report(progress.done, progress.total, progress.label), whole=self
        )

    def conclude(self, label: str) -> None:
        """The last look whether the listener cancelled: from here on the job goes to its end."""
        self.checkpoint()
        self._goes_to_its_end = True
        self.report(0, 0, label)
