"""Which schema a file has, asked of plain sqlite3 and without writing, before SQLAlchemy comes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_faults, sorted_file_faults
from db.file.remains import expect_none_was_here

BUSY_TIMEOUT_MS = 4000

# The newest Alembic revision. A test holds it against the migrations folder; importing Alembic to
# ask would cost 0.2 s at every start.
HEAD_REVISION = "0003"
KNOWN_REVISIONS = ("0001", "0002", "0003")

# In bytes: a database has at least one page, and SQLite knows none that is smaller.
_SMALLEST = 512


def known_revision_of(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> str | None:
    """As `revision_of`, for a journal: None only where there never was one.

    Raises StorageFault too_new for a schema this program doesn't know, missing for a file that is
    gone or empty beside what it left.
    """
    revision = revision_of(path, busy_timeout_ms)
    if revision is None:
        expect_none_was_here(path)
    if revision is not None and revision not in KNOWN_REVISIONS:
        raise StorageFault(
            FaultKind.TOO_NEW, f"schema {revision}, this program knows {HEAD_REVISION}"
        )
    return revision


def revision_of(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> str | None:
    """The schema revision the file says it has; None for a missing or empty file. Writes nothing.

    Raises StorageFault damaged for a file that is no database, or holds somebody else's tables.
    """
    with sorted_file_faults():
        size = path.stat().st_size if path.exists() else 0
    if size == 0:
        return None
    if size < _SMALLEST:
        # SQLite takes a file of a few bytes for an empty database, and would write over it.
        raise StorageFault(FaultKind.DAMAGED, "the file is not a database")
    log = Path(f"{path}-wal")
    if log.exists():
        return _revision_in(path, "mode=ro", busy_timeout_ms)
    try:
        # Without a write-ahead log the file is whole by itself, and this way of looking leaves
        # no log behind and works in a read-only folder.
        return _revision_in(path, "mode=ro&immutable=1", busy_timeout_ms)
    except StorageFault:
        return _revision_in(path, "mode=ro", busy_timeout_ms)  # somebody began to write meanwhile


def _revision_in(path: Path, mode: str, busy_timeout_ms: int) -> str | None:
    with (
        sorted_faults(),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as raw,
    ):
        raw.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
        tables = {
            name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise StorageFault(FaultKind.DAMAGED, "the file holds no revision")
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise StorageFault(FaultKind.DAMAGED, "the file holds no revision")
    return str(row[0])
