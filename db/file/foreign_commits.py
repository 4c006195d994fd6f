"""Notices what others commit to the file, and takes none of our own commits for one of theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from db.file.errors import StorageFault
from db.file.journal_lock import JournalLock

_NOT_TO_BE_ASKED = (sqlite3.Error, StorageFault)

Connect = Callable[[], sqlite3.Connection]


def data_version(raw: sqlite3.Connection) -> int:
    """Differs from what the same connection answered before when another one has committed since.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """
    (version,) = raw.execute("PRAGMA data_version").fetchone()
    return int(version)


@dataclass(frozen=True, slots=True)
class SeenVersion:
    """A connection, which version of the file it read from, and what keeps that file in place."""

    raw: sqlite3.Connection
    version: int
    lock: JournalLock

    def close(self) -> None:
        self.raw.close()
        self.lock.let_go()


class ForeignCommits:
    """A connection that never writes and is asked who committed; for use under the writer lock.

    It sees our own commits as much as those of other processes. Two readings tell them apart: with
    the write lock in hand nobody can commit, so what it sees then is theirs; and the writing
    connection's own version doesn't move with its own commit, so where it moves, one of theirs
    came right behind it. Nothing it meets keeps a write from being made: what it could not see, it
    takes for theirs.
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
        """What is committed from now on counts; with `seen`, what came after that version."""
        self.close()
        self._is_on = True
        if seen is not None:
            self._raw, self._known = seen.raw, seen.version
            seen.lock.let_go()  # the store has its own
            return
        try:
            self._raw = self._connect()
            self._known = data_version(self._raw)
        except _NOT_TO_BE_ASKED:
            self._known = None

    def take(self) -> bool:
        """Whether there were any since it was last asked; False while the file can't be asked."""
        if not self._is_on:
            return False
        try:
            self._look()
        except _NOT_TO_BE_ASKED:
            return False  # locked or unreachable: it is asked again soon
        found, self._are_there = self._are_there, False
        return found

    def begin(self, writing: sqlite3.Connection) -> None:
        """A transaction of ours has just taken the write lock."""
        if not self._is_on:
            return
        try:
            self._look()
            self._writers_version = data_version(writing)
        except _NOT_TO_BE_ASKED:
            self._known = None

    def committed(self, writing: sqlite3.Connection) -> None:
        """That transaction has been committed."""
        if not self._is_on:
            return
        try:
            is_sure = self._known is not None
            # In this order: a commit that comes between the two is seen by the second.
            self._known = self._version()
            if not is_sure or data_version(writing) != self._writers_version:
                self._are_there = True
        except _NOT_TO_BE_ASKED:
            self._known = None

    def close(self) -> None:
        if self._raw is not None:
            self._raw.close()
        self._raw = self._known = None
        self._is_on = False

    @contextmanager
    def resting(self) -> Iterator[None]:
        """The file is replaced meanwhile, by us."""
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
            self._known = None  # another connection counts in its own way
        return data_version(self._raw)
