"""While a journal is recovered the window responds, Cancel works and errors are reported."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.archive.records import Rescued
from app.archive.rescue import backups_of
from app.core.jobs import Progress
from db.store import restoring
from tests.support.trouble import (
    DAMAGED,
    RUBBISH,
    Held,
    Trouble,
    press,
    progress,
    said_by,
    wait_for,
    words,
)
from ui.shell.rescue_progress import RescueProgress
from ui.shell.rescued_dialog import RescuedDialog


def test_the_window_responds_while_a_backup_is_put_in_place_and_then_says_so(
    trouble: Trouble, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    held = Held(monkeypatch, "expect_usable")
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    qtbot.waitUntil(held.came.is_set)
    assert progress(trouble).isVisible() and progress(trouble).cancel.isEnabled()
    qtbot.waitUntil(lambda: "Checking the backup" in said_by(progress(trouble)))
    held.goes_on.set()
    dialog = trouble.told(qtbot)
    (backup,) = backups_of(trouble.paths)
    made = backup.made_at.astimezone()
    told = said_by(dialog)
    assert "Your journal is back" in told and f"at {made:%H:%M}" in told and "today" in told
    (aside,) = trouble.set_aside()
    assert aside.name in told
    assert "Settings, Your data" in told, "what to do next"
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), "none of it is cut off"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (trouble.opened, trouble.given_up) == (0, 1)


def test_the_contents_of_the_backup_are_counted() -> None:
    rows = {"track": 31, "emotional_tag": 100, "cue": 20, "journal_entry": 1, "theme": 4}
    assert Rescued(None, rows).inside == "31 tracks, 120 marks, 1 journal entry"
    assert Rescued(None, None).inside == ""


def test_cancelling_before_the_replacement_changes_nothing_and_asks_again(
    trouble: Trouble, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    before = set(trouble.paths.data.iterdir())
    held = Held(monkeypatch, "expect_usable")
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    qtbot.waitUntil(held.came.is_set)
    qtbot.mouseClick(progress(trouble).cancel, Qt.MouseButton.LeftButton)
    assert "Stopping…" in said_by(progress(trouble))
    held.goes_on.set()
    dialog = wait_for(trouble, qtbot, DAMAGED.what)
    assert words(dialog)[0] == "Go back to the newest backup" and words(dialog)[-1] == "Quit"
    assert trouble.paths.database.read_bytes() == RUBBISH
    assert {path for path in trouble.paths.data.iterdir() if path.suffix != ".lock"} <= before
    assert trouble.opened == 0


def test_a_cancel_that_came_too_late_is_not_shown_as_stopping(trouble: Trouble) -> None:
    shown = RescueProgress("Going back to a backup", trouble.window)
    shown.reject()
    shown.show_progress(Progress(1, 2, "Copying the backup"))
    assert "Stopping…" in said_by(shown)
    shown.show_progress(Progress(0, 0, "Replacing the journal", can_cancel=False))
    assert "Replacing the journal…" in said_by(shown) and "Stopping…" not in said_by(shown)
    assert not shown.cancel.isEnabled()


def test_the_replacement_itself_cant_be_cancelled(
    trouble: Trouble, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    held = Held(monkeypatch, "open_store")
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    qtbot.waitUntil(held.came.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: not progress(trouble).cancel.isEnabled())
    qtbot.keyClick(progress(trouble), Qt.Key.Key_Escape)
    assert progress(trouble).isVisible()
    held.goes_on.set()
    trouble.open_my_journal(qtbot)
    assert trouble.works() == ["Snow"]


@pytest.mark.parametrize("stage", ["expect_usable", "open_store"])
def test_a_window_closed_meanwhile_leaves_a_whole_journal_or_the_old_one(
    trouble: Trouble, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    trouble.keep("Snow")
    trouble.spoil()
    held = Held(monkeypatch, stage)
    press(qtbot, trouble.offer(), "Go back to the newest backup")
    qtbot.waitUntil(held.came.is_set, timeout=20_000)
    threading.Timer(0.2, held.goes_on.set).start()
    trouble.rescue.close()
    assert held.goes_on.is_set(), "it was waited for"
    if stage == "open_store":
        assert trouble.works() == ["Snow"]
    else:
        assert trouble.paths.database.read_bytes() == RUBBISH
    assert not trouble.window.findChildren(RescuedDialog)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "can’t be written to"),
        (OSError(errno.EIO, "Input/output error"), "can’t be used"),
        pytest.param(
            ZeroDivisionError("a mistake"),
            "That couldn’t be done",
            marks=pytest.mark.logs("a way out of a damaged journal failed"),
        ),
    ],
)
@pytest.mark.parametrize("word", ["Go back to the newest backup", "Start a new journal beside it"])
@pytest.mark.logs("WARNING ui.bridge.jobs.runner")
def test_any_error_is_reported_and_the_journal_is_unchanged(
    trouble: Trouble,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    word: str,
    error: Exception,
    said: str,
) -> None:
    """In the last step, when the old file has already been renamed."""
    trouble.keep("Snow")
    trouble.spoil()
    log = trouble.paths.database.with_name("journal.db-wal")
    log.write_bytes(b"its log")

    def fail(*_args: object, **_words: object) -> None:
        raise error

    dialog = trouble.offer()
    with monkeypatch.context() as failing:
        failing.setattr(restoring, "open_store", fail)
        failing.setattr(restoring, "make_new", fail)
        press(qtbot, dialog, word)
        dialog = wait_for(trouble, qtbot, said)
    assert trouble.paths.database.read_bytes() == RUBBISH
    assert log.read_bytes() == b"its log"
    assert trouble.set_aside() == [] and trouble.opened == 0
    assert "Go back to the newest backup" in words(dialog) and words(dialog)[-1] == "Quit"


def test_where_to_export_what_can_be_read_is_asked(
    trouble: Trouble, qtbot: QtBot, tmp_path: Path
) -> None:
    trouble.keep("Snow")
    press(qtbot, trouble.offer(), "Export what can still be read…")
    qtbot.waitUntil(lambda: bool(trouble.window.findChildren(QFileDialog)))
    (asking,) = trouble.window.findChildren(QFileDialog)
    asking.selectFile(os.fspath(tmp_path / "mine.json"))
    asking.accept()
    wait_for(trouble, qtbot, "mine.json")
    assert (tmp_path / "mine.json").exists()
