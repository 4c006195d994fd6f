"""A journal that may be read and not written to: on a read-only disk, in another user's folder.

SQLite needs to write even for reading, to the log's index beside a file in WAL mode. Where it may
not, a file without a log is read as one that never changes; one with a log that SQLite can't read
in place is copied to a folder of our own first.
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

# What SQLite says of a log that it may not set up.
NO_WAY_IN = frozenset({FaultKind.READ_ONLY, FaultKind.UNREACHABLE})
_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"

Stamp = tuple[int, int, bool]


def expect_writable(path: Path) -> None:
    """Raises StorageFault read_only for a file that is there and may not be written to."""
    if path.exists() and not may_be_written(path):
        raise StorageFault(FaultKind.READ_ONLY, f"{path} or its folder may not be written to")


def may_be_written(path: Path) -> bool:
    """Whether file and folder may be written to; the file system is asked as well."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def reading_mode(path: Path) -> str:
    """How to open the file for looking only, as the end of its address."""
    if may_be_written(path) or _has_log(path):
        return "mode=ro"
    return "mode=ro&immutable=1"


@contextmanager
def in_reach(path: Path) -> Iterator[Path]:
    """The file, or for as long as that lasts a copy of one that can't be read in its place.

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
    """Differs when somebody else has written to the file."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, _has_log(path)


def copied(path: Path) -> Path:
    """A copy of the file and its log in a folder of its own, which the caller takes away.

    Made by another process: this one might have the file open (see the card of this room).
    Raises StorageFault.
    """
    import subprocess  # these two cost 15 ms, and are seldom needed

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
    """Removes a copy that `copied` made, and its folder."""
    rmtree(target.parent, ignore_errors=True)


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0
