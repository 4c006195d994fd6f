"""What another process commits is noticed, and our own commits are never taken for it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.models.all import Work
from db.plain.first_look import first_look
from db.store.backup import backup
from db.store.engine import Store
from db.store.opening import open_store
from db.store.restoring import restore_backup

THEIRS = (
    "INSERT INTO work (uid, kind, title, note, created_at, updated_at)"
    " VALUES (hex(randomblob(16)), 'film', ?, '', 0, 0)"
)


@pytest.fixture
def watching(store: Store) -> Store:
    store.notice_others()
    return store


@pytest.fixture
def other(path: Path, store: Store) -> Iterator[sqlite3.Connection]:
    """A connection that is none of the store's: to SQLite, somebody else."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as raw:
        yield raw


def write(store: Store, title: str = "Ours") -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title=title))
        unit.commit()


def write_elsewhere(raw: sqlite3.Connection, title: str = "Theirs") -> None:
    raw.execute(THEIRS, (title,))


def test_nothing_is_noticed_where_nothing_happens(watching: Store) -> None:
    assert not watching.has_foreign_commits()


def test_what_another_process_commits_is_noticed_once(watching: Store, path: Path) -> None:
    program = (
        f"import sqlite3; raw = sqlite3.connect({str(path)!r}); "
        f"raw.execute({THEIRS!r}, ('Theirs',)); raw.commit(); raw.close()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert watching.has_foreign_commits()
    assert not watching.has_foreign_commits()


def test_our_own_commits_are_not_noticed(watching: Store) -> None:
    for _ in range(3):
        write(watching)
    assert not watching.has_foreign_commits()


def test_one_of_ours_does_not_hide_one_of_theirs(
    watching: Store, other: sqlite3.Connection
) -> None:
    write_elsewhere(other)
    write(watching)
    write(watching)
    assert watching.has_foreign_commits()
    assert not watching.has_foreign_commits()


def test_one_of_theirs_right_after_ours_is_noticed(
    watching: Store, other: sqlite3.Connection
) -> None:
    with watching.write() as unit:
        unit.session.add(Work(kind="film", title="Ours"))
        unit.session.flush()
        commit = unit.session.commit

        def commit_and_lose_the_race() -> None:
            commit()
            write_elsewhere(other)

        unit.session.commit = commit_and_lose_the_race  # type: ignore[method-assign]
        unit.commit()
    assert watching.has_foreign_commits()


def test_a_rollback_is_not_noticed(watching: Store, other: sqlite3.Connection) -> None:
    with watching.write() as unit:
        unit.session.add(Work(kind="film", title="Forgotten"))
        unit.session.flush()
    other.execute("BEGIN IMMEDIATE")
    write_elsewhere(other)
    other.execute("ROLLBACK")
    assert not watching.has_foreign_commits()


def test_asking_never_waits_for_a_writer(watching: Store, other: sqlite3.Connection) -> None:
    is_writing, may_go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with watching.write() as unit:
            unit.session.add(Work(kind="film", title="Ours"))
            unit.session.flush()
            is_writing.set()
            may_go_on.wait(5)
            unit.commit()

    write_elsewhere(other)
    thread = threading.Thread(target=hold)
    thread.start()
    is_writing.wait(5)
    assert not watching.has_foreign_commits()
    may_go_on.set()
    thread.join()
    assert watching.has_foreign_commits()


def test_a_locked_file_is_asked_again_later(watching: Store, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    write_elsewhere(other)
    assert not watching.has_foreign_commits()
    other.execute("COMMIT")
    assert watching.has_foreign_commits()


def test_a_backup_and_checkpoints_of_ours_are_not_noticed(
    watching: Store, path: Path, tmp_path: Path
) -> None:
    write(watching)
    backup(path, tmp_path / "copy.db")
    with watching.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").close()
    write(watching)
    assert not watching.has_foreign_commits()


def test_going_back_to_a_backup_is_not_noticed_and_what_follows_is(
    watching: Store, path: Path, tmp_path: Path, other: sqlite3.Connection
) -> None:
    backup(path, tmp_path / "copy.db")
    write(watching)
    restore_backup(watching, tmp_path / "copy.db", tmp_path / "backups")
    assert not watching.has_foreign_commits()
    write_elsewhere(other)
    assert watching.has_foreign_commits()


def test_what_is_committed_between_the_first_look_and_the_opening_is_noticed(path: Path) -> None:
    store = open_store(path)
    write(store)
    seen = first_look(path)
    assert seen is not None
    write(store, "Meanwhile")
    late = open_store(path)
    late.notice_others(seen.version)
    assert late.has_foreign_commits()
    late.close()
    store.close()


def test_without_a_commit_in_between_nothing_is_noticed(path: Path) -> None:
    open_store(path).close()
    seen = first_look(path)
    assert seen is not None
    store = open_store(path)
    store.notice_others(seen.version)
    assert not store.has_foreign_commits()
    store.close()
