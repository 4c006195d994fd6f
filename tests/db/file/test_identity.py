"""The journal is deleted, moved or replaced while it is open: nothing is said to be kept then."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select

from db.file.errors import FaultKind, StorageFault
from db.file.identity import FileIdentity, is_open_here
from db.models.all import Work
from db.plain.revision import HEAD_REVISION
from db.store import backup as backups
from db.store.engine import Store
from db.store.opening import open_store
from db.store.restoring import restore_backup


def add_work(store: Store, title: str) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title=title))
        unit.commit()


def titles(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(Work.title).order_by(Work.id)))


def expect_unreachable(action: Callable[[], object]) -> None:
    with pytest.raises(StorageFault) as caught:
        action()
    assert caught.value.kind is FaultKind.UNREACHABLE


def delete(path: Path) -> None:
    path.unlink()


def delete_all(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def delete_log(path: Path) -> None:
    Path(f"{path}-wal").unlink()


def delete_memory(path: Path) -> None:
    Path(f"{path}-shm").unlink()


def replace(path: Path) -> None:
    """As a program does that keeps folders in step."""
    other = path.with_name("other.db")
    with closing(sqlite3.connect(path)) as raw, closing(sqlite3.connect(other)) as target:
        raw.backup(target)
    other.replace(path)


def replace_log(path: Path) -> None:
    log = Path(f"{path}-wal")
    shutil.copy(log, path.with_name("log"))
    path.with_name("log").replace(log)


def lose_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "journal.db"


@pytest.mark.parametrize(
    "harm", [delete, delete_all, delete_log, delete_memory, replace, replace_log, lose_folder]
)
def test_nothing_is_saved_in_a_file_that_is_no_longer_there(
    store: Store, path: Path, harm: Callable[[Path], None]
) -> None:
    add_work(store, "Before")
    harm(path)
    expect_unreachable(lambda: add_work(store, "After"))
    assert titles(store) == ["Before"], "what was kept can still be read"


def test_a_write_during_which_the_file_is_replaced_is_not_saved(store: Store, path: Path) -> None:
    add_work(store, "Before")

    def write() -> None:
        with store.write() as unit:
            unit.session.add(Work(kind="film", title="Meanwhile"))
            delete_all(path)
            unit.commit()

    expect_unreachable(write)


def test_a_new_connection_never_goes_to_another_file(store: Store, path: Path) -> None:
    """The pool opens a second one when two threads read: both read one journal."""
    add_work(store, "Before")
    replace(path)
    with store.read() as first:
        assert first.scalars(select(Work.title)).all() == ["Before"]
        expect_unreachable(lambda: titles(store))


def test_the_file_that_comes_back_is_written_to_again(store: Store, path: Path) -> None:
    add_work(store, "Before")
    away = path.with_name("away")
    path.rename(away)
    expect_unreachable(lambda: add_work(store, "Meanwhile"))
    away.rename(path)
    add_work(store, "After")
    assert titles(store) == ["Before", "After"]


def test_closing_leaves_the_log_of_the_new_file(store: Store, path: Path) -> None:
    add_work(store, "Ours")
    delete_all(path)
    path.with_suffix(".lock").unlink()
    other = open_store(path)
    add_work(other, "Theirs")
    log = Path(f"{path}-wal").stat().st_ino
    store.close()
    assert Path(f"{path}-wal").stat().st_ino == log
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT title FROM work").fetchall() == [("Theirs",)]
    other.close()


def test_a_backup_in_its_place_is_the_journal_from_then_on(store: Store, tmp_path: Path) -> None:
    add_work(store, "Before")
    made = backups.backup_into(tmp_path / "backups", store.path, HEAD_REVISION)
    add_work(store, "Gone")
    restore_backup(store, made, tmp_path / "backups")
    add_work(store, "After")
    assert titles(store) == ["Before", "After"]


def test_connections_that_come_and_go_change_nothing(store: Store) -> None:
    """SQLite makes a new log when every connection was closed in between."""
    add_work(store, "One")
    store.engine.dispose()
    add_work(store, "Two")
    assert titles(store) == ["One", "Two"]


def test_the_files_of_an_open_store_are_known_to_the_process(store: Store, path: Path) -> None:
    add_work(store, "Before")
    add_work(store, "After")
    for end in ("", "-wal", "-shm"):
        assert is_open_here(Path(f"{path}{end}").stat())
    seen = path.stat()
    store.close()
    assert not is_open_here(seen)


def test_threads_that_see_the_file_first_together_count_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted twice it would be taken for open for ever, and nothing at its place read."""
    path = tmp_path / "journal.db"
    path.touch()
    seen, together, stat = path.stat(), Barrier(2), os.stat
    identity = FileIdentity(path)

    def stat_together(place: str) -> os.stat_result:
        found = stat(place)
        together.wait(10)
        return found

    with monkeypatch.context() as patched, ThreadPoolExecutor(2) as threads:
        patched.setattr(os, "stat", stat_together)
        for done in [threads.submit(identity.expect_same) for _ in range(2)]:
            done.result()
    assert is_open_here(seen)
    identity.forget()
    assert not is_open_here(seen)
