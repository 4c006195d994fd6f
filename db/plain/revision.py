"""The schema revision of a file, read with plain sqlite3 before SQLAlchemy is loaded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_faults, sorted_file_faults
from db.file.remains import expect_none_was_here

BUSY_TIMEOUT_MS = 4000

# The newest Alembic revision. A test compares it with the migrations folder; importing Alembic
# would take 0.2 s at every start.
HEAD_REVISION = "0008"
KNOWN_REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")

# In bytes: a database has at least one page, and SQLite's smallest page is this large.
_SMALLEST = 512


def known_revision_of(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> str | None:
    """As `revision_of`, for a journal: None only if there never was one.

    Raises StorageFault too_new for a schema that this program doesn't know, missing for a journal
    that is gone or empty while its folder shows that there was one.
    """
    revision = revision_of(path, busy_timeout_ms)
    if revision is None:
        expect_none_was_here(path)
    if revision is not None and revision not in KNOWN_REVISIONS:
        raise StorageFault(
            FaultKind.TOO_NEW, f"schema {revision}; this program knows {HEAD_REVISION}"
        )
    return revision


def revision_of(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> str | None:
    """The schema revision that a file has; None if it is missing or empty. Writes nothing.

    Raises StorageFault damaged for a file that isn't a database, or has other tables, unreachable
    for a folder: of what size it is depends on the file system.
    """
    if path.is_dir():
        raise StorageFault(FaultKind.UNREACHABLE, f"{path} is a folder")
    with sorted_file_faults():
        size = path.stat().st_size if path.exists() else 0
    if size == 0:
        return None
    if size < _SMALLEST:
        # SQLite treats a file of a few bytes as an empty database, and would overwrite it.
        raise StorageFault(FaultKind.DAMAGED, "the file is not a database")
    log = Path(f"{path}-wal")
    if log.exists():
        return _revision_in(path, "mode=ro", busy_timeout_ms)
    try:
        # Without a write-ahead log the file is complete, and reading it this way leaves no log
        # behind and works in a read-only folder.
        return _revision_in(path, "mode=ro&immutable=1", busy_timeout_ms)
    except StorageFault:
        return _revision_in(path, "mode=ro", busy_timeout_ms)  # another process has started writing


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
            raise StorageFault(FaultKind.DAMAGED, "the file has no revision")
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise StorageFault(FaultKind.DAMAGED, "the file has no revision")
    return str(row[0])
