"""Upgrades an older file: backed up first, in one transaction, checked before the commit.

The only module that imports Alembic. A newer file never gets here: `db/store/opening.py` refuses
it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from db.file.errors import FaultKind, StorageFault, sorted_faults
from db.search.in_sql import know_fold
from db.store.backup import backup_into

log = logging.getLogger(__name__)

SCRIPTS = Path(__file__).parents[1] / "migrations"
BACKUPS = "backups"


def upgrade(path: Path, revision: str | None, scripts: Path = SCRIPTS) -> Path | None:
    """Runs every revision that the file lacks. Returns the backup; None for a new file.

    If a revision fails, the file is unchanged. Raises StorageFault for faults of the file or disk;
    what a revision itself raises passes through.
    """
    copy = None if revision is None else backup_into(path.parent / BACKUPS, path, revision)
    log.info("upgrading %s from %s, backup at %s", path, revision, copy)
    with _one_transaction(path) as connection:
        command.upgrade(_config(scripts, connection), "head")
        _expect_sound_references(connection)
    return copy


def make_at(path: Path, revision: str) -> None:
    """Creates an empty file with a revision's schema. Raises StorageFault as `upgrade` does."""
    with _one_transaction(path) as connection:
        command.upgrade(_config(SCRIPTS, connection), revision)


def _config(scripts: Path, connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _one_transaction(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    with sorted_faults(), engine.begin() as connection:
        yield connection


def _on_connect(raw: Any, _record: object) -> None:
    raw.isolation_level = None
    know_fold(raw)
    # A revision that rebuilds a table drops the old one, which would delete referring rows.
    for pragma in ("foreign_keys = OFF", "synchronous = FULL", "busy_timeout = 4000"):
        raw.execute(f"PRAGMA {pragma}").close()


def _expect_sound_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    if broken:
        raise StorageFault(
            FaultKind.DAMAGED, f"rows with broken references: {list(map(tuple, broken))}"
        )
