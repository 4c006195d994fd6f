"""Which pictures a backup of any schema names: going back to it needs them. By plain sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from db.file.errors import sorted_faults
from db.file.reading import reading_mode
from db.queries.pictures import NAMING
from db.writing.unit_of_work import in_parts


def named_in_backup(backup: Path, names: Collection[str]) -> set[str]:
    """Those of the names. Raises StorageFault."""
    wanted = sorted(names)
    address = f"{backup.absolute().as_uri()}?{reading_mode(backup)}"
    with sorted_faults(), closing(sqlite3.connect(address, uri=True)) as raw:
        found = set(_in_columns(raw, wanted))
        if _has(raw, "journal_entry", "text"):
            rest = (name for name in wanted if name not in found)
            found.update(name for name in rest if _is_in_an_entry(raw, name))
    return found


def _in_columns(raw: sqlite3.Connection, names: Sequence[str]) -> Iterator[str]:
    for attribute in NAMING:
        table, column = attribute.class_.__tablename__, attribute.key
        if not _has(raw, table, column):
            continue
        for part in in_parts(names):
            marks = ", ".join("?" * len(part))
            rows = raw.execute(f"SELECT {column} FROM {table} WHERE {column} IN ({marks})", part)
            yield from (row[0] for row in rows)


def _is_in_an_entry(raw: sqlite3.Connection, name: str) -> bool:
    found = raw.execute("SELECT 1 FROM journal_entry WHERE instr(text, ?) LIMIT 1", (name,))
    return found.fetchone() is not None


def _has(raw: sqlite3.Connection, table: str, column: str) -> bool:
    return any(row[1] == column for row in raw.execute(f"PRAGMA table_info({table})"))
