"""Opening the file: new, ours, older, newer or damaged, told apart before anything is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.engine import BUSY_TIMEOUT_MS, Store
from db.errors import FaultKind, StorageFault, sorted_faults, sorted_file_faults

# The newest Alembic revision. A test holds it against the migrations folder; importing Alembic to
# ask would cost 0.2 s at every start.
HEAD_REVISION = "0001"
KNOWN_REVISIONS = ("0001",)

_MAGIC = b"SQLite format 3\0"


def open_store(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Store:
    """The store at `path`, made or upgraded as needed (an upgrade backs the file up first).

    Raises StorageFault: too_new, damaged, locked, read_only, unreachable or full.
    """
    revision = revision_of(path, busy_timeout_ms)
    if revision is not None and revision not in KNOWN_REVISIONS:
        raise StorageFault(
            FaultKind.TOO_NEW, f"schema {revision}, this program knows {HEAD_REVISION}"
        )
    if revision is not None and revision != HEAD_REVISION:
        from db.migrate import upgrade  # Alembic only when it is needed

        upgrade(path, revision)
    if revision is None:
        with sorted_file_faults():
            path.touch()  # a Store opens what is there and never makes a file
    store = Store(path, busy_timeout_ms=busy_timeout_ms)
    if revision is None:
        _create(store)
    return store


def revision_of(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> str | None:
    """The schema revision the file says it has; None for a missing or empty file. Writes nothing.

    Raises StorageFault damaged for a file that is no database, or holds somebody else's tables.
    """
    with sorted_file_faults():
        if not path.exists() or path.stat().st_size == 0:
            return None
        with path.open("rb") as file:
            # SQLite takes a file of a few bytes for an empty database, and would write over it.
            if file.read(len(_MAGIC)) != _MAGIC:
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


def _create(store: Store) -> None:
    from sqlalchemy import text

    from db.models.all import metadata

    with sorted_faults(), store.engine.execution_options(ost_writes=True).begin() as connection:
        metadata.create_all(connection, checkfirst=False)
        connection.execute(
            text(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
        )
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD_REVISION}
        )
