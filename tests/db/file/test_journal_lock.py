"""The lock beside the journal: many may have it open, one alone may make, upgrade or replace it."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.file.errors import FaultKind, StorageFault
from db.file.journal_lock import JournalLock, held_alone, shared
from db.plain.revision import HEAD_REVISION, revision_of
from db.store.check import findings
from db.store.moving_aside import move_aside
from db.store.opening import open_store
from db.store.restoring import replace_unopened, restore_backup

ROOT = Path(__file__).resolve().parents[3]

HOLDER = """
import sys
from pathlib import Path
from db.file.journal_lock import held_alone, shared
with (held_alone if sys.argv[2] == "alone" else shared)(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

OPENER = """
import sys
from pathlib import Path
from db.models.all import Work  # now: it takes long, and nobody is to wait for the others' imports
from db.store.opening import open_store
sys.stdin.readline()
store = open_store(Path(sys.argv[1]))
with store.write() as unit:
    unit.session.add(Work(kind="film", title="Snow"))
    unit.commit()
print("opened", flush=True)
sys.stdin.read()
"""

KILLED_WHILE_MAKING = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from db.store.opening import open_store
left = int(sys.argv[2])
def count(*_):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
event.listen(Engine, "before_cursor_execute", count)
event.listen(Engine, "commit", count)
open_store(Path(sys.argv[1]))
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Scripts as processes of their own, ended when the test is."""
    started: list[subprocess.Popen[str]] = []

    def begin(script: str, *words: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def hold(start: Start, path: Path) -> Callable[[str], None]:
    """Another process holds the lock, “alone” or “shared”."""

    def take(how: str) -> None:
        process = start(HOLDER, path, how)
        assert process.stdout is not None and process.stdout.readline() == "held\n"

    return take


def kind_of(action: Callable[[], object]) -> FaultKind:
    with pytest.raises(StorageFault) as caught:
        action()
    return caught.value.kind


def take_alone(path: Path, patience_s: float = 0.05) -> None:
    with held_alone(path, patience_s):
        pass


def test_an_open_store_holds_it_shared_until_it_is_closed(path: Path) -> None:
    store, beside = open_store(path), open_store(path)
    assert kind_of(lambda: take_alone(path)) is FaultKind.LOCKED
    store.close()
    assert kind_of(lambda: take_alone(path)) is FaultKind.LOCKED
    beside.close()
    take_alone(path)


def test_whoever_replaces_the_file_may_open_it_meanwhile(path: Path) -> None:
    store = open_store(path)
    with store.exclusive():
        open_store(path).close()
        take_alone(path)
    with store.read():
        assert kind_of(lambda: take_alone(path)) is FaultKind.LOCKED
    store.close()


def test_another_thread_waits_until_the_file_is_replaced(path: Path) -> None:
    store = open_store(path)
    seen: list[str] = []

    def read() -> None:
        with store.read():
            seen.append("read")

    reader = threading.Thread(target=read)
    with store.exclusive():
        reader.start()
        reader.join(0.1)
        assert seen == []
    reader.join(10)
    assert seen == ["read"]
    store.close()


def test_a_reading_window_does_not_prevent_replacing_the_file(
    path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own threads must not take the lock back while it waits for another process."""
    monkeypatch.setattr("db.file.journal_lock.PATIENCE_S", 2.0)
    store = open_store(path)
    process = start(HOLDER, path, "shared")
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    waits, faults = threading.Event(), []

    def is_asked(descriptor: int, operation: int) -> None:
        if operation & fcntl.LOCK_EX:
            waits.set()
        flock(descriptor, operation)

    flock = fcntl.flock
    monkeypatch.setattr(fcntl, "flock", is_asked)

    def read() -> None:
        waits.wait(10)
        with pytest.raises(StorageFault) as caught, store.read(patience_ms=50):
            pass
        faults.append(caught.value.kind)
        process.kill()

    reader = threading.Thread(target=read)
    reader.start()
    with store.exclusive():
        reader.join(10)
    assert faults == [FaultKind.LOCKED]
    with store.read():
        pass
    store.close()


def test_a_lock_can_be_released_while_a_thread_waits_for_it(
    path: Path, hold: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A descriptor that is closed under a waiting thread may be another file's by then."""
    lock = JournalLock(path)
    hold("alone")
    flock = fcntl.flock

    def let_go_first(descriptor: int, operation: int) -> None:
        lock.let_go()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", let_go_first)
    assert kind_of(lambda: lock.share(0.05)) is FaultKind.LOCKED


def test_nobody_replaces_a_journal_another_process_has_open(
    path: Path, hold: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.file.journal_lock.PATIENCE_S", 0.05)
    store = open_store(path)
    copy = tmp_path / "copy.db"
    from db.store.backup import backup

    backup(path, copy)
    hold("shared")
    before = path.stat().st_ino
    assert kind_of(lambda: restore_backup(store, copy, tmp_path)) is FaultKind.LOCKED
    with store.read():
        pass  # it goes on with what it had
    store.close()
    assert kind_of(lambda: replace_unopened(path, copy)) is FaultKind.LOCKED
    assert kind_of(lambda: move_aside(path)) is FaultKind.LOCKED
    assert path.stat().st_ino == before
    assert not list(path.parent.glob("*.restored"))


def test_nobody_opens_a_journal_that_is_being_replaced(
    path: Path, hold: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(path).close()
    monkeypatch.setattr("db.file.journal_lock.PATIENCE_S", 0.05)
    hold("alone")
    assert kind_of(lambda: open_store(path)) is FaultKind.LOCKED
    assert kind_of(lambda: shared(path).__enter__()) is FaultKind.LOCKED


def test_a_killed_holder_holds_nothing(path: Path, start: Start) -> None:
    process = start(HOLDER, path, "alone")
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    process.kill()
    process.wait()
    open_store(path).close()


@pytest.mark.parametrize("count", [2, 6])
def test_a_new_journal_is_created_once_however_many_processes_open_it(
    path: Path, start: Start, count: int
) -> None:
    processes = [start(OPENER, path) for _ in range(count)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == "opened\n", process.communicate()[1]
    store = open_store(path)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM work").scalar_one() == count
    store.close()


@pytest.mark.parametrize("statements", [0, 1, 5, 30, 60])
def test_a_journal_whose_creation_was_killed_can_be_opened(
    path: Path, start: Start, statements: int
) -> None:
    process = start(KILLED_WHILE_MAKING, path, statements)
    assert process.wait() == -9, process.communicate()
    open_store(path).close()
    assert revision_of(path) == HEAD_REVISION
    assert findings(path) == []


def test_a_worker_that_outlives_a_killed_process_holds_nothing(path: Path) -> None:
    lock = JournalLock(path)
    lock.share()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(reading, 1)
        os._exit(0)
    lock.let_go()
    take_alone(path)
    os.write(writing, b".")
    os.waitpid(child, 0)
    os.close(reading)
    os.close(writing)


def test_without_a_lock_the_file_is_read_and_never_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a read-only disk answers; root may write to a folder that is read-only."""
    really_open = os.open

    def refuse(name: Path, *words: int) -> int:
        if Path(name).suffix == ".lock":
            raise OSError(errno.EROFS, "Read-only file system")
        return really_open(name, *words)

    monkeypatch.setattr("db.file.journal_lock.os.open", refuse)
    with shared(path):
        pass
    assert kind_of(lambda: take_alone(path)) is FaultKind.READ_ONLY
