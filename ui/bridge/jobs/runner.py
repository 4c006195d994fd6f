"""Runs long work off the GUI thread and brings its outcome back to it."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import Problem
from app.core.jobs import JobCancelled, JobContext, Progress

log = logging.getLogger(__name__)

T = TypeVar("T")

HANGING_S = 1.0
# A job may report thousands of times a second; the eye is served by 25.
_PROGRESS_EVERY_S = 0.04


class JobHandle:
    """A job under way: what it is called, whether it runs, how to stop it."""

    def __init__(self, label: str, context: JobContext) -> None:
        self.label = label
        self.is_running = True
        self._context = context

    def cancel(self) -> None:
        """The job stops at its next checkpoint; its callbacks still follow."""
        self._context.cancel()


class JobRunner(QObject):
    """One thread per job, all callbacks on the thread that this object lives on.

    Signals: started(JobHandle), ended(JobHandle), problem(Problem) for jobs without `on_failed`.
    A mistake of ours inside a job reaches `sys.excepthook`, as it would from anywhere else.
    """

    started = Signal(object)
    ended = Signal(object)
    problem = Signal(object)
    _arrived = Signal(object)  # a call without arguments, to be made on our own thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[JobHandle, threading.Thread] = {}
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
        may_hang: bool = False,
    ) -> JobHandle:
        """Starts at once. Exactly one of on_done, on_failed, on_cancelled is called, unless the
        runner is shut down before.

        may_hang: it asks drives that may never answer, and the end of the program is not to wait
        for that. It has to look whether it was cancelled before it changes anything.
        """
        context = JobContext(self._forwarding(on_progress))
        handle = JobHandle(label, context)
        thread = threading.Thread(
            target=self._work,
            name=f"job: {label}",
            args=(handle, context, function, (on_done, on_failed, on_cancelled)),
            daemon=may_hang,
        )
        self._threads[handle] = thread
        self.started.emit(handle)
        thread.start()
        return handle

    @property
    def running(self) -> tuple[JobHandle, ...]:
        return tuple(self._threads)

    def shut_down(self) -> None:
        """Cancels every job and waits for it, for one that hangs not long; callbacks that are still
        under way are dropped.
        """
        self._is_closed = True
        for handle, thread in tuple(self._threads.items()):
            handle.cancel()
            thread.join(HANGING_S if thread.daemon else None)
            if thread.is_alive():
                log.warning("%s doesn’t end: a drive doesn’t answer", handle.label)
            handle.is_running = False
        self._threads.clear()

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

    # On the job's own thread: everything it learns is sent home as a call.

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
            thread = self._threads.pop(handle, None)
            if thread is not None:
                thread.join()
            handle.is_running = False
            self.ended.emit(handle)
            if callback is not None:
                callback(*arguments)

        self._arrived.emit(call)

    @Slot(object)
    def _on_arrived(self, call: Callable[[], None]) -> None:
        if not self._is_closed:
            call()


def _report(mistake: BaseException) -> None:
    sys.excepthook(type(mistake), mistake, mistake.__traceback__)
