"""Tells every process who has the journal open, by a lock on a small file beside it.

A process with an open store holds it shared; whoever creates, upgrades, replaces or moves the file
holds it exclusively. The lock is on a file of its own, because closing any other descriptor of the
database itself would drop SQLite's locks (sqlite.org, “How To Corrupt An SQLite Database File”,
2.2).
"""

from __future__ import annotations

import errno
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_file_faults

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

PATIENCE_S = 8.0
_LOOK_AGAIN_S = 0.02
# File systems without flock, and folders where no file can be created: nothing is locked there.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
_NO_PLACE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR})

_mine = threading.local()  # the journals that this thread holds exclusively, which it may open
_descriptors: set[int] = set()


class JournalLock:
    """One holder of the lock. Several in one process exclude each other as processes do.

    A thread that holds the journal exclusively may also share it. Windows needs no such lock: it
    refuses to replace an open file.
    """

    def __init__(self, database: Path) -> None:
        self.path = database.absolute().with_suffix(".lock")
        self._descriptor: int | None = None
        self._changing = threading.Lock()

    def share(self, patience_s: float | None = None) -> None:
        """Holds it until `let_go`. Does nothing if it is already held.

        Raises StorageFault locked if somebody holds the journal exclusively for longer.
        """
        if self.path in _alone_here():
            return
        with self._changed_by_one(patience_s):
            if self._descriptor is None:
                self._descriptor = self._taken(is_alone=False, patience_s=patience_s, unless=_never)

    @contextmanager
    def alone(
        self, patience_s: float | None = None, unless: Callable[[], bool] | None = None
    ) -> Iterator[bool]:
        """Holds it exclusively: nobody else has the journal open. A shared lock is released first.

        Yields False, and holds nothing, if `unless` became true while others had the journal open:
        it is called each time the lock is found taken. Raises StorageFault locked after
        `patience_s`.
        """
        here = _alone_here()
        if self.path in here:
            yield True
            return
        with self._changed_by_one(patience_s):
            self.let_go()
            try:
                self._descriptor = self._taken(
                    is_alone=True, patience_s=patience_s, unless=unless or _never
                )
            except _NotWanted:
                yield False
                return
            here.add(self.path)
            try:
                yield True
            finally:
                here.discard(self.path)
                self.let_go()

    def let_go(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            _close(descriptor)

    @contextmanager
    def _changed_by_one(self, patience_s: float | None) -> Iterator[None]:
        """Other threads wait; after `patience_s` they get StorageFault locked."""
        if not self._changing.acquire(timeout=PATIENCE_S if patience_s is None else patience_s):
            raise StorageFault(FaultKind.LOCKED, "another thread is taking the journal’s lock")
        try:
            yield
        finally:
            self._changing.release()

    def _taken(
        self, *, is_alone: bool, patience_s: float | None, unless: Callable[[], bool]
    ) -> int | None:
        """The descriptor, locked; None if nothing can be locked here.

        Raises _NotWanted if `unless` became true.
        """
        descriptor = _opened(self.path, is_alone=is_alone)
        if descriptor is None:
            return None
        try:
            _take_in_time(descriptor, is_alone=is_alone, patience_s=patience_s, unless=unless)
        except BaseException:
            _close(descriptor)
            raise
        return descriptor


class _NotWanted(Exception):
    """Another holder has already done what the lock was wanted for."""


@contextmanager
def shared(database: Path) -> Iterator[None]:
    """For reading the file briefly without a store. Raises StorageFault locked."""
    lock = JournalLock(database)
    lock.share()
    try:
        yield
    finally:
        lock.let_go()


@contextmanager
def held_alone(database: Path, patience_s: float | None = None) -> Iterator[None]:
    """For replacing or moving the file without a store. Raises StorageFault locked."""
    with JournalLock(database).alone(patience_s):
        yield


def _never() -> bool:
    return False


def _alone_here() -> set[Path]:
    held: set[Path] | None = getattr(_mine, "held", None)
    if held is None:
        held = _mine.held = set()
    return held


def _opened(path: Path, *, is_alone: bool) -> int | None:
    """None if nothing can be locked here and shared use is all that is wanted."""
    if sys.platform == "win32":
        return None
    flags = os.O_CLOEXEC | os.O_NOFOLLOW
    with sorted_file_faults():
        try:
            descriptor = os.open(path, flags | os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if error.errno not in _NO_PLACE:
                raise
            try:
                descriptor = os.open(
                    path, flags | os.O_RDONLY
                )  # flock doesn't need write permission
            except OSError:
                if is_alone:
                    raise error from None
                return None
    _descriptors.add(descriptor)
    return descriptor


def _take_in_time(
    descriptor: int, *, is_alone: bool, patience_s: float | None, unless: Callable[[], bool]
) -> None:
    until_s = time.monotonic() + (PATIENCE_S if patience_s is None else patience_s)
    while not _is_taken(descriptor, is_alone=is_alone):
        if unless():
            raise _NotWanted
        if time.monotonic() >= until_s:
            raise StorageFault(FaultKind.LOCKED, "another process holds the journal’s lock")
        time.sleep(_LOOK_AGAIN_S)


def _is_taken(descriptor: int, *, is_alone: bool) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if is_alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        log.warning("the journal can't be locked here: %r", error)
    return True


def _close(descriptor: int) -> None:
    _descriptors.discard(descriptor)
    os.close(descriptor)


def _forget_after_fork() -> None:
    """A worker that outlives a killed import mustn't keep the journal locked."""
    while _descriptors:
        os.close(_descriptors.pop())


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget_after_fork)
