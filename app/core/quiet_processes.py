"""Processes for long work that nobody waits for: they leave the machine to whoever uses it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.core import languages
from app.core.jobs import JobCancelled, JobContext
from app.core.one_thread import multiply_in_one_thread
from app.core.processes import begin_worker

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.synchronize import Event

LOWEST = 19


def quiet_workers() -> int:
    """All cores that this process may use but one, at least one."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, cores - 1)


@contextmanager
def quiet_processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool at the lowest priority.

    Left by an exception, Ctrl+C say, it drops what hasn't begun and cancels what has, if its work
    asks `job_of_worker`. Work must be a module's plain function, with values that can be pickled.
    Its futures raise BrokenExecutor if one of the processes ends.
    """
    from concurrent.futures import ProcessPoolExecutor  # not needed to start
    from multiprocessing import get_context

    context = get_context("spawn")  # a forked process would keep the threads of numpy's
    stop = context.Event()
    pool = ProcessPoolExecutor(
        workers,
        mp_context=context,
        initializer=_begin_quietly,
        initargs=(languages.spoken(), stop),
    )
    try:
        yield pool
    except BaseException:
        stop.set()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class _StoppedJob(JobContext):
    """Cancelled by whoever started the process."""

    def __init__(self, stop: Event) -> None:
        super().__init__()
        self._stop = stop

    def checkpoint(self) -> None:
        super().checkpoint()
        if self._stop.is_set():
            raise JobCancelled


_jobs: list[JobContext] = []  # in a worker: its one


def job_of_worker() -> JobContext:
    """In a quiet process: cancelled when the pool is left by an exception."""
    return _jobs[0] if _jobs else JobContext()


def _begin_quietly(language: str, stop: Event) -> None:
    begin_quietly(language)
    _jobs[:] = [_StoppedJob(stop)]


def begin_quietly(language: str, niceness: int = LOWEST) -> None:
    """In a new process, before anything heavy is imported: see `begin_worker`."""
    multiply_in_one_thread()
    begin_worker(language)
    if hasattr(os, "nice"):
        os.nice(niceness)


def wait_for_spare_time() -> None:
    """Besides niceness: the system takes the core of such a process for free when it wakes a
    thread of the window's, and would otherwise let that queue behind another. Such a process hardly
    ever runs where others keep all cores busy.
    """
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
