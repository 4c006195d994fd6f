"""The file beside the journal: one line per deed, on disk before it counts as kept.

Lines are only added at the end, and removed by replacing the whole file at once. A lock keeps two
processes from doing either at the same time.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.path_names import display_path
from app.core.user_files import expect_plain, open_file, reason, too_large
from app.core.words import Text, _
from app.waiting.records import Deed, deed_of, is_torn, line_of
from db.file.folder import sync_folder

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

MOST_BYTES = 1 << 28
PATIENCE_S = 0.06  # for another process that removes lines; a key waits no longer than 250 ms
_LOOK_AGAIN_S = 0.005


@dataclass(frozen=True, slots=True)
class Found:
    """What the file contains. unreadable: complete lines that this version can't read."""

    deeds: tuple[Deed, ...]
    unreadable: int


class PendingFile:
    """Every method raises Problem if the file can't be used, and then leaves it unchanged."""

    def __init__(
        self,
        path: Path,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """monotonic, sleep: the clock for waiting its turn, in seconds."""
        self.path = path
        self._monotonic, self._sleep = monotonic, sleep

    def read(self) -> Found:
        with self._worded(_CANNOT_READ):
            deeds, unreadable = [], 0
            for line in self._lines():
                try:
                    deeds.append(deed_of(line))
                except ValueError as error:
                    unreadable += not is_torn(line)
                    log.warning("a line of %s can’t be read: %s", self.path, error)
            return Found(tuple(deeds), unreadable)

    def add(self, deeds: Collection[Deed]) -> None:
        """When this returns, all of them are on disk; if it raises, none."""
        told = b"".join(line_of(deed) for deed in deeds)
        with self._worded(_CANNOT_WRITE), self._alone() as turn:
            is_new = not self.path.exists()
            turn.note_filled()
            descriptor = os.open(self.path, _OPENED | os.O_APPEND, 0o600)
            try:
                expect_plain(self.path, os.fstat(descriptor).st_mode)
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
        """Removes their lines; every other line stays, even one that can't be read."""
        with self._worded(_CANNOT_WRITE), self._alone() as turn:
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
        """Whether something else deleted the file, before its last line was removed."""
        with self._worded(_CANNOT_READ), self._alone() as turn:
            return not self.path.exists() and not turn.is_emptied

    def _lines(self) -> Iterator[bytes]:
        try:
            file = open_file(self.path)
        except FileNotFoundError:
            return
        with file:
            if os.fstat(file.fileno()).st_size > MOST_BYTES:
                raise too_large(self.path, MOST_BYTES)
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
    def _worded(self, what: Text) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Problem(
                what.filled(file=display_path(self.path)),
                reason(error),
                _("Check that its disk is connected and has free space."),
                repr(error),
            ) from error


class _Turn:
    """The lock's own file while it is held. It notes if the other file is gone because its last
    line was removed; without that note, a missing file was deleted by something else.
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


_CANNOT_READ = Text("The marks that wait to be saved can’t be read from “{file}”.")
_CANNOT_WRITE = Text("The marks that wait to be saved can’t be written to “{file}”.")
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
    """Starts a new line after one that a killed process left unfinished."""
    size = os.fstat(descriptor).st_size
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
