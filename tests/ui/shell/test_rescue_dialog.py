"""From a journal that can't be opened to one that can, on real files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.archive.records import Backup
from app.archive.rescue import backups_of
from app.core.errors import Problem
from app.transactions.storage_problems import StorageProblem
from tests.support.journal_damage import write_beside_the_rules
from tests.support.trouble import (
    RUBBISH,
    Trouble,
    press,
    shown,
    wait_for,
    words,
)
from ui.shell.rescue_dialog import Answer, ways_out


def test_a_damaged_journal_offers_the_newest_backup_a_new_one_and_quitting(
    trouble: Trouble,
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    dialog = trouble.offer()
    assert words(dialog) == [
        "Go back to the newest backup",
        "Export what can still be read…",
        "Start a new journal beside it",
        "Details",
        "Copy",
        "Quit",
    ]
    (backup,) = backups_of(trouble.paths)
    made = backup.made_at.astimezone()
    first = dialog.findChildren(QPushButton)[0].accessibleDescription()
    assert first.startswith("Made today, on ")
    assert f"at {made:%H:%M}" in first


def test_the_newest_backup_takes_the_journals_place_and_the_damaged_file_stays(
    trouble: Trouble, qtbot: QtBot
) -> None:
    trouble.keep("Snow")
    trouble.keep("Sand")
    trouble.spoil()
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    trouble.open_my_journal(qtbot)
    assert (trouble.let_go, trouble.opened, trouble.given_up) == (1, 1, 0)
    assert trouble.works() == ["Snow", "Sand"]
    (aside,) = trouble.set_aside()
    assert aside.read_bytes() == RUBBISH


def test_a_new_journal_is_started_beside_the_damaged_one(trouble: Trouble, qtbot: QtBot) -> None:
    trouble.keep("Snow", then_back_up=False)
    trouble.spoil()
    dialog = trouble.offer()
    assert "Go back to the newest backup" not in words(dialog), "there is none"
    press(qtbot, dialog, "Start a new journal beside it")
    trouble.open_my_journal(qtbot)
    assert trouble.opened == 1
    trouble.keep("Sand")
    assert trouble.works() == ["Sand"]
    (aside,) = trouble.set_aside()
    assert aside.read_bytes() == RUBBISH


@pytest.mark.logs("Going back to a backup: Your journal’s file is damaged")
def test_after_a_damaged_backup_the_one_before_it_is_offered(
    trouble: Trouble, qtbot: QtBot
) -> None:
    trouble.keep("Snow")
    trouble.keep("Sand")
    trouble.spoil()
    newest, _older = backups_of(trouble.paths)
    trouble.spoil(newest.path)
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    dialog = wait_for(trouble, qtbot, "can’t be used either")
    assert trouble.opened == 0
    assert trouble.paths.database.read_bytes() == RUBBISH, "nothing was moved needlessly"
    press(qtbot, dialog, "Go back to the newest backup")
    trouble.open_my_journal(qtbot)
    assert trouble.opened == 1
    assert trouble.works() == ["Snow"]


@pytest.mark.logs("so nothing was changed")
def test_a_folder_that_cant_be_written_to_changes_nothing_and_the_choices_stay(
    trouble: Trouble, qtbot: QtBot
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    (trouble.paths.data / "journal.db.restored.part").mkdir()  # nothing can be written there
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    dialog = wait_for(trouble, qtbot, "nothing was changed")
    assert trouble.opened == 0
    assert trouble.paths.database.read_bytes() == RUBBISH
    assert "Go back to the newest backup" in words(dialog)


def test_what_can_still_be_read_is_exported_and_the_choices_stay(
    trouble: Trouble, qtbot: QtBot, tmp_path: Path
) -> None:
    trouble.keep("Snow")
    trouble.keep("Sand")
    write_beside_the_rules(
        trouble.paths.database, "UPDATE work SET title = CAST(x'536eff' AS TEXT) WHERE id = 1"
    )
    before = trouble.paths.database.read_bytes()
    dialog = trouble.offer()
    trouble.rescue.export_to(tmp_path / "rescued.json", dialog)
    assert not dialog.isVisible(), "one thing at a time"
    wait_for(trouble, qtbot, "rescued.json")
    assert "Recovered, with a repaired value: 1 work" in shown(trouble).as_text()
    assert words(shown(trouble))[0] == "Go back to the newest backup"
    exported = json.loads((tmp_path / "rescued.json").read_text())
    assert [work["title"] for work in exported["tables"]["work"]] == ["Sn\ufffd", "Sand"]
    assert trouble.paths.database.read_bytes() == before
    assert (trouble.let_go, trouble.opened) == (0, 0)


@pytest.mark.logs("Your journal’s file is damaged")
def test_it_is_said_that_nothing_can_be_read_and_the_choices_stay(
    trouble: Trouble, qtbot: QtBot, tmp_path: Path
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    trouble.rescue_export(tmp_path / "rescued.json")
    wait_for(trouble, qtbot, "nothing can be read")
    assert words(shown(trouble))[0] == "Go back to the newest backup"
    assert not (tmp_path / "rescued.json").exists()


def test_a_missing_journal_offers_the_backup_another_try_and_a_new_one(
    trouble: Trouble, qtbot: QtBot
) -> None:
    trouble.keep("Snow")
    trouble.paths.database.unlink()
    dialog = trouble.offer(StorageProblem("missing", "open", ""))
    assert words(dialog)[:3] == [
        "Go back to the newest backup",
        "Try again",
        "Start a new journal",
    ]
    press(qtbot, dialog, "Start a new journal")
    trouble.open_my_journal(qtbot)
    assert trouble.opened == 1
    trouble.keep("Sand", then_back_up=False)
    assert trouble.works() == ["Sand"]


def test_a_locked_journal_may_be_tried_again(trouble: Trouble, qtbot: QtBot) -> None:
    trouble.keep("Snow")
    dialog = trouble.offer(StorageProblem("locked", "open", "database is locked"))
    assert "Close the other program" in dialog.as_text()
    assert words(dialog) == ["Try again", "Details", "Copy", "Quit"]
    press(qtbot, dialog, "Try again")
    assert trouble.opened == 1
    assert trouble.works() == ["Snow"]
    assert trouble.set_aside() == []


@pytest.mark.parametrize("kind", ["too_new", "read_only"])
def test_what_only_the_listener_can_fix_comes_with_its_remedy(
    trouble: Trouble, qtbot: QtBot, kind: str
) -> None:
    problem = StorageProblem(kind, "open", "")
    dialog = trouble.offer(problem)
    assert problem.remedy in dialog.as_text()
    assert words(dialog)[-1] == "Quit"
    assert "Try again" not in words(dialog)
    press(qtbot, dialog, "Quit")
    assert (trouble.let_go, trouble.opened, trouble.given_up) == (0, 0, 1)


def test_escape_and_enter_change_nothing(trouble: Trouble, qtbot: QtBot) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog = trouble.offer()
        qtbot.keyClick(dialog, key)
    assert trouble.given_up == 2
    assert trouble.paths.database.read_bytes() == RUBBISH


def test_a_mistake_of_ours_offers_only_to_quit(trouble: Trouble) -> None:
    trouble.keep("Snow")
    dialog = trouble.offer(Problem("OST My Heart couldn’t open your journal."))
    assert words(dialog)[-1] == "Quit"
    assert "Go back to the newest backup" not in words(dialog)


def test_the_backup_is_dated_in_the_listeners_time_zone() -> None:
    backup = Backup(Path("b.db"), datetime(2020, 5, 4, 12, 30, tzinfo=UTC), "0001", 1)
    way = ways_out("damaged", [backup])[0]
    assert way.answer is Answer.RESTORE
    assert "4 May 2020 at " in way.means
