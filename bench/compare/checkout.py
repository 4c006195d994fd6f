"""One revision in a folder of its own, with the environment it asks for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "compare"
_PREPARE = (
    "import sys; sys.path.insert(0, 'packaging'); import environment as e; e.ensure(('dev',))"
)

Figure = dict[str, Any]


class BenchFailed(Exception):
    """A measurement ended with an error; the text is its output."""


class Checkout:
    """A detached work tree of one commit; made by `checkouts`."""

    def __init__(self, commit: str, folder: Path) -> None:
        self.commit = commit
        self.folder = folder

    def prepare(self) -> None:
        """Makes the environment; this takes a minute the first time."""
        _run([sys.executable, "-c", _PREPARE], self.folder)

    def measure(self, name: str, arguments: list[str]) -> list[Figure]:
        """The figures of one run of a bench. Raises BenchFailed."""
        python = self.folder / ".venv" / "bin" / "python"
        printed = _run([str(python), "-m", f"bench.{name}", *arguments], self.folder)
        return [json.loads(line) for line in printed.splitlines() if line.startswith("{")]


@contextmanager
def checkouts(*commits: str) -> Iterator[tuple[Checkout, ...]]:
    """Folders that are kept for the next time, so that their environments are made only once."""
    made = []
    for place, commit in zip(("before", "after"), commits, strict=True):
        folder = FOLDER / place
        if folder.exists():
            git("-C", str(folder), "checkout", "--quiet", "--detach", "--force", commit)
        else:
            git("worktree", "prune")
            git("worktree", "add", "--quiet", "--detach", str(folder), commit)
        made.append(Checkout(commit, folder))
    for checkout in made:
        checkout.prepare()
    yield tuple(made)


def commit_of(revision: str) -> str:
    """Raises BenchFailed for a revision that git doesn't know."""
    return git("rev-parse", "--verify", f"{revision}^{{commit}}").strip()


def git(*arguments: str) -> str:
    return _run(["git", *arguments], ROOT)


def _run(command: list[str], folder: Path) -> str:
    """What a command printed. Nothing it started outlives it: an older revision's window that
    doesn't end would be measured along with whatever comes next.
    """
    with TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_keeping_byte_code(),
            stdout=out,
            stderr=err,
            text=True,
            start_new_session=True,
        )
        try:
            code = process.wait()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        printed, said = (_all_of(file) for file in (out, err))
    if code != 0:
        raise BenchFailed(f"{' '.join(command)}:\n{(said or printed).strip()}")
    return printed


def _keeping_byte_code() -> dict[str, str]:
    """Compiling everything was a quarter of each start, and an installed program doesn't have
    to.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _all_of(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
