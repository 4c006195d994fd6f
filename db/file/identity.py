"""Which file lies at the journal's path: the one that was opened, or by now another, or none.

A process goes on writing to a file that was deleted or replaced, and nobody else ever sees it.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from db.file.errors import FaultKind, StorageFault

FileKey = tuple[int, int]  # device and inode

_open_here: Counter[FileKey] = Counter()
_counting = threading.Lock()  # the files of all stores, and the connections of each


def is_open_here(found: os.stat_result) -> bool:
    """Whether a store of this process has this very file open, under whichever name.

    Nobody but SQLite may open it then: see the card of this room.
    """
    with _counting:
        return (found.st_dev, found.st_ino) in _open_here


class FileIdentity:
    """Knows the journal's files again, as long as connections to them are open.

    The -wal and the -shm belong to the file just as much: SQLite makes them with the first
    connection and takes them away with the last.
    """

    def __init__(self, database: Path) -> None:
        self._journal = os.fspath(database)
        self._beside = (f"{self._journal}-wal", f"{self._journal}-shm")
        self._known: dict[str, FileKey] = {}
        self._connections = 0

    def opened(self) -> None:
        """One more connection. Raises as `expect_same` does, and then it doesn't count."""
        self.expect_same()
        with _counting:
            self._connections += 1

    def closed(self) -> None:
        """One less; with the last one the files beside the journal may go and come again."""
        with _counting:
            self._connections -= 1
            if self._connections == 0:
                self._forget(self._beside)

    def forget(self) -> None:
        """The file was replaced on purpose: the next connection says which one it is now."""
        with _counting:
            self._forget(tuple(self._known))

    def expect_same(self) -> None:
        """Raises StorageFault unreachable when a file is gone, or is not the one it was.

        Measured at 5 µs for the three of them.
        """
        self._expect(self._journal)
        if self._connections:
            for path in self._beside:
                self._expect(path)

    def _expect(self, path: str) -> None:
        try:
            found = os.stat(path)  # noqa: PTH116 - three times a mark
        except OSError as error:
            if path not in self._known and path != self._journal:
                return  # SQLite has not made it yet
            raise StorageFault(FaultKind.UNREACHABLE, f"{path} is gone: {error!r}") from error
        if self._first_known(path, (found.st_dev, found.st_ino)) != (found.st_dev, found.st_ino):
            raise StorageFault(
                FaultKind.UNREACHABLE, f"{path} is another file than the one that was opened"
            )

    def _first_known(self, path: str, key: FileKey) -> FileKey:
        """The file that was opened: this one, when it is the first to be seen there."""
        with _counting:
            if path not in self._known:
                self._known[path] = key
                _open_here[key] += 1
            return self._known[path]

    def _forget(self, paths: Iterable[str]) -> None:
        """Whoever calls it is counting."""
        for path in paths:
            if (key := self._known.pop(path, None)) is None:
                continue
            _open_here[key] -= 1
            if not _open_here[key]:
                del _open_here[key]
