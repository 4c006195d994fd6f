"""What a journal has that an older copy of it lacks: asked before going back to the copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.file.errors import sorted_faults
from db.file.interrupting import OnStep, interruptible
from db.models.marks import MARK_TABLES
from db.plain.revision import BUSY_TIMEOUT_MS

# What a person makes while listening or writing; each has a uid and a stamp since the first file.
_TABLES = (*(kept.name for kept in MARK_TABLES.values()), "trace", "journal_entry")


@dataclass(frozen=True, slots=True)
class NewerRows:
    """made: marks and entries that the copy lacks. changed: those it has in an older version."""

    made: int
    changed: int


def newer_rows(journal: Path, copy: Path, on_step: OnStep | None = None) -> NewerRows:
    """Both files are only read. Raises StorageFault when either can't be.

    on_step: as in `interruptible`.
    """
    made = changed = 0
    with (
        sorted_faults(),
        closing(sqlite3.connect(_uri(copy), uri=True)) as raw,
        interruptible(raw, on_step),
    ):
        raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        raw.execute("ATTACH ? AS now", (_uri(journal),))
        there = {name for (name,) in raw.execute("SELECT name FROM main.sqlite_master")}
        for table in _TABLES:
            (total,) = raw.execute(f"SELECT count(*) FROM now.{table}").fetchone()
            if table not in there:  # the copy is older than the table
                made += total
                continue
            (same, later) = raw.execute(
                "SELECT count(*), coalesce(sum(mine.updated_at > theirs.updated_at), 0)"
                f" FROM now.{table} AS mine JOIN main.{table} AS theirs USING (uid)"
            ).fetchone()
            made, changed = made + total - same, changed + later
    return NewerRows(made, changed)


def _uri(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
