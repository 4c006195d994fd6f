"""Through everything a window does, nothing but SQLite opens the journal, and its locks stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.archive.rescue import damage_of, journal_is_sound
from app.archive.salvaging import export_readable
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.user_files import NoPlainFile, read_bytes
from tests.support.house import House, Visit, kept_rows
from tests.support.journal_watch import locks_held, plain_opens

Deed = Callable[[Visit, Path], object]


def hand_over(visit: Visit, folder: Path) -> None:
    """Music from the command line or a file manager: taken in by the window itself."""
    added = visit.house.record("second.wav", seconds=3)
    visit.desk.open_files([added])
    visit.until(lambda: len(visit.rows()) == 2)


def mark(visit: Visit, _folder: Path) -> None:
    visit.hands.tap(Qt.Key.Key_1)
    visit.until(lambda: kept_rows(visit.house.paths)["emotional_tag"])


def undo(visit: Visit, _folder: Path) -> None:
    visit.desk.context.undo()
    visit.until(lambda: not kept_rows(visit.house.paths)["emotional_tag"])


def restore(visit: Visit, folder: Path) -> None:
    exports = visit.services.exports
    exports.export_json(folder / "all.json")
    exports.restore_json(folder / "all.json")


def go_back(visit: Visit, _folder: Path) -> None:
    exports = visit.services.exports
    exports.restore_backup(exports.backup_now())


def choose_the_journal_itself(visit: Visit, _folder: Path) -> None:
    """In a file dialog, as an export, as music, as a still."""
    database = visit.house.paths.database
    with pytest.raises(Problem):
        visit.services.exports.restore_json(database)
    with pytest.raises(Problem):
        visit.services.pictures.keep(database)
    with pytest.raises(NoPlainFile):
        read_bytes(database, 1000)
    disguised = visit.house.music / "disguised.ogg"
    disguised.symlink_to(database)
    visit.services.importing.run([disguised], JobContext())
    assert all(row.title != "disguised" for row in visit.rows())


DEEDS: dict[str, Deed] = {
    "mark": mark,
    "undo": undo,
    "hand over": hand_over,
    "rescan": lambda visit, _: visit.services.importing.run([visit.house.music], JobContext()),
    "export": lambda visit, folder: visit.services.exports.export_json(folder / "e.json"),
    "restore": restore,
    "back up": lambda visit, _: visit.services.exports.backup_now(),
    "go back": go_back,
    "self-test": lambda visit, _: journal_is_sound(visit.house.paths),
    "examine": lambda visit, _: damage_of(visit.house.paths),
    "rescue": lambda visit, folder: export_readable(
        visit.house.paths, folder / "r.json", JobContext()
    ),
    "first look": lambda visit, _: visit.services.look_first(),
    "itself": choose_the_journal_itself,
}


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's list of locks is Linux's")
def test_the_locks_stand_through_every_verb(house: House, tmp_path: Path) -> None:
    database = house.paths.database
    visit = house.playing(5000)
    folder = tmp_path / "out"
    folder.mkdir()
    mark(visit, folder)
    undo(visit, folder)
    assert locks_held(database) == {"", "-shm"}
    for name, deed in DEEDS.items():
        with plain_opens(database) as opened:
            deed(visit, folder)
        assert opened == [], name
        assert locks_held(database) == {"", "-shm"}, name
