"""While a store is open nothing but SQLite opens its file, and its locks stand through all of it.

POSIX drops every lock that a process has on a file when it closes any descriptor of that file:
https://sqlite.org/howtocorrupt.html, 2.2.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.all import Work
from db.plain.first_look import first_look
from db.plain.known_files import read_known_files
from db.plain.revision import HEAD_REVISION, revision_of
from db.store import backup as backups
from db.store.engine import Store
from db.store.opening import open_store
from db.store.restoring import restore_backup
from tests.support.journal_watch import locks_held, plain_opens

ROOT = Path(__file__).resolve().parents[3]
ALL_LOCKS = {"", "-shm"}

ONE_MORE = """
import sys
from pathlib import Path
from db.store.opening import open_store
from db.models.all import Work
store = open_store(Path(sys.argv[1]))
with store.write() as unit:
    unit.session.add(Work(kind="film", title="Theirs"))
    unit.commit()
store.close()
"""


def add_work(store: Store, title: str) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title=title))
        unit.commit()


def connected(mode: str) -> Callable[[Store, Path], object]:
    """A connection of SQLite's that looks and closes again."""

    def look(store: Store, _folder: Path) -> None:
        with closing(sqlite3.connect(f"{store.path.as_uri()}?{mode}", uri=True)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()

    return look


def spoilt_backup(store: Store, folder: Path) -> None:
    """The journal is backed up, moved aside and replaced, as a rescue does it while it is open."""
    made = backups.backup_into(folder, store.path, HEAD_REVISION)
    restore_backup(store, made, folder)
    add_work(store, "After")


def examined(store: Store, _folder: Path) -> None:
    from db.store.check import findings

    assert findings(store.path) == []


VERBS: dict[str, Callable[[Store, Path], object]] = {
    "immutable": connected("mode=ro&immutable=1"),
    "read-only": connected("mode=ro"),
    "read-write": connected("mode=rw"),
    "revision": lambda store, _folder: revision_of(store.path),
    "first look": lambda store, _folder: first_look(store.path),
    "known_files": lambda store, _folder: read_known_files(store.path),
    "examination": examined,
    "opened again": lambda store, _folder: open_store(store.path).close(),
    "backup": lambda store, folder: backups.backup_into(folder, store.path, HEAD_REVISION),
    "copy": lambda store, folder: backups.backup(store.path, folder / "copy.db"),
    "restored backup": spoilt_backup,
}


@pytest.fixture
def live(store: Store) -> Store:
    """A store that has read and written, as a window's has."""
    add_work(store, "Ours")
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "copies"
    place.mkdir()
    return place


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's list of locks is Linux's")
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_leaves_the_locks_standing(live: Store, folder: Path, verb: str) -> None:
    assert locks_held(live.path) == ALL_LOCKS
    with plain_opens(live.path) as opened:
        VERBS[verb](live, folder)
    assert opened == []
    assert locks_held(live.path) == ALL_LOCKS


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's list of locks is Linux's")
def test_the_watch_sees_what_it_watches_for(live: Store) -> None:
    """A plain look at the file is what takes the locks away."""
    with plain_opens(live.path) as opened:
        os.close(os.open(live.path, os.O_RDONLY))
    assert opened == [str(live.path)]
    assert locks_held(live.path) == {"-shm"}


def test_what_is_saved_after_an_import_and_another_process_is_seen_by_all(
    live: Store, path: Path
) -> None:
    """The visitor is the last to close, it believes, and would take a log that is still in use."""
    read_known_files(path)
    subprocess.run([sys.executable, "-c", ONE_MORE, str(path)], check=True, cwd=ROOT)
    add_work(live, "Ours again")
    with closing(sqlite3.connect(path)) as raw:
        titles = [title for (title,) in raw.execute("SELECT title FROM work ORDER BY id")]
    with live.read() as connection:
        ours = list(connection.scalars(select(Work.title).order_by(Work.id)))
    assert titles == ours == ["Ours", "Theirs", "Ours again"]
