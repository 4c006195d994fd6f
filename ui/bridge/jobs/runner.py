"""Runs long work off the GUI thread and delivers the outcome on it."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import Problem
from app.core.job_pool import JobPool, Ticket, Urgency
from app.core.jobs import JobCancelled, JobContext, Progress

log = logging.getLogger(__name__)

T = TypeVar("T")

HANGING_S = 1.0
# A job may report thousands of times a second; 25 are enough for the eye.
_PROGRESS_EVERY_S = 0.04


class JobHandle:
    """A job: its name in the log, whether it is running, how to stop it."""

    def __init__(
        self, label: str, cancel: Callable[[JobHandle], None], context: JobContext
    ) -> None:
        self.label = label
        self.is_running = True
        self._cancel = cancel
        self._context = context

    def cancel(self) -> None:
        """The job stops at its next checkpoint, or never starts; its callbacks still follow."""
        self._cancel(self)

    def pause(self) -> None:
        """It waits at its next checkpoint. Only for one that `may_hang`: others need its thread."""
        self._context.pause()

    def go_on(self) -> None:
        self._context.go_on()


@dataclass(slots=True)
class _Run:
    """What the runner knows about a job, which is either in the pool's queue or on a thread."""

    context: JobContext
    on_cancelled: Callable[[], None] | None
    on_ended: Callable[[], None] | None
    ticket: Ticket | None = None
    thread: threading.Thread | None = None


class JobRunner(QObject):
    """A few threads for all jobs; all callbacks run on the thread that this object lives on.

    Signals: started(JobHandle), ended(JobHandle), problem(Problem) for jobs without `on_failed`.
    Any other exception inside a job reaches `sys.excepthook`, as it would from anywhere else.
    """

    started = Signal(object)
    ended = Signal(object)
    problem = Signal(object)
    _arrived = Signal(object)  # a function without arguments, to be called on our own thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = JobPool()
        self._runs: dict[JobHandle, _Run] = {}
        self._is_closed = False
        self._arrived.connect(self._on_arrived)

    def run(
        self,
        label: str,
        function: Callable[[JobContext], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Problem], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        *,
        on_ended: Callable[[], None] | None = None,
        urgency: Urgency = Urgency.USUAL,
        may_hang: bool = False,
    ) -> JobHandle:
        """Starts when a thread is free. Exactly one of on_done, on_failed, on_cancelled is called,
        none of them after an unexpected exception; then always on_ended. Once the runner is shut
        down, nothing starts and nothing is called.

        label: the job's name in the log.
        may_hang: the job accesses drives that may never answer, so it gets a thread of its own,
        which the end of the program doesn't wait for. Before it changes anything, it has to check
        whether it was cancelled.
        """
        context = JobContext(self._forwarding(on_progress))
        handle = JobHandle(label, self._cancel, context)
        if self._is_closed:  # something that was postponed for a moment
            log.info("%s isn’t done: the window has closed", label)
            handle.is_running = False
            return handle
        run = self._runs[handle] = _Run(context, on_cancelled, on_ended)
        callbacks = (on_done, on_failed, on_cancelled)

        def work() -> None:
            self._work(handle, context, function, callbacks)

        self.started.emit(handle)
        if may_hang:
            run.thread = threading.Thread(target=work, name=f"job: {label}", daemon=True)
            run.thread.start()
        else:
            run.ticket = self._pool.submit(label, work, urgency)
        return handle

    @property
    def running(self) -> tuple[JobHandle, ...]:
        return tuple(self._runs)

    def shut_down(self) -> None:
        """Cancels every job and waits for it, but not for long if it hangs; pending callbacks are
        dropped.
        """
        self._is_closed = True
        for run in self._runs.values():
            run.context.cancel()
        self._pool.close()
        for handle, run in self._runs.items():
            if run.thread is not None:
                run.thread.join(HANGING_S)
                if run.thread.is_alive():
                    log.warning("%s doesn’t end: a drive doesn’t answer", handle.label)
            handle.is_running = False
        self._runs.clear()

    def _cancel(self, handle: JobHandle) -> None:
        run = self._runs.get(handle)
        if run is None:
            return
        run.context.cancel()
        if run.ticket is not None and self._pool.withdraw(run.ticket):
            self._send_home(handle, run.on_cancelled)

    def _forwarding(
        self, on_progress: Callable[[Progress], None] | None
    ) -> Callable[[Progress], None] | None:
        if on_progress is None:
            return None
        told_at = 0.0

        def forward(progress: Progress) -> None:
            nonlocal told_at
            now = time.monotonic()
            if now - told_at >= _PROGRESS_EVERY_S or progress.done == progress.total:
                told_at = now
                self._arrived.emit(lambda: on_progress(progress))

        return forward

    # On the job's own thread: every outcome is sent home as a function to call.

    def _work(
        self,
        handle: JobHandle,
        context: JobContext,
        function: Callable[[JobContext], Any],
        callbacks: tuple[Callable[..., None] | None, ...],
    ) -> None:
        on_done, on_failed, on_cancelled = callbacks
        try:
            result = function(context)
        except JobCancelled:
            log.info("cancelled: %s", handle.label)
            self._send_home(handle, on_cancelled)
        except Problem as problem:
            log.warning("%s: %s %s", handle.label, problem, problem.details)
            self._send_home(handle, on_failed or self.problem.emit, problem)
        except Exception as mistake:  # noqa: BLE001 - sent to the report dialog, not swallowed
            self._send_home(handle, _report, mistake)
        else:
            self._send_home(handle, on_done, result)

    def _send_home(
        self, handle: JobHandle, callback: Callable[..., None] | None, *arguments: Any
    ) -> None:
        def call() -> None:
            run = self._runs.pop(handle, None)
            if run is not None and run.thread is not None:
                run.thread.join()
            handle.is_running = False
            self.ended.emit(handle)
            try:
                if callback is not None:
                    callback(*arguments)
            finally:
                if run is not None and run.on_ended is not None:
                    run.on_ended()

        self._arrived.emit(call)

    @Slot(object)
    def _on_arrived(self, call: Callable[[], None]) -> None:
        if not self._is_closed:
            call()


def _report(mistake: BaseException) -> None:
    sys.excepthook(type(mistake), mistake, mistake.__traceback__)
