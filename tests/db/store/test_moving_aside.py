"""A journal is moved aside with its log, or not yet: killed at any step, no row is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db.file.errors import FaultKind, StorageFault
from db.models.all import Work
from db.store.moving_aside import move_aside
from db.store.opening import open_store
from db.store.restoring import begin_anew

# A store whose newest rows are in its log alone, left by a process that was killed.
FILLED = """
import os, signal, sys
from pathlib import Path
from db.models.all import Work
from db.store.opening import open_store
store = open_store(Path(sys.argv[1]))
for title in ("Snow", "Farewell"):
    with store.write() as unit:
        unit.session.add(Work(kind="film", title=title))
        unit.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""

# Killed before the step with this number: of giving second names and of taking first ones.
KILLED = """
import errno, os, pathlib, signal, sys
from pathlib import Path
from db.store.moving_aside import move_aside
left = int(sys.argv[2])
def counted(step):
    def do(*args, **kw):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **kw)
    return do
os.link, pathlib.Path.unlink = counted(os.link), counted(pathlib.Path.unlink)
move_aside(Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of such a store."""
    path = tmp_path_factory.mktemp("filled") / "journal.db"
    killed = subprocess.run([sys.executable, "-c", FILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    return {part.name: part.read_bytes() for part in path.parent.iterdir()}


@pytest.fixture
def path(filled: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in filled.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path / "journal.db"


def titles(path: Path) -> list[str]:
    store = open_store(path)
    try:
        with store.read() as connection:
            return list(connection.scalars(select(Work.title).order_by(Work.id)))
    finally:
        store.close()


def asides(path: Path) -> list[Path]:
    return sorted(path.parent.glob("journal.db.damaged-*Z"))


@pytest.mark.parametrize("step", range(7))
def test_a_kill_at_any_step_leaves_every_row_in_one_place(path: Path, step: int) -> None:
    """The journal opens whole; or it is missing, a new one begins, and what was moved is whole."""
    command = [sys.executable, "-c", KILLED, str(path), str(step)]
    killed = subprocess.run(command, check=False)
    assert killed.returncode == (-signal.SIGKILL if step < 6 else 0)
    if not path.exists() and step < 6:
        with pytest.raises(StorageFault) as caught:
            open_store(path)
        assert caught.value.kind is FaultKind.MISSING
    begin_anew(path)
    (aside,) = asides(path)
    assert titles(path) == []
    assert titles(aside) == ["Snow", "Farewell"]


def test_a_journal_used_again_after_a_kill_keeps_its_rows_to_itself(path: Path) -> None:
    """The second names that were given before the kill don't follow what is written since."""
    subprocess.run([sys.executable, "-c", KILLED, str(path), "3"], check=False)
    assert titles(path) == ["Snow", "Farewell"]
    moved = move_aside(path)
    assert asides(path) == [moved]
    assert titles(asides(path)[0]) == ["Snow", "Farewell"]


def test_a_drive_without_hard_links_moves_it_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    moved = move_aside(path)
    assert moved is not None and titles(moved) == ["Snow", "Farewell"]
    assert not any(Path(f"{path}{end}").exists() for end in ("", "-wal", "-shm"))
