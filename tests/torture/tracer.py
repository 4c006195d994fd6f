"""Makes something happen to a process at one of its system calls, with strace.

Only `inject` of strace is used: https://man7.org/linux/man-pages/man1/strace.1.html
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.torture.case import Loss

# A name with “?” may be missing on this processor's kernel.
GROUPS = {
    "write": "write",
    "pwrite": "pwrite64",
    "pread": "pread64",
    "fsync": "fsync",
    "fdatasync": "fdatasync",
    "truncate": "ftruncate",
    "rename": "?rename,renameat,?renameat2",
    "unlink": "?unlink,unlinkat",
    "mkdir": "?mkdir,mkdirat",
    "open": "openat",
    "lock": "fcntl,flock",
    "close": "close",
    "map": "mmap",
}
_PATIENCE_S = 20.0


def kill_at(group: str, number: int) -> str:
    """Killed before its `number`-th call of the group is carried out."""
    return f"inject={GROUPS[group]}:signal=KILL:when={number}"


def fail_at(group: str, number: int, error: str, *, for_good: bool) -> str:
    """The call fails; for_good: and every one after it."""
    return f"inject={GROUPS[group]}:error={error}:when={number}{'+' if for_good else ''}"


def slow(group: str, ms: int) -> str:
    return f"inject={GROUPS[group]}:delay_enter={ms * 1000}"


class Tracer:
    """strace on a process that waits; it follows everything that process starts."""

    def __init__(
        self, pid: int, *expressions: str, log: Path | None = None, paths: Sequence[Path] = ()
    ) -> None:
        calls = ",".join(rule.removeprefix("inject=").partition(":")[0] for rule in expressions)
        command = ["strace", "-f", "-qq", "-o", str(log or "/dev/null"), "-e", f"trace={calls}"]
        for expression in expressions:
            command += ["-e", expression]
        for path in paths:
            command += ["-P", str(path)]
        command += ["-p", str(pid)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait_for(pid)

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(_PATIENCE_S)

    def _wait_for(self, pid: int) -> None:
        status = Path(f"/proc/{pid}/status")
        until_s = time.monotonic() + _PATIENCE_S
        while "TracerPid:\t0\n" in status.read_text():
            if self._process.poll() is not None or time.monotonic() > until_s:
                raise Loss("not traced", f"strace ended with {self._process.returncode}")
            time.sleep(0.001)


@cache
def missing() -> str:
    """Why nothing can be traced here; empty if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed."
    tried = subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "trace=close", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip()}"
