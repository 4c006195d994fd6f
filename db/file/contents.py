"""How many rows a file has, asked with plain sqlite3."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.file.errors import sorted_faults
from db.file.reading import reading_mode

_INDEXES = ("sqlite_", "journal_text")


def row_counts(path: Path) -> dict[str, int]:
    """The number of rows by table, without indexes. Raises StorageFault."""
    address = f"{path.absolute().as_uri()}?{reading_mode(path)}"
    with sorted_faults(), closing(sqlite3.connect(address, uri=True)) as raw:
        named = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _count(raw, name) for (name,) in named if not name.startswith(_INDEXES)}


def _count(raw: sqlite3.Connection, table: str) -> int:
    (count,) = raw.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()
    return int(count)
