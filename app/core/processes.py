"""Processes for what burns CPU in pure Python: threads would share one core and stutter the window.

One pool for all who need it at a time, so that two imports and a search don't start a process per
core each. It ends with the last of them: idle processes would keep some 30 MiB each.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.core.errors import Problem

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

AT_MOST = 4


class ProcessesEnded(Problem):
    """The system ended a process that worked for us, as it does when memory is short."""


class SharedProcesses:
    """A pool that is there while somebody holds it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None  # the one that newcomers join
        self._holders: Counter[ProcessPoolExecutor] = Counter()

    @contextmanager
    def held(self) -> Iterator[ProcessPoolExecutor]:
        """The pool; who leaves cancels what they handed in and no longer want. Thread-safe.

        What is handed in must be plain functions of a module and values that can be pickled.
        Raises ProcessesEnded for everybody who waits for a pool of which a process was ended.
        """
        pool = self._join()
        from concurrent.futures import BrokenExecutor  # not needed to start

        try:
            yield pool
        except BrokenExecutor as fault:
            self._expect_no_more_of(pool)
            raise _ended_by_the_system(fault) from fault
        finally:
            self._leave(pool)

    def _join(self) -> ProcessPoolExecutor:
        with self._lock:
            pool = self._pool = self._pool or _new_pool()
            self._holders[pool] += 1
            return pool

    def _expect_no_more_of(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None

    def _leave(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            self._holders[pool] -= 1
            if self._holders[pool]:
                return
            del self._holders[pool]
            if self._pool is pool:
                self._pool = None
        pool.shutdown(cancel_futures=True)


def _ended_by_the_system(fault: Exception) -> ProcessesEnded:
    return ProcessesEnded(
        "A process that was reading ended before it was done.",
        "The system ended it, perhaps because memory was short.",
        "Close other programs, then try again. What was read is kept.",
        str(fault),
    )


def _new_pool() -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # not needed to start
    from multiprocessing import get_context

    workers = max(1, min(os.cpu_count() or 1, AT_MOST))
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context(_way_to_start()),
        initializer=_begin_worker,
    )


def _begin_worker() -> None:
    """Ctrl+C reaches the whole group; only the process that asked says what becomes of it. When
    that one is killed its workers end, too: they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _way_to_start() -> str:
    """Forked where that is safe, which starts at once: on Linux, from a process with one thread,
    as on the command line. A window's threads hold locks that a fork would copy for ever.
    """
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_alone else "spawn"


PROCESSES = SharedProcesses()
