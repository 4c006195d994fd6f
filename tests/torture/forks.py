"""Processes made by fork: everything is loaded already, so that a thousand of them are cheap.

Only from a process with a single thread, such as a worker.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from tests.torture.case import Loss

T = TypeVar("T")

_MISTAKE = 70
# prctl(2)
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_PTRACER = 0x59616D61
_POLL_S = 0.002


class Fork:
    """A process that waits for `go`, and whatever it starts, in one process group.

    said: the file for its output. do: is given what `prepare` returned, which runs before it
    waits.
    """

    def __init__(
        self, do: Callable[..., int | None], said: Path, prepare: Callable[[], Any] | None = None
    ) -> None:
        _control(_PR_SET_CHILD_SUBREAPER, 1)  # we end what a killed child leaves behind
        waiting, self._gate = os.pipe()
        self._ready, is_ready = os.pipe()
        self.said = said
        self.code: int | None = None
        self._is_ended = False
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._gate)
            os.close(self._ready)
            _run(do, prepare, waiting, is_ready, said)
        os.setpgid(self.pid, self.pid)
        os.close(waiting)
        os.close(is_ready)
        os.read(self._ready, 1)  # returns at once, even if it died while preparing
        os.close(self._ready)

    def go(self) -> None:
        with suppress(BrokenPipeError):  # it has ended already, and its exit code says so
            os.write(self._gate, b"!")
        os.close(self._gate)

    def end(self) -> int:
        """Ends all of it. Returns the exit code; -9 if it was still running."""
        if self._is_ended:
            return self.code or 0
        os.killpg(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        self._is_ended = True
        with suppress(ChildProcessError):
            while os.waitpid(-self.pid, 0):  # what it started and left running
                pass
        return self.code

    def is_over(self) -> bool:
        """Whether it has ended; it isn't reaped before `end`, so its number stays its own."""
        if self.code is None:
            seen = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if seen is not None:
                was_killed = seen.si_code != os.CLD_EXITED
                self.code = -seen.si_status if was_killed else seen.si_status
        return self.code is not None

    def wait(self, patience_s: float) -> int:
        """The exit code, as Popen gives it. Raises Loss if it takes too long."""
        until_s = time.monotonic() + patience_s
        while not self.is_over():
            if time.monotonic() > until_s:
                self.end()
                raise Loss("hung", f"process {self.pid} after {patience_s} s: {self.words()}")
            time.sleep(_POLL_S)
        assert self.code is not None
        return self.code

    def words(self) -> str:
        return self.said.read_text(errors="replace")[-3000:] if self.said.exists() else ""


def in_child(do: Callable[[], T], folder: Path, patience_s: float = 60.0) -> T:
    """What `do` returns in a process of its own, of which nothing is left.

    Raises Loss if it is killed or hangs, and what `do` raises if that can be pickled.
    """
    answers, answering = os.pipe()

    def answer() -> int:
        os.close(answers)
        try:
            result: tuple[bool, Any] = (True, do())
        except Loss as loss:
            result = (False, (loss.verdict, loss.detail))
        with os.fdopen(answering, "wb") as out:
            pickle.dump(result, out)
        return 0

    fork = Fork(answer, folder / "said.txt")
    os.close(answering)
    fork.go()
    data = _read_all(answers, patience_s)
    code = fork.wait(patience_s) if data is not None else fork.end()
    fork.end()
    if data is None or code != 0:
        raise Loss("hung" if data is None else "crashed", f"exit code {code}\n{fork.words()}")
    is_fine, value = pickle.loads(data)
    if not is_fine:
        raise Loss(*value)
    return value  # type: ignore[no-any-return]


def _read_all(descriptor: int, patience_s: float) -> bytes | None:
    """None if it has not ended in time."""
    until_s = time.monotonic() + patience_s
    data = b""
    try:
        while True:
            left_s = max(0.0, until_s - time.monotonic())
            if not select.select([descriptor], [], [], left_s)[0]:
                return None
            piece = os.read(descriptor, 1 << 16)
            if not piece:
                return data
            data += piece
    finally:
        os.close(descriptor)


def _run(
    do: Callable[..., int | None],
    prepare: Callable[[], Any] | None,
    waiting: int,
    is_ready: int,
    said: Path,
) -> None:
    """Never returns."""
    code = _MISTAKE
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        end_with_parent()
        # Where only ancestors may trace (Yama): strace is a sibling.
        _control(_PR_SET_PTRACER, 2**64 - 1)
        out = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False, errors="replace")
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False, errors="replace")
        prepared = () if prepare is None else (prepare(),)
        os.close(is_ready)
        os.read(waiting, 1)
        code = do(*prepared) or 0
    except BaseException:  # noqa: BLE001 - it is reported, and the process ends
        traceback.print_exc()
    finally:
        os._exit(code)


def end_with_parent() -> None:
    """Has this process killed when the one that made it ends, in whatever way."""
    _control(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _control(what: int, value: int) -> None:
    import ctypes

    ctypes.CDLL(None).prctl(what, ctypes.c_ulong(value), 0, 0, 0)
