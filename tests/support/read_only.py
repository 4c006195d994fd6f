"""A folder that nobody can write to, not even root: a process sees it on a read-only disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MOUNTED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def command_on_read_only(folder: Path, words: Sequence[str]) -> list[str]:
    """Root gets a mount of its own; other users have no permission (see `closed`)."""
    python = [sys.executable, *words]
    if os.geteuid() != 0:
        return python
    return ["unshare", "--mount", "sh", "-c", _MOUNTED, str(folder), *python]


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Removes all write permission meanwhile."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def run_on_read_only(
    folder: Path, words: Sequence[str], env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs Python with these arguments; the folder is read-only to it."""
    with closed(folder):
        return subprocess.run(
            command_on_read_only(folder, words),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=120,
            check=False,
            env=None if env is None else {**os.environ, **env},
        )
