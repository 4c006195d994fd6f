"""Processes for heavy work in Python: threads would share one core and make the window stutter.

One pool is shared by all who need it at the same time, so that two imports and a search don't each
start a process per core. It ends with the last of them: an idle process takes some 30 MiB.
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

from app.core import languages
from app.core.errors import Problem
from app.core.words import _

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

AT_MOST = 4


class ProcessesEnded(Problem):
    """The system ended one of our processes, as it does when memory is short."""


class SharedProcesses:
    """A pool that exists while somebody uses it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None  # the one that others join
        self._holders: Counter[ProcessPoolExecutor] = Counter()

    @contextmanager
    def held(self) -> Iterator[ProcessPoolExecutor]:
        """The pool. Whoever leaves must cancel the work they no longer want. Thread-safe.

        Work must be a module's plain function, with values that can be pickled.
        Raises ProcessesEnded for everybody who waits for the pool, if one of its processes ended.
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
        _("A process that was reading files was ended before it had finished."),
        _("The system ended it, perhaps because memory was running out."),
        _("Close other programs, then try again. What has been read is saved."),
        str(fault),
    )


def _new_pool() -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # not needed to start
    from multiprocessing import get_context

    workers = max(1, min(os.cpu_count() or 1, AT_MOST))
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context(_way_to_start()),
        initializer=begin_worker,
        initargs=(languages.spoken(),),
    )


def begin_worker(language: str) -> None:
    """Ctrl+C reaches the whole group, but only the parent process acts on it; a fork must not act
    on SIGTERM as a command does, for a broken pool ends it so. If the parent is killed, its workers
    end, too: otherwise they would wait for work for ever.

    language: the parent's, for sentences that the work returns.
    """
    if languages.spoken() != language:
        languages.speak(language)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _way_to_start() -> str:
    """Fork, which is fast, where it is safe: on Linux, from a process with one thread, as on the
    command line. A window's threads hold locks, and their copies would never be released.
    """
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_alone else "spawn"


PROCESSES = SharedProcesses()
