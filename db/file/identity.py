"""Which file lies at the journal's path: the one that was opened, or by now another, or none.

A process goes on writing to a file that was deleted or replaced, and nobody else ever sees it.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from db.errors import FaultKind, StorageFault

FileKey = tuple[int, int]  # device and inode

_open_here: Counter[FileKey] = Counter()


def is_open_here(found: os.stat_result) -> bool:
    """Whether a store of this process has this very file open, under whichever name.

    Nobody but SQLite may open it then: see the card of this room.
    """
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
        self._connections += 1

    def closed(self) -> None:
        """One less; with the last one the files beside the journal may go and come again."""
        self._connections -= 1
        if self._connections == 0:
            for path in self._beside:
                self._forget(path)

    def forget(self) -> None:
        """The file was replaced on purpose: the next connection says which one it is now."""
        for path in tuple(self._known):
            self._forget(path)

    def expect_same(self) -> None:
        """Raises StorageFault unreachable when a file is gone, or is not the one it was.

        Measured at 5 µs for the three of them.
        """
        self._expect(self._journal)
        if self._connections:
            for path in self._beside:
                self._expect(path)

    def _expect(self, path: str) -> None:
        known = self._known.get(path)
        try:
            found = os.stat(path)  # noqa: PTH116 - three times a mark
        except OSError as error:
            if known is None and path != self._journal:
                return  # SQLite has not made it yet
            raise StorageFault(FaultKind.UNREACHABLE, f"{path} is gone: {error!r}") from error
        key = (found.st_dev, found.st_ino)
        if known is None:
            self._known[path] = key
            _open_here[key] += 1
        elif known != key:
            raise StorageFault(
                FaultKind.UNREACHABLE, f"{path} is another file than the one that was opened"
            )

    def _forget(self, path: str) -> None:
        if (key := self._known.pop(path, None)) is not None:
            _open_here[key] -= 1
            if not _open_here[key]:
                del _open_here[key]
