"""A journal in a place that can't be written to is read; nothing there is touched."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.models.all import Work
from db.store.migrate import make_at
from db.store.opening import open_store
from tests.support.read_only import run_on_read_only

READ = """
import sys
from pathlib import Path
from sqlalchemy import select
from db.file.errors import StorageFault
from db.plain.first_look import first_look
from db.models.all import Work
from db.store.opening import open_store
path = Path(sys.argv[1])
seen = first_look(path)
if seen is not None:
    seen.version.close()
store = open_store(path)
with store.read() as connection:
    print(*connection.scalars(select(Work.title).order_by(Work.id)), sep=",")
try:
    with store.write():
        print("written")
except StorageFault as fault:
    print(fault.kind)
print(store.is_read_only)
store.close()
"""

KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from db.models.all import Work
from db.store.opening import open_store
store = open_store(Path(sys.argv[1]))
with store.write() as unit:
    unit.session.add(Work(kind="film", title="Sand"))
    unit.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    store = open_store(folder / "journal.db")
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
    store.close()
    return folder / "journal.db"


def read(database: Path) -> list[str]:
    before = _contents(database.parent)
    done = run_on_read_only(database.parent, ["-c", READ, str(database)])
    assert done.returncode == 0, done.stderr
    assert _contents(database.parent) == before, "nothing is touched"
    return done.stdout.split()


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_journal_that_was_closed_is_read_and_not_written(kept: Path) -> None:
    assert read(kept) == ["Snow", "read_only", "True"]


@pytest.mark.parametrize("ends", [("-wal", "-shm"), ("-wal",)])
def test_what_is_only_in_the_log_is_read_too(kept: Path, ends: tuple[str, ...]) -> None:
    """A machine lost its power, and its disk is looked at on another one."""
    subprocess.run([sys.executable, "-c", KILLED_IN_THE_MIDDLE, str(kept)], check=False)
    for end in {"-wal", "-shm"} - {*ends}:
        Path(f"{kept}{end}").unlink()
    assert read(kept) == ["Snow,Sand", "read_only", "True"]


def test_an_older_journal_is_read_as_it_would_be_after_its_upgrade(kept: Path) -> None:
    kept.unlink()
    make_at(kept, "0001")
    with closing(sqlite3.connect(kept)) as raw:
        uid = "0" * 36
        raw.execute(f"INSERT INTO work VALUES ('film', 'Old', NULL, '', '{uid}', 1, 1, 1)")
        raw.commit()
    assert read(kept) == ["Old", "read_only", "True"]


def test_what_another_user_writes_meanwhile_is_read(kept: Path) -> None:
    """SQLite would take the file for one that never changes."""
    script = READ.replace(
        "print(store.is_read_only)",
        'print("now", flush=True); sys.stdin.readline()\n'
        "with store.read() as connection:\n"
        '    print(*connection.scalars(select(Work.title).order_by(Work.id)), sep=",")',
    )
    import tests.support.read_only as place

    with subprocess.Popen(
        place.command_on_read_only(kept.parent, ["-c", script, str(kept)]),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=place.ROOT,
    ) as reader:  # fmt: skip
        assert reader.stdin is not None and reader.stdout is not None
        while reader.stdout.readline() not in ("now\n", ""):
            pass
        store = open_store(kept)
        with store.write() as unit:
            unit.session.add(Work(kind="film", title="Sand"))
            unit.commit()
        store.close()
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "Snow,Sand\n"
