"""Export, restore and going back to a backup, while the window stays usable and can cancel them."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

import app.archive.writing
import db.store.backup
import db.store.restoring
from app.bootstrap import Services
from app.profile.paths import Paths
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession, kept_rows, with_services
from tests.support.trouble import Held, said_by
from ui.shell.archive_strip import ArchiveStrip
from ui.shell.under_way_question import UnderWayQuestion
from ui.widgets.buttons import IconButton
from ui.widgets.leaving import leave_all
from ui.widgets.question_dialog import QuestionDialog

CHOICES = ("export", "restore", "back_up")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "all.json"


@pytest.fixture
def other_export(tmp_path: Path) -> Path:
    """An export of another profile, with a work that this one lacks."""
    path = tmp_path / "other.json"

    def do(services: Services) -> None:
        services.scenes.add_work(WorkKind.FILM, "Elsewhere")
        services.exports.export_json(path)

    with_services(Paths.for_profile(tmp_path / "other"), do)
    return path


def strip(session: WindowSession) -> ArchiveStrip:
    (found,) = session.window.findChildren(ArchiveStrip)
    return found


def held_export(session: WindowSession, monkeypatch: pytest.MonkeyPatch, out: Path) -> Held:
    """An export that waits before it is written."""
    held = Held(monkeypatch, "write_document", app.archive.writing)
    session.desk.archiving.export_to(out)
    session.until(held.came.is_set)
    return held


def cancel(session: WindowSession) -> None:
    session.until(strip(session).isVisible)
    (button,) = strip(session).findChildren(IconButton)
    session.harness.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Stopping…" in said_by(strip(session))


def choose(session: WindowSession, action: str, path: Path) -> None:
    """Chooses by the menu and the file dialog."""
    session.desk.actions[action].trigger()
    session.until(lambda: session.window.findChildren(QFileDialog))
    (dialog,) = session.window.findChildren(QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()


def question(
    session: WindowSession, kind: type[QuestionDialog] = UnderWayQuestion
) -> QuestionDialog:
    def standing() -> list[QuestionDialog]:
        return [one for one in session.window.findChildren(kind) if one.isVisible()]

    session.until(standing)
    (found,) = standing()
    return found


def works(session: WindowSession) -> list[str]:
    return [row["title"] for row in kept_rows(session.harness.paths)["work"]]


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_listening_and_marking_go_on_while_an_export_is_written(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    session = harness.playing(5000)
    held = Held(monkeypatch, "write_document", app.archive.writing)
    choose(session, "export", out)
    session.until(held.came.is_set)
    session.until(strip(session).isVisible)
    assert "Exporting everything" in said_by(strip(session))
    assert not any(session.desk.actions[key].isEnabled() for key in CHOICES)
    session.driver.tap(Qt.Key.Key_1)
    assert len(kept_rows(harness.paths)["emotional_tag"]) == 1
    session.driver.alt(Qt.Key.Key_4)
    assert session.desk.pages.current_key == "journal"
    assert not out.exists()
    held.goes_on.set()
    session.until(lambda: "Everything was written to “all.json” and read back" in session.said)
    assert not strip(session).isVisible() and out.exists()
    assert all(session.desk.actions[key].isEnabled() for key in CHOICES)


def test_a_cancelled_export_leaves_the_older_file_and_nothing_beside_it(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    session = harness.open()
    session.desk.archiving.export_to(out)
    session.until(lambda: "written" in session.said)
    before = files(out.parent)
    session.services.scenes.add_work(WorkKind.FILM, "My Heart")
    held = Held(monkeypatch, "write_document", app.archive.writing)
    session.desk.archiving.export_to(out)
    cancel(session)
    held.goes_on.set()
    session.until(lambda: session.said == "The export was cancelled; no file was changed.")
    assert files(out.parent) == before
    assert not strip(session).isVisible()


def test_a_cancelled_restore_changes_nothing(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, other_export: Path
) -> None:
    session = harness.open()
    session.services.scenes.add_work(WorkKind.FILM, "My Heart")
    held = Held(monkeypatch, "check", db.store.backup)
    choose(session, "restore", other_export)
    session.until(held.came.is_set)
    session.until(lambda: "Checking the new backup" in said_by(strip(session)))
    cancel(session)
    held.goes_on.set()
    session.until(lambda: session.said == "The restore was cancelled; nothing was changed.")
    assert works(session) == ["My Heart"]
    assert files(harness.paths.backups) == {}
    session.desk.context.undo()
    assert works(session) == [], "what is undone is what was done before"


def test_the_window_stays_usable_while_it_goes_back_to_a_backup(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even while the file itself is replaced, when nothing in the journal can be read."""
    session = harness.open()
    session.services.scenes.add_work(WorkKind.FILM, "Before")
    backup = session.services.exports.backup_now()
    session.services.scenes.add_work(WorkKind.FILM, "After")
    held = Held(monkeypatch, "open_store", db.store.restoring)
    session.desk.archiving.ask_to_go_back(backup)
    question(session, QuestionDialog).yes.click()
    session.until(held.came.is_set)
    session.until(lambda: "Replacing the journal" in said_by(strip(session)))
    (button,) = strip(session).findChildren(IconButton)
    assert not button.isEnabled(), "it is too late to cancel"
    session.take_keyboard()
    session.driver.alt(Qt.Key.Key_5)
    assert session.desk.pages.current_key == "settings"
    held.goes_on.set()
    session.until(lambda: "Your journal is now as it was in the backup" in session.said)
    assert works(session) == ["Before"]


def test_going_back_can_be_cancelled_until_the_journal_is_replaced(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = harness.open()
    session.services.scenes.add_work(WorkKind.FILM, "Before")
    backup = session.services.exports.backup_now()
    session.services.scenes.add_work(WorkKind.FILM, "After")
    before = files(harness.paths.backups)
    session.until(lambda: not session.desk.context.jobs.running)  # that read what was added
    held = Held(monkeypatch, "check", db.store.backup)
    session.desk.archiving.go_back(backup)
    session.until(held.came.is_set)
    cancel(session)
    held.goes_on.set()
    session.until(lambda: session.said == "Going back was cancelled; your journal is as it was.")
    assert works(session) == ["Before", "After"]
    assert files(harness.paths.backups) == before
    session.desk.context.undo()
    assert works(session) == ["Before"], "its steps can still be undone"


def test_a_closing_window_waits_for_an_export_and_then_closes_by_itself(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    session = harness.open()
    held = held_export(session, monkeypatch, out)
    session.window.close()
    assert "“Export everything” hasn’t finished yet" in said_by(question(session))
    assert session.window.isVisible()
    held.goes_on.set()
    session.until(lambda: not session.window.isVisible())
    assert out.exists()


@pytest.mark.parametrize("way", ["by the button", "asked to end twice"])
def test_closing_anyway_cancels_it(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path, way: str
) -> None:
    session, application = harness.open(), QApplication.instance()
    assert isinstance(application, QApplication)
    held = held_export(session, monkeypatch, out)
    leave_all(application)
    assert session.window.isVisible()
    asked = question(session)
    threading.Timer(0.2, held.goes_on.set).start()  # the window waits for what is under way
    if way == "by the button":
        harness.qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    else:
        leave_all(application)
    session.until(lambda: not session.window.isVisible())
    assert held.goes_on.is_set()
    assert files(out.parent) == {}


@pytest.mark.logs("couldn’t be written")
def test_a_closing_window_stays_open_and_says_what_failed(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    session = harness.open()
    held = held_export(session, monkeypatch, out)
    session.window.close()
    question(session)
    shutil.rmtree(out.parent)
    held.goes_on.set()
    session.until(lambda: not session.window.findChildren(UnderWayQuestion))
    assert "“all.json” couldn’t be written" in said_by(session.window)
    assert session.window.isVisible()


def test_settings_and_menu_offer_the_same_and_only_one_at_a_time(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    session = harness.open()
    session.driver.alt(Qt.Key.Key_5)
    page = session.pages.settings
    held = Held(monkeypatch, "write_document", app.archive.writing)
    page.data.export.click()
    session.until(lambda: session.window.findChildren(QFileDialog))
    (dialog,) = session.window.findChildren(QFileDialog)
    assert dialog.windowTitle() == "Export everything"
    dialog.selectFile(str(out))
    dialog.accept()
    session.until(held.came.is_set)
    buttons: list[QPushButton] = [page.data.export, page.data.restore, page.data.back_up]
    assert not any(button.isEnabled() for button in buttons)
    session.desk.archiving.back_up()
    assert session.desk.archiving.task is not None
    assert str(session.desk.archiving.task.name) == "Export everything", "the other one is declined"
    held.goes_on.set()
    session.until(page.data.export.isEnabled)
    assert not harness.paths.backups.exists()


def test_the_focus_stays_where_something_was_started(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The focus doesn’t go to the next row, whose value the next key would change."""
    session = harness.open()
    session.desk.pages.show_page("settings")
    data = session.pages.settings.data
    held = Held(monkeypatch, "check", db.store.backup)
    data.back_up.setFocus()
    session.driver.tap(Qt.Key.Key_Space)
    session.until(held.came.is_set)
    assert QApplication.focusWidget() is data
    held.goes_on.set()
    session.until(data.back_up.isEnabled)
    assert QApplication.focusWidget() is data.back_up


@pytest.mark.parametrize("way", ["its cross", "SIGTERM"])
def test_the_window_closes_once_what_was_cancelled_has_ended(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch, out: Path, way: str
) -> None:
    session, application = harness.open(), QApplication.instance()
    assert isinstance(application, QApplication)
    held = held_export(session, monkeypatch, out)
    cancel(session)
    if way == "SIGTERM":
        leave_all(application)
    else:
        session.window.close()
    held.goes_on.set()
    session.until(lambda: not session.window.findChildren(UnderWayQuestion))
    session.until(lambda: not session.window.isVisible(), within_ms=3_000)
