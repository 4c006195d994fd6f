"""A damaged journal: the listener goes back to the newest backup and continues from there."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton

from app.bootstrap import Services
from app.commands.arguments import parse
from app.transactions.storage_problems import StorageProblem
from db.store import restoring
from db.store.backup import Watch
from tests.support.app_harness import MAIN, AppHarness, kept_rows, with_services
from tests.support.journal_damage import write_beside_the_rules
from ui.shell.messages import Messages
from ui.shell.rescue_dialog import RescueDialog
from ui.shell.rescued_dialog import RescuedDialog
from ui.start.launch import OPEN_AGAIN, opened_anew
from ui.widgets.leaving import leave_all
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.quiet_line import QuietLine
from ui.window.main_window import MainWindow


def test_the_newest_backup_brings_the_library_back(harness: AppHarness, codes: list[int]) -> None:
    _back_up_and_spoil(harness)
    window = harness.show()
    _press(harness, window, "Go back to the newest backup")
    _open_journal(harness, window)
    assert codes == [OPEN_AGAIN]
    session = harness.open()
    assert [row.title for row in session.rows()] == ["theme"]
    assert len(list(harness.paths.data.glob("journal.db.damaged-*Z"))) == 1


def test_a_fresh_journal_opens_empty(harness: AppHarness, codes: list[int]) -> None:
    _back_up_and_spoil(harness)
    window = harness.show()
    _press(harness, window, "Start a new journal beside it")
    _open_journal(harness, window)
    assert harness.open().rows() == []


def test_the_repaired_profile_opens_in_a_new_window(harness: AppHarness, codes: list[int]) -> None:
    _back_up_and_spoil(harness)
    window = harness.show()
    _press(harness, window, "Go back to the newest backup")
    _open_journal(harness, window)
    anew = opened_anew(window, parse(["--silent", "--profile", str(harness.profile)]))
    harness.replace(window, anew)
    harness.qtbot.waitUntil(lambda: anew.desk is not None, timeout=10_000)
    assert anew.desk is not None
    assert len(anew.desk.services.library.tracks()) == 1


def test_damage_found_after_the_first_screen_is_repaired_too(
    harness: AppHarness, codes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library was already listed: the window closes the file before it is exchanged."""
    _back_up_and_spoil(harness, spoils=False)

    def fail(_services: Services) -> None:
        raise StorageProblem("damaged", "open", "database disk image is malformed")

    with monkeypatch.context() as damaged:
        damaged.setattr(Services, "open", fail)
        window = harness.show()
        harness.qtbot.waitUntil(lambda: window.desk is not None, timeout=10_000)
        _press(harness, window, "Go back to the newest backup")
        _open_journal(harness, window)
    assert window.desk is None
    assert codes == [OPEN_AGAIN]
    assert len(harness.open().rows()) == 1


def test_a_journal_that_another_program_holds_opens_at_the_next_try(
    harness: AppHarness, codes: list[int]
) -> None:
    harness.record("theme.wav", seconds=2)
    harness.take_in()
    with closing(sqlite3.connect(harness.paths.database, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        window = harness.show()
        _press(harness, window, "Try again")
        other.execute("ROLLBACK")
    assert codes == [OPEN_AGAIN]
    assert len(harness.open().rows()) == 1


def test_a_missing_journal_is_not_silently_replaced_by_a_new_one(
    harness: AppHarness, codes: list[int]
) -> None:
    _back_up_and_spoil(harness, spoils=False)
    harness.paths.database.unlink()
    window = harness.show()
    _press(harness, window, "Try again")
    assert codes == [OPEN_AGAIN]
    assert not harness.paths.database.exists()
    window = harness.show()
    _press(harness, window, "Go back to the newest backup")
    _open_journal(harness, window)
    assert [row.title for row in harness.open().rows()] == ["theme"]


def test_the_command_line_starts_no_journal_where_one_is_missing(harness: AppHarness) -> None:
    _back_up_and_spoil(harness, spoils=False)
    good = harness.profile / "good.json"
    with_services(harness.paths, lambda services: services.exports.export_json(good))
    before = good.read_bytes()
    harness.paths.database.unlink()
    for words in (("export", str(good)), ("import", str(harness.music)), ("restore", str(good))):
        done = subprocess.run(
            [sys.executable, str(MAIN), "--profile", str(harness.profile), *words],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, words
        assert "missing" in done.stderr
        hint = re.search("“(.* rescue)”", done.stderr)
        assert hint is not None, done.stderr
        said = subprocess.run(shlex.split(hint[1]), capture_output=True, text=True, check=False)
        assert str(harness.paths.backups) in said.stdout, "it speaks of this profile"
    assert not harness.paths.database.exists()
    assert good.read_bytes() == before


def test_the_command_line_says_what_is_not_a_backup(harness: AppHarness) -> None:
    _back_up_and_spoil(harness)
    profile = ("--profile", str(harness.profile))
    (harness.profile / "theme.wav").write_bytes(b"RIFF")
    for name in ("nowhere.db", "theme.wav"):
        done = subprocess.run(
            [
                sys.executable,
                str(MAIN),
                *profile,
                "rescue",
                "--backup",
                str(harness.profile / name),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert "isn’t one of your backups" in done.stderr
        assert "Traceback" not in done.stderr


def test_closing_the_window_while_a_backup_is_checked_changes_nothing(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    _back_up_and_spoil(harness)
    before = harness.paths.database.read_bytes()
    came, goes_on = _hold_the_exchange(monkeypatch)
    window = harness.show()
    _press(harness, window, "Go back to the newest backup")
    harness.qtbot.waitUntil(came.is_set, timeout=10_000)
    threading.Timer(0.2, goes_on.set).start()
    harness.close(window)
    assert goes_on.is_set(), "it was waited for"
    assert harness.paths.database.read_bytes() == before


def test_the_program_ends_only_after_the_recovery_has_stopped(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SIGTERM ends it."""
    _back_up_and_spoil(harness)
    before = harness.paths.database.read_bytes()
    came, goes_on = _hold_the_exchange(monkeypatch)
    window = harness.show()
    _press(harness, window, "Go back to the newest backup")
    harness.qtbot.waitUntil(came.is_set, timeout=10_000)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    leave_all(app)
    assert window.isVisible() and "Stopping" in _labels(window)
    goes_on.set()
    harness.qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert harness.paths.database.read_bytes() == before
    assert not [d for d in window.findChildren(QDialog) if d.isVisible()]


def _hold_the_exchange(
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[threading.Event, threading.Event]:
    """(it is under way, it may continue): as with a large backup on a slow disk."""
    came, goes_on = threading.Event(), threading.Event()
    really = restoring.expect_usable

    def slow(source: Path, watch: Watch) -> None:
        came.set()
        assert goes_on.wait(60)
        really(source, watch)

    monkeypatch.setattr(restoring, "expect_usable", slow)
    return came, goes_on


def _labels(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_quitting_leaves_everything_as_it_is(harness: AppHarness, codes: list[int]) -> None:
    _back_up_and_spoil(harness)
    before = harness.paths.database.read_bytes()
    window = harness.show()
    _press(harness, window, "Quit")
    assert codes == [1]
    assert harness.paths.database.read_bytes() == before


@pytest.mark.logs("Your journal’s file is damaged")
def test_damage_found_while_the_window_is_open_can_be_repaired(
    harness: AppHarness, codes: list[int]
) -> None:
    """When another program writes, the window reads again, and a note is no longer text."""
    session = harness.playing(5000)
    session.services.exports.backup_now()
    session.driver.tap(Qt.Key.Key_1)
    write_beside_the_rules(
        harness.paths.database,
        "UPDATE emotional_tag SET note = CAST(x'ff' AS TEXT)",
        is_open=True,
    )
    session.until(lambda: "damaged" in session.said)
    line = next(line for line in session.window.findChildren(QuietLine) if line.isVisible())
    button = next(b for b in line.findChildren(QAbstractButton) if b.text() == "Recover…")
    harness.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    _press(harness, session.window, "Not now")
    assert codes == [] and session.window.desk is not None
    assert "damaged" in session.said and line.isVisible(), "there is a way back to the question"
    session.window.desk.rescue_wanted.emit(StorageProblem("damaged", "read", "again"))
    _press(harness, session.window, "Go back to the newest backup")
    _open_journal(harness, session.window)
    assert codes == [OPEN_AGAIN]
    harness.close(session.window)
    harness.open()
    assert kept_rows(harness.paths)["emotional_tag"] == []


@pytest.mark.logs("Your journal’s file is damaged")
def test_an_error_from_a_damaged_row_is_reported_as_damage(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    messages = session.window.findChild(Messages)
    assert messages is not None
    write_beside_the_rules(
        harness.paths.database, "UPDATE track SET duration_ms = 'long'", is_open=True
    )
    messages.mistake("TypeError: unsupported operand")
    session.until(lambda: "damaged" in session.said)


def test_an_error_with_a_sound_journal_is_reported_as_an_error(harness: AppHarness) -> None:
    session = harness.playing(5000)
    messages = session.window.findChild(Messages)
    assert messages is not None
    messages.mistake("TypeError: unsupported operand")
    session.until(lambda: session.window.findChild(ProblemDialog) is not None)
    dialog = session.window.findChild(ProblemDialog)
    assert "Something went wrong" in dialog.as_text()
    dialog.reject()


def _back_up_and_spoil(harness: AppHarness, *, spoils: bool = True) -> None:
    harness.record("theme.wav", seconds=2)
    harness.take_in()
    with_services(harness.paths, lambda services: services.exports.backup_now())
    if spoils:
        harness.paths.database.write_bytes(b"This was a journal once. " * 400)


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The exit codes that the event loop would have returned."""
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", lambda *words: ended.append(words[-1]))
    return ended


def _open_journal(harness: AppHarness, window: MainWindow) -> None:
    """Presses the button of the dialog that says what was done."""
    harness.qtbot.waitUntil(lambda: window.findChild(RescuedDialog) is not None, timeout=20_000)
    harness.qtbot.mouseClick(window.findChild(RescuedDialog).yes, Qt.MouseButton.LeftButton)


def _press(harness: AppHarness, window: MainWindow, word: str) -> None:
    def asked() -> list[RescueDialog]:
        return [dialog for dialog in window.findChildren(RescueDialog) if dialog.isVisible()]

    harness.qtbot.waitUntil(lambda: bool(asked()), timeout=10_000)
    (dialog,) = asked()
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == word)
    harness.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
