"""Notices other processes' commits to the file, and tells them from our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from db.file.errors import StorageFault
from db.file.journal_lock import JournalLock

_CANNOT_ASK = (sqlite3.Error, StorageFault)

Connect = Callable[[], sqlite3.Connection]


def data_version(raw: sqlite3.Connection) -> int:
    """Changes, for the same connection, whenever another connection has committed.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """
    (version,) = raw.execute("PRAGMA data_version").fetchone()
    return int(version)


@dataclass(frozen=True, slots=True)
class SeenVersion:
    """A connection, the file version that it read, and the lock that keeps the file there."""

    raw: sqlite3.Connection
    version: int
    lock: JournalLock

    def close(self) -> None:
        self.raw.close()
        self.lock.let_go()


class ForeignCommits:
    """A connection that never writes and notices commits; for use under the writer lock.

    It sees our own commits as well as those of other processes. Two readings tell them apart: while
    we hold the write lock nobody else can commit, so what it sees at that moment is theirs; and the
    writing connection's own version doesn't change with its own commit, so if it does, one of
    theirs came right after it. An error here never prevents a write: what can't be seen counts as
    theirs.
    """

    def __init__(self, connect: Connect) -> None:
        """connect: opens the file."""
        self._connect = connect
        self._raw: sqlite3.Connection | None = None
        self._known: int | None = None
        self._are_there = False
        self._is_on = False
        self._writers_version = 0

    def start(self, seen: SeenVersion | None = None) -> None:
        """Counts commits from now on; with `seen`, those after that version."""
        self.close()
        self._is_on = True
        if seen is not None:
            self._raw, self._known = seen.raw, seen.version
            seen.lock.let_go()  # the store has its own
            return
        try:
            self._raw = self._connect()
            self._known = data_version(self._raw)
        except _CANNOT_ASK:
            self._known = None

    def take(self) -> bool:
        """Whether there were any since the last call; False while the file can't be read."""
        if not self._is_on:
            return False
        try:
            self._look()
        except _CANNOT_ASK:
            return False  # locked or unreachable: the caller asks again soon
        found, self._are_there = self._are_there, False
        return found

    def begin(self, writing: sqlite3.Connection) -> None:
        """To be called when a transaction of ours has taken the write lock."""
        if not self._is_on:
            return
        try:
            self._look()
            self._writers_version = data_version(writing)
        except _CANNOT_ASK:
            self._known = None

    def committed(self, writing: sqlite3.Connection) -> None:
        """To be called when that transaction has been committed."""
        if not self._is_on:
            return
        try:
            is_sure = self._known is not None
            # In this order: the second sees a commit that comes between the two.
            self._known = self._version()
            if not is_sure or data_version(writing) != self._writers_version:
                self._are_there = True
        except _CANNOT_ASK:
            self._known = None

    def close(self) -> None:
        if self._raw is not None:
            self._raw.close()
        self._raw = self._known = None
        self._is_on = False

    @contextmanager
    def resting(self) -> Iterator[None]:
        """For replacing the file."""
        was_on = self._is_on
        self._are_there = self.take()
        self.close()
        try:
            yield
        finally:
            if was_on:
                self.start()

    def _look(self) -> None:
        version = self._version()
        if version != self._known:
            self._known = version
            self._are_there = True

    def _version(self) -> int:
        if self._raw is None:
            self._raw = self._connect()
            self._known = None  # each connection counts by itself
        return data_version(self._raw)
