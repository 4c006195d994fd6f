"""Opens the file; before writing, it tells a new, current, older, newer or damaged one apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import text

from db.file.errors import StorageFault, sorted_faults
from db.file.journal_lock import JournalLock
from db.file.log import expect_whole_log
from db.file.reading import NO_WAY_IN, copied, may_be_written, take_away
from db.plain.revision import BUSY_TIMEOUT_MS, HEAD_REVISION, known_revision_of
from db.store.engine import Store
from db.store.refolding import refold


def open_store(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Store:
    """The store at `path`, created or upgraded if needed (after a backup).

    If several processes open a new or older file, one creates or upgrades it, and the others wait.
    A file that can't be written to is opened for reading.
    Raises StorageFault: too_new, damaged, missing, locked, read_only, unreachable or full.
    """
    expect_whole_log(path)
    lock = JournalLock(path)
    if path.exists() and not may_be_written(path):
        return _open_to_read(path, lock, busy_timeout_ms)
    try:
        _make_current(path, lock, busy_timeout_ms)
    except BaseException:
        lock.let_go()
        raise
    return Store(path, lock, busy_timeout_ms=busy_timeout_ms)


def _open_to_read(path: Path, lock: JournalLock, busy_timeout_ms: int) -> Store:
    """Reads the file in place, or a copy if it has an older schema or a log that can't be read
    without writing.
    """
    lock.share()
    try:
        is_readable = known_revision_of(path, busy_timeout_ms) == HEAD_REVISION
    except StorageFault as fault:
        if fault.kind not in NO_WAY_IN:
            lock.let_go()
            raise
        is_readable = False
    if is_readable:
        return Store(path, lock, busy_timeout_ms=busy_timeout_ms, is_read_only=True)
    lock.let_go()
    target = copied(path)
    forget = partial(take_away, target)
    try:
        with closing(open_store(target, busy_timeout_ms=busy_timeout_ms)) as store:
            refold(store)
    except BaseException:
        forget()
        raise
    return Store(target, busy_timeout_ms=busy_timeout_ms, is_read_only=True, on_close=forget)


def _make_current(path: Path, lock: JournalLock, busy_timeout_ms: int) -> None:
    """Ensures that the file has the newest schema. Afterwards the lock is held shared."""

    def is_current() -> bool:
        return known_revision_of(path, busy_timeout_ms) == HEAD_REVISION

    lock.share()
    if is_current():
        return
    with lock.alone(unless=is_current) as is_ours:
        if is_ours:
            _make_or_upgrade(path, busy_timeout_ms)
    lock.share()


def _make_or_upgrade(path: Path, busy_timeout_ms: int) -> None:
    """The caller holds the lock exclusively; another process may have created the file before."""
    revision = known_revision_of(path, busy_timeout_ms)
    if revision is None:
        make_new(path, busy_timeout_ms)
    elif revision != HEAD_REVISION:
        from db.store.migrate import upgrade  # imports Alembic only if it is needed

        upgrade(path, revision)


def make_new(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
    """Creates an empty journal; the caller holds the lock exclusively.

    In one transaction: a killed process leaves an empty file, which still counts as new.
    """
    with sorted_faults(), closing(sqlite3.connect(path)):
        pass  # a Store never creates a file
    store = Store(path, busy_timeout_ms=busy_timeout_ms)
    try:
        _create_tables(store)
    finally:
        store.close()


def _create_tables(store: Store) -> None:
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
