"""Every fault of the disk or file is recognised and survived."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db.file.errors import FaultKind, StorageFault
from db.models.all import Work
from db.store.check import check, findings
from db.store.engine import Store
from db.store.opening import open_store

ROOT = Path(__file__).resolve().parents[2]

LOCKER = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


def add_work(store: Store, title: str = "Snow", note: str = "") -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title=title, note=note))
        unit.commit()


def titles(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(Work.title).order_by(Work.id)))


def kind_of(action: Callable[[], object]) -> FaultKind:
    with pytest.raises(StorageFault) as caught:
        action()
    return caught.value.kind


@pytest.fixture
def lock(path: Path) -> Iterator[Callable[[], None]]:
    """Another process takes the write lock until the test ends."""
    started: list[subprocess.Popen[str]] = []

    def take() -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", LOCKER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None and process.stdout.readline() == "locked\n"

    yield take
    for process in started:
        process.communicate("")


def test_a_file_locked_by_another_process_is_reported_and_nothing_is_lost(
    store: Store, lock: Callable[[], None]
) -> None:
    add_work(store)
    lock()
    assert kind_of(lambda: add_work(store, "Sand")) is FaultKind.LOCKED
    assert titles(store) == ["Snow"]


def test_a_locked_file_can_still_be_opened_and_read(
    store: Store, path: Path, lock: Callable[[], None]
) -> None:
    add_work(store)
    lock()
    second = open_store(path, busy_timeout_ms=50)
    assert titles(second) == ["Snow"]
    second.close()


def test_a_full_disk_is_reported_and_the_next_write_works_again(store: Store) -> None:
    add_work(store)
    with store.write() as unit:
        connection = unit.session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    assert kind_of(lambda: add_work(store, "Large", "x" * 1_000_000)) is FaultKind.FULL
    assert titles(store) == ["Snow"]
    add_work(store, "Sand")
    assert titles(store) == ["Snow", "Sand"]


def test_a_file_size_limit_is_no_crash(path: Path) -> None:
    """The kernel refuses bytes in the middle of a write, as a full disk does."""
    script = """
import resource, signal, sys
from pathlib import Path
from db.store.opening import open_store
from db.file.errors import StorageFault
from db.models.all import Work
store = open_store(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = 2_000_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
kept = 0
try:
    for number in range(1000):
        with store.write() as unit:
            unit.session.add(Work(kind="film", title="x", note="x" * 4000))
            unit.commit()
        kept += 1
except StorageFault as fault:
    print(kept, fault.kind)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )
    kept, kind = done.stdout.split()
    assert kind == FaultKind.UNREACHABLE
    store = open_store(path)
    assert len(titles(store)) == int(kept) > 0
    store.close()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write to read-only files"
)
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_folder_is_reported(path: Path, what: str) -> None:
    store = open_store(path)
    add_work(store)
    store.close()
    guarded = path if what == "file" else path.parent
    guarded.chmod(0o500)
    try:
        opened: list[Store] = []
        assert kind_of(lambda: _open_and_add(path, opened)) is FaultKind.READ_ONLY
    finally:
        guarded.chmod(0o700)
        for left in opened:
            left.close()


def _open_and_add(path: Path, opened: list[Store]) -> None:
    opened.append(open_store(path))
    add_work(opened[-1])


def test_a_read_only_file_is_reported(store: Store) -> None:
    """`query_only` answers as a read-only file system does, for root too."""
    add_work(store)
    with store.write() as unit:
        unit.session.connection().exec_driver_sql("PRAGMA query_only = ON")
    assert kind_of(lambda: add_work(store, "Sand")) is FaultKind.READ_ONLY


def test_a_folder_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    assert kind_of(lambda: open_store(tmp_path / "no" / "journal.db")) is FaultKind.UNREACHABLE


def test_a_folder_in_place_of_the_file_is_unreachable(path: Path) -> None:
    path.mkdir()
    assert kind_of(lambda: open_store(path)) is FaultKind.UNREACHABLE


def test_a_newer_file_is_refused_and_no_byte_changes(path: Path) -> None:
    store = open_store(path)
    add_work(store)
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert kind_of(lambda: open_store(path)) is FaultKind.TOO_NEW
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert {file.name for file in path.parent.iterdir()} == {path.name, "journal.lock"}


@pytest.mark.parametrize(
    "content",
    [b"no database at all, only words " * 200, b"SQLite format 3\0" + b"\xff" * 5000, b"x"],
)
def test_a_file_that_is_no_database_is_damaged_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert kind_of(lambda: open_store(path)) is FaultKind.DAMAGED
    assert path.read_bytes() == content


def test_somebody_elses_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE stamps (id INTEGER)")
        raw.commit()
    before = path.read_bytes()
    assert kind_of(lambda: open_store(path)) is FaultKind.DAMAGED
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_new_journal(path: Path) -> None:
    path.touch()
    store = open_store(path)
    add_work(store)
    assert titles(store) == ["Snow"]
    store.close()


def test_a_corrupted_page_is_damage_when_read_and_found_by_the_check(path: Path) -> None:
    store = open_store(path)
    with store.write() as unit:
        unit.session.add_all(Work(kind="film", title=f"{i} " + "x" * 500) for i in range(2000))
        unit.commit()
    store.close()
    check(path)
    with path.open("r+b") as file:
        size = path.stat().st_size
        file.seek(size // 2)
        file.write(b"\xa5" * 40_000)
    store = open_store(path)
    with pytest.raises(StorageFault) as caught:
        titles(store)
    assert caught.value.kind is FaultKind.DAMAGED
    assert findings(path)[0] in caught.value.details
    assert kind_of(lambda: check(path)) is FaultKind.DAMAGED
    store.close()


def test_a_file_cut_short_is_damaged(path: Path) -> None:
    store = open_store(path)
    for number in range(50):
        add_work(store, f"{number}", "x" * 5000)
    store.close()
    os.truncate(path, path.stat().st_size // 2)
    assert findings(path) != []

    def open_and_read() -> None:
        opened = open_store(path)
        try:
            titles(opened)
        finally:
            opened.close()

    assert kind_of(open_and_read) is FaultKind.DAMAGED


def test_our_own_bugs_are_no_storage_faults(store: Store) -> None:
    from sqlalchemy import insert
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), store.write() as unit:
        unit.session.execute(insert(Work).values(kind="film", title=None))
        unit.commit()


def test_what_was_written_is_in_no_report_of_a_mistake(store: Store) -> None:
    """A report is there to be copied and sent; the log lies open, too."""
    with store.write() as unit:
        unit.session.connection().exec_driver_sql(
            "CREATE TRIGGER no BEFORE INSERT ON work BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        unit.commit()
    with pytest.raises(SQLAlchemyError) as caught:
        add_work(store, "Snow", "lamp" * 3)  # else the line that is quoted would have it
    report = "".join(traceback.format_exception(caught.value))
    assert "INSERT INTO work" in report and "lamplamp" not in report


def test_a_file_that_vanishes_while_open_is_no_crash(store: Store, path: Path) -> None:
    add_work(store)
    store.close()
    shutil.move(path, path.with_suffix(".away"))
    assert kind_of(lambda: titles(store)) is FaultKind.UNREACHABLE
    assert not path.exists()
