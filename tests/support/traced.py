"""Runs a command under a system-call trace: which kinds of socket did it or its children open?"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

_SOCKET = re.compile(r"\bsocket(?:pair)?\((AF_\w+|0x\w+|\d+)")
# Between processes on this machine, and with the kernel. Everything else can leave the machine.
STAYS_HERE = frozenset({"AF_UNIX", "AF_LOCAL", "AF_NETLINK"})


@dataclass(frozen=True, slots=True)
class Traced:
    """families: of all sockets, as strace names them. away: the lines of those that can leave."""

    returncode: int
    out: str
    err: str
    families: frozenset[str]
    away: tuple[str, ...]


def traced(command: Sequence[str], trace: Path, env: dict[str, str] | None = None) -> Traced:
    if shutil.which("strace") is None:
        assert sys.platform != "linux", "strace is missing: `make test` installs it"
        pytest.skip("only strace tells, and it is Linux’s")
    watching = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        "trace=socket,socketpair",
        "-o",
        trace,
    ]
    run = subprocess.run(
        [*watching, *command],
        env=env,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=500,
    )
    lines = [line for line in trace.read_text().splitlines() if _SOCKET.search(line)]
    away = tuple(line for line in lines if _family(line) not in STAYS_HERE)
    return Traced(run.returncode, run.stdout, run.stderr, frozenset(map(_family, lines)), away)


def _family(line: str) -> str:
    found = _SOCKET.search(line)
    return found[1] if found else ""
