"""What opens the journal's file besides SQLite, and whether SQLite's locks on it are still held."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ENDS = ("", "-wal", "-shm")
_watched: dict[str, list[str]] = {}


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _watched and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        for seen in (_watched[path],) if path in _watched else ():
            seen.append(path)


sys.addaudithook(_on_event)  # permanent: Python can't remove one


@contextmanager
def plain_opens(database: Path) -> Iterator[list[str]]:
    """The journal's own files that Python opens meanwhile, by any function.

    Python doesn't see which files sqlite3 opens, so what is found here was opened without SQLite.
    """
    seen: list[str] = []
    paths = [os.path.realpath(f"{database}{end}") for end in _ENDS]
    _watched.update(dict.fromkeys(paths, seen))
    try:
        yield seen
    finally:
        for path in paths:
            del _watched[path]


def locks_held(database: Path) -> set[str]:
    """On which of the journal's files this process holds POSIX locks: "", "-wal", "-shm".

    An idle connection in WAL mode holds a shared lock on the file and one on the -shm.
    """
    files = {end: Path(f"{database}{end}") for end in _ENDS}
    by_inode = {path.stat().st_ino: end for end, path in files.items() if path.exists()}
    held = set()
    for line in Path("/proc/locks").read_text().splitlines():
        _, kind, *_, pid, place, _, _ = line.split()
        inode = int(place.rsplit(":", 1)[1])
        if kind == "POSIX" and int(pid) == os.getpid() and inode in by_inode:
            held.add(by_inode[inode])
    return held
