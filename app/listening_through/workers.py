"""The processes that hear files, each with a thread of ours that waits for what it says."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.core import languages
from app.core.one_thread import multiply_in_one_thread
from app.core.quiet_processes import LOWEST, quiet_workers
from app.listening_through.records import Outcome, Reached, Report, Sound
from app.listening_through.worker import Ask, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

log = logging.getLogger(__name__)

Tell = Callable[[Report | Reached], None]


class Workers:
    """At most one process for each core but one, made when there is work, gone after `stop`.

    tell: called on threads of ours with what a process says. niceness: by default the lowest
    priority.
    """

    def __init__(
        self, cache: Path, tell: Tell, most: int | None = None, niceness: int | None = None
    ) -> None:
        self._cache = cache
        self._tell = tell
        self._niceness = LOWEST if niceness is None else niceness
        self.most = quiet_workers() if most is None else most
        self._working: list[_Worker] = []
        self._stopped: list[_Worker] = []

    @property
    def free(self) -> int:
        """How many sounds can be given now."""
        return self.most - sum(not worker.is_idle for worker in self._working)

    @property
    def pids(self) -> list[int]:
        """Of the processes there are now."""
        found = (worker.pid for worker in self._working)
        return [pid for pid in found if pid is not None]

    def give(self, sound: Sound) -> None:
        """Needs a free one."""
        worker = next((each for each in self._working if each.is_idle), None)
        if worker is None:
            worker = _Worker(self._cache, self._niceness, self._tell)
            self._working.append(worker)
        worker.give(sound)

    def stop(self) -> None:
        """Ends every process at once, whatever it is doing; nobody is told of that."""
        for worker in self._working:
            worker.stop()
        self._stopped = [each for each in self._stopped if each.is_alive] + self._working
        self._working = []

    def close(self) -> None:
        """As `stop`, and waits until they have ended."""
        self.stop()
        for worker in self._stopped:
            worker.join()
        self._stopped = []


class _Worker:
    """One thread, and one process after another: a new one if the last was killed."""

    def __init__(self, cache: Path, niceness: int, tell: Tell) -> None:
        self._cache = cache
        self._niceness = niceness
        self._tell = tell
        self._asks: queue.SimpleQueue[Sound | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_stopped = False
        self.is_idle = True
        self._thread = threading.Thread(target=self._work, name="listening through", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def pid(self) -> int | None:
        process = self._process
        return None if process is None else process.pid

    def give(self, sound: Sound) -> None:
        self.is_idle = False
        self._asks.put(sound)

    def stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()
        self._asks.put(None)

    def join(self) -> None:
        self._thread.join()

    # --- on its thread --------------------------------------------------------------------------

    def _work(self) -> None:
        while (sound := self._asks.get()) is not None and not self._is_stopped:
            report = self._report_on(sound)
            if not self._is_stopped:
                self.is_idle = True
                self._tell(report)
        self._let_go()

    def _report_on(self, sound: Sound) -> Report:
        try:
            pipe = self._pipe or self._begin()
            if pipe is None:
                return _ended(sound, "stopped")
            pipe.send(Ask(sound.payload_hash, sound.path))
            return self._answer(pipe)
        except (OSError, EOFError) as fault:
            why = self._let_go() or repr(fault)
            return _ended(sound, why)

    def _answer(self, pipe: Connection) -> Report:
        """Raises EOFError if the process ends."""
        while True:
            said: Report | Reached = pipe.recv()
            if isinstance(said, Report):
                return said
            if not self._is_stopped:
                self._tell(said)

    def _begin(self) -> Connection | None:
        """None if it isn't wanted any more. Raises OSError."""
        from multiprocessing import get_context

        context = get_context("spawn")  # a forked one would keep the locks of the window's threads
        multiply_in_one_thread()  # whoever started us: two threads would take a core each
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve,
            args=(theirs, self._cache, languages.spoken(), self._niceness),
            name="listening through",  # not shown
            daemon=True,
        )
        try:
            with self._lock:
                if self._is_stopped:
                    ours.close()
                    return None
                process.start()
                self._process = process
        finally:
            theirs.close()
        self._pipe = ours
        return ours

    def _let_go(self) -> str:
        """Ends the process; returns how it had ended, if there was one."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return ""
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
        return f"exit code {code}"  # not shown


def _ended(sound: Sound, why: str) -> Report:
    return Report(sound.payload_hash, Outcome.ENDED, why)
