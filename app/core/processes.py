"""Processes for what burns CPU in pure Python: threads would share one core and stutter the window.

One pool for all who need it at a time, so that two imports and a search don't start a process per
core each. It ends with the last of them: idle processes would keep some 30 MiB each.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

AT_MOST = 4


class SharedProcesses:
    """A pool that is there while somebody holds it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._holders = 0

    @contextmanager
    def held(self) -> Iterator[ProcessPoolExecutor]:
        """The pool; who leaves cancels what they handed in and no longer want. Thread-safe.

        What is handed in must be plain functions of a module and values that can be pickled.
        """
        with self._lock:
            self._holders += 1
            if self._pool is None:
                self._pool = _new_pool()
            pool = self._pool
        try:
            yield pool
        finally:
            with self._lock:
                self._holders -= 1
                if is_last := self._holders == 0:
                    self._pool = None
            if is_last:
                pool.shutdown(cancel_futures=True)


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
