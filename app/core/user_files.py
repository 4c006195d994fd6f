"""Opens the listener's files: music, covers, stills, documents. The one way to open them.

A name may lead anywhere: to a pipe that answers never, to a device that answers for ever. Only
plain files are opened, and whoever wants a whole one in memory says how large it may be.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import BinaryIO

from db.file.identity import is_open_here

# On a plain file O_NONBLOCK changes nothing. It is for what took the file's place meanwhile.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_MIB = 1024 * 1024


class NoPlainFile(OSError):
    """What lies there is a folder, a pipe, a device; or it is larger than it may be."""

    def __init__(self, path: str | Path, why: str) -> None:
        """why: a sentence about “it”, for the listener."""
        super().__init__(errno.EINVAL, why, os.fspath(path))


def open_descriptor(path: str | Path) -> int:
    """A descriptor to read from, the caller's to close. Raises OSError, NoPlainFile.

    Looks before it opens: a device may do something when it is merely opened.
    """
    found = os.stat(path)  # noqa: PTH116 - once per imported file
    _expect_plain(path, found.st_mode)
    if is_open_here(found):  # closing any descriptor of it would drop SQLite's locks
        raise NoPlainFile(path, "It is your journal itself")
    descriptor = os.open(path, _FLAGS)
    try:
        _expect_plain(path, os.fstat(descriptor).st_mode)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def open_file(path: str | Path) -> BinaryIO:
    """The file to read from. Raises OSError, NoPlainFile."""
    return io.BufferedReader(open_unbuffered(path))


def open_unbuffered(path: str | Path) -> io.FileIO:
    """For who reads in large pieces. Raises OSError, NoPlainFile."""
    return io.FileIO(open_descriptor(path), "rb")


def read_bytes(path: str | Path, most_bytes: int) -> bytes:
    """All of a file that may be so large. Raises OSError, NoPlainFile."""
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > most_bytes:
            raise _too_large(path, most_bytes)
        data = file.read(most_bytes + 1)  # it may have grown, or not know its own size
    if len(data) > most_bytes:
        raise _too_large(path, most_bytes)
    return data


def is_plain_file(path: str | Path) -> bool:
    """Whether a file is there that `open_descriptor` would try to open."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def _expect_plain(path: str | Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NoPlainFile(path, f"It is {_kind(mode)}, not a file")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _too_large(path: str | Path, most_bytes: int) -> NoPlainFile:
    return NoPlainFile(path, f"It is larger than {most_bytes / _MIB:,.0f} MB")
