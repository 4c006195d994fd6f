"""The file beside the journal: a line for each deed, on disk before anybody is told.

A line is only ever added at the end, and taken out by writing the file anew in one go. A lock of
its own keeps two processes from doing so at once.
"""

from __future__ import annotations

import errno
import logging
import os
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.user_files import open_file
from app.waiting.records import Deed, deed_of, is_torn, line_of
from db.file.folder import sync_folder

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

MOST_BYTES = 1 << 28
PATIENCE_S = 0.06  # for another process that takes lines out; a key waits for no more than 250 ms
_LOOK_AGAIN_S = 0.005


@dataclass(frozen=True, slots=True)
class Found:
    """What the file holds. unreadable: whole lines that say nothing to this version."""

    deeds: tuple[Deed, ...]
    unreadable: int


class PendingFile:
    """Every verb raises Problem when the file can't be used; then it is as it was."""

    def __init__(
        self,
        path: Path,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """monotonic, sleep: the clock by which it waits for its turn, in seconds."""
        self.path = path
        self._monotonic, self._sleep = monotonic, sleep

    def read(self) -> Found:
        with self._worded("read"):
            deeds, unreadable = [], 0
            for line in self._lines():
                try:
                    deeds.append(deed_of(line))
                except ValueError as error:
                    unreadable += not is_torn(line)
                    log.warning("a line of %s can’t be read: %s", self.path, error)
            return Found(tuple(deeds), unreadable)

    def add(self, deeds: Collection[Deed]) -> None:
        """All of them are on disk when it returns, or none."""
        told = b"".join(line_of(deed) for deed in deeds)
        with self._worded("written"), self._alone() as turn:
            is_new = not self.path.exists()
            turn.note_filled()
            descriptor = os.open(self.path, _OPENED | os.O_APPEND, 0o600)
            try:
                _append(descriptor, told)
                if is_new:
                    sync_folder(self.path.parent)
            except OSError:
                if is_new:
                    self.path.unlink(missing_ok=True)
                raise
            finally:
                os.close(descriptor)

    def take_out(self, keys: Collection[str]) -> None:
        """Their lines go; every other line stays, also one that can't be read."""
        with self._worded("written"), self._alone() as turn:
            lines = list(self._lines())
            left = [line for line in lines if not is_torn(line) and _key(line) not in keys]
            if len(left) == len(lines):
                return
            if left:
                write_whole(self.path, b"".join(left))
            else:
                self.path.unlink()
                sync_folder(self.path.parent)
                turn.note_emptied()

    @property
    def is_lost(self) -> bool:
        """Whether somebody else removed the file: nobody took the last line out of it."""
        with self._worded("read"), self._alone() as turn:
            return not self.path.exists() and not turn.is_emptied

    def _lines(self) -> Iterator[bytes]:
        try:
            file = open_file(self.path)
        except FileNotFoundError:
            return
        with file:
            if os.fstat(file.fileno()).st_size > MOST_BYTES:
                raise OSError(errno.EFBIG, "too large", str(self.path))
            yield from file

    @contextmanager
    def _alone(self) -> Iterator[_Turn]:
        descriptor = os.open(self.path.with_suffix(".lock"), _OPENED, 0o600)
        try:
            if sys.platform != "win32":  # there no other process writes here
                self._lock(descriptor)
            yield _Turn(descriptor)
        finally:
            os.close(descriptor)

    if sys.platform != "win32":

        def _lock(self, descriptor: int) -> None:
            until_s = self._monotonic() + PATIENCE_S
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return
                except BlockingIOError:
                    if self._monotonic() >= until_s:
                        raise
                    self._sleep(_LOOK_AGAIN_S)

    @contextmanager
    def _worded(self, done: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Problem(
                f"The file for marks that wait can’t be {done}.",
                f"“{self.path}”: {error.strerror or 'the system refused'}.",
                "Look whether its disk is there and has room.",
                repr(error),
            ) from error


class _Turn:
    """The lock's own file while it is held. It says whether the other one is gone because its last
    line was taken out: where that isn't said and the file isn't there, somebody removed it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @property
    def is_emptied(self) -> bool:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, len(_EMPTIED)) == _EMPTIED

    def note_emptied(self) -> None:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, _EMPTIED)

    def note_filled(self) -> None:
        os.ftruncate(self._descriptor, 0)


_EMPTIED = b"emptied"
_OPENED = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


def _append(descriptor: int, told: bytes) -> None:
    """Behind a line that a killed process never finished a new one is begun."""
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no plain file")
    size = found.st_size
    if size:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        if os.read(descriptor, 1) != b"\n":
            told = b"\n" + told
    try:
        written = 0
        while written < len(told):
            written += os.write(descriptor, told[written:])
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _key(line: bytes) -> str:
    try:
        return deed_of(line).key
    except ValueError:
        return ""
