"""Which waiting action was saved to the journal last, as the file itself records it.

It is in SQLite's `user_version`, 31 bits that nothing else here uses. It is written in the same
transaction and copied with every backup: a journal that contains the action says so, whatever
happened to the mark since, and a backup from before doesn't.
"""

from __future__ import annotations

import zlib

from sqlalchemy import Connection

_MOST = 0x7FFF_FFFF


def number_of(key: str) -> int:
    """A number for the key, never 0. Two keys share one in about two thousand million cases."""
    return zlib.crc32(key.encode("ascii")) & _MOST or 1


def last_placed(connection: Connection) -> int:
    """0 if there was none."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def note_placed(connection: Connection, key: str) -> None:
    """Part of the current transaction."""
    connection.exec_driver_sql(f"PRAGMA user_version = {number_of(key)}").close()
