"""Reading a journal that can't be written to: on a read-only disk, in another user's folder.

In WAL mode, SQLite writes even when it reads: to the log's index beside the file. If it can't, a
file without a log is opened as immutable; one with a log that SQLite can't read in place is copied
to a temporary folder first.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from db.file.errors import FaultKind, StorageFault

# How SQLite fails if it can't create the log's index.
NO_WAY_IN = frozenset({FaultKind.READ_ONLY, FaultKind.UNREACHABLE})
_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"  # not shown

Stamp = tuple[int, int, bool]


def expect_writable(path: Path) -> None:
    """Raises StorageFault read_only if the file exists and can't be written to."""
    if path.exists() and not may_be_written(path):
        raise StorageFault(FaultKind.READ_ONLY, f"{path} or its folder can’t be written to")


def may_be_written(path: Path) -> bool:
    """Whether file and folder can be written to, on this file system, too."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def reading_mode(path: Path) -> str:
    """How to open the file for reading, as the query of its URI."""
    if may_be_written(path) or _has_log(path):
        return "mode=ro"
    return "mode=ro&immutable=1"


@contextmanager
def in_reach(path: Path) -> Iterator[Path]:
    """The file, or a temporary copy if it can't be read in place.

    Raises StorageFault.
    """
    if may_be_written(path) or not _has_log(path):
        yield path
        return
    target = copied(path)
    try:
        yield target
    finally:
        take_away(target)


def stamp_of(path: Path) -> Stamp:
    """Changes if somebody else writes to the file."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, _has_log(path)


def copied(path: Path) -> Path:
    """A copy of the file and its log in a folder of its own; the caller removes it (`take_away`).

    Another process copies, because this one may have the file open (see this package's docstring).
    Raises StorageFault.
    """
    import subprocess  # takes 15 ms, and is seldom needed

    folder = Path(tempfile.mkdtemp(prefix="ost-my-heart-reading-"))
    target = folder / path.name
    try:
        for end in ("", "-wal"):
            source = f"{path}{end}"
            if Path(source).exists():
                subprocess.run(
                    [sys.executable, "-c", _COPY, source, f"{target}{end}"],
                    capture_output=True,
                    check=True,
                )
    except (OSError, subprocess.SubprocessError) as error:
        take_away(target)
        raise StorageFault(FaultKind.UNREACHABLE, f"{path} can't be copied: {error}") from error
    return target


def take_away(target: Path) -> None:
    """Removes a copy made by `copied`, and its folder."""
    rmtree(target.parent, ignore_errors=True)


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0
