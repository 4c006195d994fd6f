"""Whatever a window does, nothing but SQLite opens the journal, and its locks are held."""

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
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.journal_watch import locks_held, plain_opens

Deed = Callable[[WindowSession, Path], object]


def hand_over(session: WindowSession, folder: Path) -> None:
    """Music from the command line or a file manager: the window itself imports it."""
    added = session.harness.record("second.wav", seconds=3)
    session.desk.open_files([added])
    session.until(lambda: len(session.rows()) == 2)


def mark(session: WindowSession, _folder: Path) -> None:
    session.driver.tap(Qt.Key.Key_1)
    session.until(lambda: kept_rows(session.harness.paths)["emotional_tag"])


def undo(session: WindowSession, _folder: Path) -> None:
    session.desk.context.undo()
    session.until(lambda: not kept_rows(session.harness.paths)["emotional_tag"])


def restore(session: WindowSession, folder: Path) -> None:
    exports = session.services.exports
    exports.export_json(folder / "all.json")
    exports.restore_json(folder / "all.json")


def go_back(session: WindowSession, _folder: Path) -> None:
    exports = session.services.exports
    exports.restore_backup(exports.backup_now())


def choose_the_journal_itself(session: WindowSession, _folder: Path) -> None:
    """Chooses it in a file dialog, as an export, as music, as a still."""
    database = session.harness.paths.database
    with pytest.raises(Problem):
        session.services.exports.restore_json(database)
    with pytest.raises(Problem):
        session.services.pictures.keep(database)
    with pytest.raises(NoPlainFile):
        read_bytes(database, 1000)
    disguised = session.harness.music / "disguised.ogg"
    disguised.symlink_to(database)
    session.services.importing.run([disguised], JobContext())
    assert all(row.title != "disguised" for row in session.rows())


DEEDS: dict[str, Deed] = {
    "mark": mark,
    "undo": undo,
    "hand over": hand_over,
    "rescan": lambda session, _: session.services.importing.run(
        [session.harness.music], JobContext()
    ),
    "export": lambda session, folder: session.services.exports.export_json(folder / "e.json"),
    "restore": restore,
    "back up": lambda session, _: session.services.exports.backup_now(),
    "go back": go_back,
    "self-test": lambda session, _: journal_is_sound(session.harness.paths),
    "examine": lambda session, _: damage_of(session.harness.paths),
    "rescue": lambda session, folder: export_readable(
        session.harness.paths, folder / "r.json", JobContext()
    ),
    "first look": lambda session, _: session.services.look_first(),
    "itself": choose_the_journal_itself,
}


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's list of locks is Linux's")
def test_the_locks_are_held_through_every_verb(harness: AppHarness, tmp_path: Path) -> None:
    database = harness.paths.database
    session = harness.playing(5000)
    folder = tmp_path / "out"
    folder.mkdir()
    mark(session, folder)
    undo(session, folder)
    assert locks_held(database) == {"", "-shm"}
    for name, deed in DEEDS.items():
        with plain_opens(database) as opened:
            deed(session, folder)
        assert opened == [], name
        assert locks_held(database) == {"", "-shm"}, name
