"""Opens the listener's files: music, covers, stills, documents. All of them are opened here.

A path may lead anywhere: to a pipe that never answers, or a device that never ends. Only plain
files are opened, and a caller who reads a whole file into memory says how large it may be.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from app.core.words import Text, _, ngettext

# O_NONBLOCK: in case a pipe has replaced the plain file in the meantime.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_MIB = 1024 * 1024
# The others are rare, and are said in the system's own words.
_SYSTEM_ERRORS = {
    errno.ENOENT: Text("There is no such file or folder."),
    errno.EACCES: Text("You don’t have permission for that."),
    errno.EPERM: Text("You don’t have permission for that."),
    errno.ENOSPC: Text("The disk is full."),
    errno.EROFS: Text("The disk is read-only."),
    errno.EIO: Text("The disk couldn’t read or write it."),
    errno.EISDIR: Text("It is a folder, not a file."),
    errno.ENOTDIR: Text("Its folder is a file."),
    errno.ENAMETOOLONG: Text("Its name is too long."),
}
_NO_FILES = {
    stat.S_IFDIR: Text("It is a folder, not a file."),
    stat.S_IFIFO: Text("It is a pipe, not a file."),
    stat.S_IFSOCK: Text("It is a socket, not a file."),
}
_DEVICE = Text("It is a device, not a file.")


class NoPlainFile(OSError):
    """It is a folder, a pipe or a device; or it is too large."""

    def __init__(self, path: str | Path, why: str) -> None:
        """why: a sentence about “it”, for the listener."""
        super().__init__(errno.EINVAL, why.removesuffix("."), os.fspath(path))
        self.why = why


def reason(error: OSError, instead: Mapping[int, Text] = MappingProxyType({})) -> str:
    """Why a file couldn't be used, as a sentence for the listener; empty if that isn't known.

    instead: by error number, what says it better about the file in question.
    """
    if isinstance(error, NoPlainFile):
        return error.why
    if error.errno is not None and (known := {**_SYSTEM_ERRORS, **instead}.get(error.errno)):
        return str(known)
    # Translators: {reason} comes from the operating system, such as “Too many open files”
    return _("The system says: {reason}.", reason=error.strerror) if error.strerror else ""


def open_descriptor(path: str | Path) -> int:
    """A descriptor to read from, for the caller to close. Raises OSError, NoPlainFile.

    Checks before opening, because opening a device may already start it.
    """
    # Not at the top: it takes SQLite along, and the first frame only asks `is_plain_file`.
    from db.file.identity import is_open_here

    found = os.stat(path)  # noqa: PTH116 - once per imported file
    expect_plain(path, found.st_mode)
    if is_open_here(found):  # closing any descriptor of it would drop SQLite's locks
        raise NoPlainFile(path, _("It is your journal itself."))
    descriptor = os.open(path, _FLAGS)
    try:
        expect_plain(path, os.fstat(descriptor).st_mode)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def open_file(path: str | Path) -> BinaryIO:
    """The file to read from. Raises OSError, NoPlainFile."""
    return io.BufferedReader(open_unbuffered(path))


def open_unbuffered(path: str | Path) -> io.FileIO:
    """For reading in large blocks. Raises OSError, NoPlainFile."""
    return io.FileIO(open_descriptor(path), "rb")


def read_bytes(path: str | Path, most_bytes: int) -> bytes:
    """All of a file of up to `most_bytes`. Raises OSError, NoPlainFile."""
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > most_bytes:
            raise too_large(path, most_bytes)
        data = file.read(most_bytes + 1)  # it may have grown, or have reported a wrong size
    if len(data) > most_bytes:
        raise too_large(path, most_bytes)
    return data


def is_plain_file(path: str | Path) -> bool:
    """Whether there is a file that `open_descriptor` would open."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def expect_plain(path: str | Path, mode: int) -> None:
    """mode: as `os.fstat` says. Raises NoPlainFile."""
    if not stat.S_ISREG(mode):
        raise NoPlainFile(path, str(_NO_FILES.get(stat.S_IFMT(mode), _DEVICE)))


def too_large(path: str | Path, most_bytes: int) -> NoPlainFile:
    """For the caller to raise."""
    most_mb = round(most_bytes / _MIB)
    return NoPlainFile(
        path, ngettext("It is larger than 1 MB.", "It is larger than {n} MB.", most_mb)
    )
