"""Opening the file: new, ours, older, newer or damaged, told apart before anything is written."""

from __future__ import annotations

from pathlib import Path

from db.engine import Store
from db.errors import sorted_faults, sorted_file_faults
from db.revision import BUSY_TIMEOUT_MS, HEAD_REVISION, known_revision_of


def open_store(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Store:
    """The store at `path`, made or upgraded as needed (an upgrade backs the file up first).

    Raises StorageFault: too_new, damaged, locked, read_only, unreachable or full.
    """
    revision = known_revision_of(path, busy_timeout_ms)
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
