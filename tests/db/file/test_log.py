"""A log that a killed process left: whole, it is read; damaged, that is said, not passed over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.file.errors import FaultKind, StorageFault
from db.models.all import Work
from db.plain.first_look import first_look
from db.store.opening import open_store

ROOT = Path(__file__).resolve().parents[3]
WORKS = 30
DIES = f"""
import os, sys
from pathlib import Path
from db.models.all import Work
from db.store.opening import open_store

store = open_store(Path(sys.argv[1]))
for number in range({WORKS}):
    with store.write() as unit:
        unit.session.add(Work(kind="film", title=f"Tidewatch {{number}}"))
        unit.commit()
os._exit(0)
"""

Way = Callable[[Path], object]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the journal, its log and the log's index, as a killed process leaves them."""
    folder = tmp_path_factory.mktemp("left")
    command = [sys.executable, "-c", DIES, str(folder / "journal.db")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    return folder


@pytest.fixture
def journal(left: Path, tmp_path: Path) -> Path:
    shutil.copytree(left, tmp_path / "data")
    return tmp_path / "data" / "journal.db"


def log_of(journal: Path) -> Path:
    return Path(f"{journal}-wal")


def index_of(journal: Path) -> Path:
    return Path(f"{journal}-shm")


def works_in(journal: Path) -> int:
    store = open_store(journal)
    with closing(store), store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(Work)) or 0)


def flip_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_the_whole_log_of_a_killed_process_is_read(journal: Path) -> None:
    assert log_of(journal).stat().st_size > 0
    assert works_in(journal) == WORKS


def test_an_index_lost_in_a_power_cut_is_not_needed(journal: Path) -> None:
    index_of(journal).unlink()
    assert works_in(journal) == WORKS


@pytest.mark.parametrize(
    "damage",
    [
        lambda journal: flip_in_the_middle(log_of(journal)),
        lambda journal: os.truncate(log_of(journal), log_of(journal).stat().st_size // 2),
        lambda journal: os.truncate(log_of(journal), 0),
        lambda journal: log_of(journal).unlink(),
    ],
)
def test_commits_that_can_no_longer_be_read_are_called_damage(journal: Path, damage: Way) -> None:
    damage(journal)
    for opening in (first_look, open_store):
        with pytest.raises(StorageFault) as caught:
            opening(journal)
        assert caught.value.kind is FaultKind.DAMAGED


def test_damage_in_the_log_is_seen_without_its_index(journal: Path) -> None:
    index_of(journal).unlink()
    flip_in_the_middle(log_of(journal))
    with pytest.raises(StorageFault) as caught:
        open_store(journal)
    assert caught.value.kind is FaultKind.DAMAGED


def test_an_unfinished_last_write_is_no_damage(journal: Path) -> None:
    """The power went before the commit was on disk: nobody was told that it was kept."""
    index_of(journal).unlink()
    os.truncate(log_of(journal), log_of(journal).stat().st_size - 100)
    assert works_in(journal) == WORKS - 1


def test_a_log_in_use_is_left_alone(journal: Path) -> None:
    store = open_store(journal)
    with closing(store):
        with store.write() as unit:
            unit.session.add(Work(kind="film", title="Tidewatch again"))
            unit.commit()
        assert works_in(journal) == WORKS + 1


def test_a_log_that_was_copied_to_the_file_may_be_missing(journal: Path) -> None:
    copied_first = 'store.engine.raw_connection().execute("PRAGMA wal_checkpoint"); os._exit'
    dies = DIES.replace("os._exit", copied_first)
    subprocess.run([sys.executable, "-c", dies, str(journal)], cwd=ROOT, check=True, timeout=120)
    log_of(journal).unlink()
    assert works_in(journal) == 2 * WORKS
