"""Opening the file: new, ours, older, newer or damaged, told apart before anything is written."""

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


def open_store(path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Store:
    """The store at `path`, made or upgraded as needed (an upgrade backs the file up first).

    Of several processes that open a new or older file one makes or upgrades it, the others wait.
    One that may not be written to is opened for reading.
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
    """Reads the file in its place, or a copy where it is of an older schema or has a log that
    can't be read without writing.
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
        open_store(target, busy_timeout_ms=busy_timeout_ms).close()
    except BaseException:
        forget()
        raise
    return Store(target, busy_timeout_ms=busy_timeout_ms, is_read_only=True, on_close=forget)


def _make_current(path: Path, lock: JournalLock, busy_timeout_ms: int) -> None:
    """Leaves a file of the newest schema, and the lock shared."""

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
    """Nobody else has the file open; somebody may have made it before."""
    revision = known_revision_of(path, busy_timeout_ms)
    if revision is None:
        make_new(path, busy_timeout_ms)
    elif revision != HEAD_REVISION:
        from db.store.migrate import upgrade  # Alembic only when it is needed

        upgrade(path, revision)


def make_new(path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
    """An empty journal; the caller holds its lock alone.

    In one transaction: what a killed process leaves here is empty, and still counts as new.
    """
    with sorted_faults(), closing(sqlite3.connect(path)):
        pass  # a Store opens what is there and never makes a file
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
