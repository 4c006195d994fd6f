"""Passes cases to worker processes; one that dies or hangs is counted and replaced."""

from __future__ import annotations

import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from tests.torture.case import Outcome, Part

ROOT = Path(__file__).resolve().parents[2]
START_S = 180.0  # for what a worker makes before its first case
_TAIL = 3000


class Pool:
    """Runs cases of one part in several workers. told: called with each outcome, one at a time."""

    def __init__(self, part: Part, seed: int, folder: Path, told: Callable[[Outcome], None]):
        self._part = part
        self._seed = seed
        self._folder = folder
        self._told = told
        self._turn = threading.Lock()
        self._cases: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.is_ended = False

    def run(self, cases: Iterable[int], workers: int) -> None:
        """Returns when all are done, or soon after `is_ended` is set."""
        for case in cases:
            self._cases.put(case)
        threads = [
            threading.Thread(target=self._work, args=(self._folder / f"worker-{number}",))
            for number in range(workers)
        ]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:
            self.is_ended = True

    def _work(self, scratch: Path) -> None:
        worker: _Worker | None = None
        try:
            while not self.is_ended:
                try:
                    case = self._cases.get_nowait()
                except queue.Empty:
                    return
                worker = worker or _Worker(self._part, self._seed, scratch)
                outcome = worker.answer_to(case)
                if not worker.is_alive:
                    worker.end()
                    worker = None
                with self._turn:
                    self._told(outcome)
        finally:
            if worker is not None:
                worker.end()


class _Worker:
    """One process, with everything it starts, in a process group of its own."""

    def __init__(self, part: Part, seed: int, scratch: Path) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self._part = part
        self._said = scratch / "said.txt"
        self._is_new = True
        self.is_alive = True
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.torture.worker"]
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [*command, part.name, str(seed), str(scratch)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                bufsize=0,
                start_new_session=True,
            )

    def answer_to(self, case: int) -> Outcome:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(b"%d\n" % case)
        except BrokenPipeError:
            return self._died(case)
        line = self._line(self._part.limit_s + (START_S if self._is_new else 0.0))
        self._is_new = False
        if line is None:
            self.is_alive = False
            self._kill()
            return Outcome(case, "hung", True, f"no end after {self._part.limit_s:.0f} s")
        return Outcome(**json.loads(line)) if line else self._died(case)

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._kill()

    def _line(self, patience_s: float) -> bytes | None:
        """None if there was none in time; empty if the process is gone."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], patience_s)
        if not ready:
            return None
        return self._process.stdout.readline()

    def _died(self, case: int) -> Outcome:
        self.is_alive = False
        code = self._process.wait()
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        said = self._said.read_bytes()[-_TAIL:].decode(errors="replace")
        return Outcome(case, "crashed", True, f"{how}\n{said}")

    def _kill(self) -> None:
        with suppress(ProcessLookupError):  # it and everything it started have ended already
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
