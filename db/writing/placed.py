"""Which deed that waited was put into the journal last: the file itself says so.

In SQLite's `user_version`, 31 bits that nothing else here uses. It is written in the deed's own
transaction, undone with it, and copied with every backup: a journal that holds the deed knows it,
whatever became of the mark since, and one that went back to before knows nothing of it.
"""

from __future__ import annotations

import zlib

from sqlalchemy import Connection

_MOST = 0x7FFF_FFFF


def number_of(key: str) -> int:
    """What stands for a deed, never 0. Of two deeds the same once in two thousand million."""
    return zlib.crc32(key.encode("ascii")) & _MOST or 1


def last_placed(connection: Connection) -> int:
    """0 when there was none."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def note_placed(connection: Connection, key: str) -> None:
    """Part of the transaction that goes on."""
    connection.exec_driver_sql(f"PRAGMA user_version = {number_of(key)}").close()
