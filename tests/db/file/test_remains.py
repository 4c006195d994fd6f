"""A journal that is gone or empty beside its remains is missing; a new profile's isn't."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.file.errors import FaultKind, StorageFault
from db.plain.first_look import first_look
from db.plain.known_files import read_known_files
from db.plain.revision import HEAD_REVISION, revision_of
from db.store import backup as backups
from db.store.opening import open_store
from db.store.restoring import begin_anew, replace_unopened


def lay(folder: Path, name: str, content: bytes = b"x") -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


REMAINS = (
    "backups/journal-0002-20240101T000000.000000Z.db",
    "pictures/still.png",
    "pending.jsonl",
    "journal.db-wal",
    "journal.db.damaged-20240101T000000.000000Z",
    "journal.db.restored",
)
NO_REMAINS = ("pictures/.directory", "pictures/Thumbs.db", "backups/readme.txt", "settings.toml")


def emptied(path: Path) -> None:
    path.touch()


def without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 1")
        raw.commit()


def gone(path: Path) -> None:
    path.unlink(missing_ok=True)


def kind_of(action: Callable[[], object]) -> FaultKind:
    with pytest.raises(StorageFault) as caught:
        action()
    return caught.value.kind


@pytest.mark.parametrize("state", [gone, emptied])
@pytest.mark.parametrize("name", REMAINS)
def test_no_new_journal_is_created_beside_the_remains_of_an_older_one(
    path: Path, name: str, state: Callable[[Path], None]
) -> None:
    lay(path.parent, name)
    state(path)
    for look in (open_store, first_look, read_known_files):
        assert kind_of(lambda look=look: look(path)) is FaultKind.MISSING  # type: ignore[misc]
    sizes = [each.stat().st_size for each in (path,) if each.exists()]
    assert sizes == ([] if state is gone else [0]), "nothing was made"


def test_one_without_tables_is_missing_too(path: Path) -> None:
    lay(path.parent, REMAINS[0])
    without_tables(path)
    assert kind_of(lambda: open_store(path)) is FaultKind.MISSING


@pytest.mark.parametrize("name", NO_REMAINS)
def test_other_files_do_not_prevent_a_new_journal(path: Path, name: str) -> None:
    lay(path.parent, name)
    (path.parent / "pictures").mkdir(exist_ok=True)
    (path.parent / "backups").mkdir(exist_ok=True)
    open_store(path).close()
    assert path.stat().st_size > 0


def test_a_journal_whose_creation_was_killed_is_still_new(path: Path) -> None:
    """Its file is there, with a log beside it that nobody committed to."""
    without_tables(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        lay(path.parent, "journal.db-wal", b"")
        open_store(path).close()
    assert revision_of(path) == HEAD_REVISION


def test_a_new_journal_is_created_on_request(path: Path) -> None:
    lay(path.parent, REMAINS[0])
    assert begin_anew(path) is None
    open_store(path).close()


def test_a_backup_can_replace_a_missing_journal(path: Path) -> None:
    open_store(path).close()
    made = backups.backup_into(path.parent / "backups", path, HEAD_REVISION)
    gone(path)
    assert replace_unopened(path, made) is None
    open_store(path).close()
