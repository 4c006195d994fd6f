"""Export, restore and going back to a backup, behind a window that lives on and can stop them."""

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
from tests.support.house import House, Visit, kept_rows, with_services
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
    """Of another profile, with a work that this one lacks."""
    path = tmp_path / "other.json"

    def do(services: Services) -> None:
        services.scenes.add_work(WorkKind.FILM, "Elsewhere")
        services.exports.export_json(path)

    with_services(Paths.for_profile(tmp_path / "other"), do)
    return path


def strip(visit: Visit) -> ArchiveStrip:
    (found,) = visit.window.findChildren(ArchiveStrip)
    return found


def cancel(visit: Visit) -> None:
    visit.until(strip(visit).isVisible)
    (button,) = strip(visit).findChildren(IconButton)
    visit.house.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Stopping…" in said_by(strip(visit))


def choose(visit: Visit, action: str, path: Path) -> None:
    """By the menu and the file dialog."""
    visit.desk.actions[action].trigger()
    visit.until(lambda: visit.window.findChildren(QFileDialog))
    (dialog,) = visit.window.findChildren(QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()


def question(visit: Visit, kind: type[QuestionDialog] = UnderWayQuestion) -> QuestionDialog:
    def standing() -> list[QuestionDialog]:
        return [one for one in visit.window.findChildren(kind) if one.isVisible()]

    visit.until(standing)
    (found,) = standing()
    return found


def works(visit: Visit) -> list[str]:
    return [row["title"] for row in kept_rows(visit.house.paths)["work"]]


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_listening_and_marking_go_on_while_an_export_is_written(
    house: House, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    visit = house.playing(5000)
    held = Held(monkeypatch, "write_document", app.archive.writing)
    choose(visit, "export", out)
    visit.until(held.came.is_set)
    visit.until(strip(visit).isVisible)
    assert "Exporting everything" in said_by(strip(visit))
    assert not any(visit.desk.actions[key].isEnabled() for key in CHOICES)
    visit.hands.tap(Qt.Key.Key_1)
    assert len(kept_rows(house.paths)["emotional_tag"]) == 1
    visit.hands.alt(Qt.Key.Key_4)
    assert visit.desk.pages.current_key == "journal"
    assert not out.exists()
    held.goes_on.set()
    visit.until(lambda: "Everything was written to “all.json” and read back" in visit.said)
    assert not strip(visit).isVisible() and out.exists()
    assert all(visit.desk.actions[key].isEnabled() for key in CHOICES)


def test_a_cancelled_export_leaves_the_older_file_and_nothing_beside_it(
    house: House, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    visit = house.open()
    visit.desk.archiving.export_to(out)
    visit.until(lambda: "written" in visit.said)
    before = files(out.parent)
    visit.services.scenes.add_work(WorkKind.FILM, "My Heart")
    held = Held(monkeypatch, "write_document", app.archive.writing)
    visit.desk.archiving.export_to(out)
    cancel(visit)
    held.goes_on.set()
    visit.until(lambda: visit.said == "The export was cancelled; no file was changed.")
    assert files(out.parent) == before
    assert not strip(visit).isVisible()


def test_a_cancelled_restore_changes_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, other_export: Path
) -> None:
    visit = house.open()
    visit.services.scenes.add_work(WorkKind.FILM, "My Heart")
    held = Held(monkeypatch, "check", db.store.backup)
    choose(visit, "restore", other_export)
    visit.until(held.came.is_set)
    visit.until(lambda: "checking that backup" in said_by(strip(visit)))
    cancel(visit)
    held.goes_on.set()
    visit.until(lambda: visit.said == "The restore was cancelled; nothing was changed.")
    assert works(visit) == ["My Heart"]
    assert files(house.paths.backups) == {}
    visit.desk.context.undo()
    assert works(visit) == [], "what is undone is what was done before"


def test_the_window_lives_while_it_goes_back_to_a_backup(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while the file itself is replaced, when nothing of the journal can be read."""
    visit = house.open()
    visit.services.scenes.add_work(WorkKind.FILM, "Before")
    backup = visit.services.exports.backup_now()
    visit.services.scenes.add_work(WorkKind.FILM, "After")
    held = Held(monkeypatch, "open_store", db.store.restoring)
    visit.desk.archiving.ask_to_go_back(backup)
    question(visit, QuestionDialog).yes.click()
    visit.until(held.came.is_set)
    visit.until(lambda: "putting it in place" in said_by(strip(visit)))
    (button,) = strip(visit).findChildren(IconButton)
    assert not button.isEnabled(), "it is too late to cancel"
    visit.take_keyboard()
    visit.hands.alt(Qt.Key.Key_5)
    assert visit.desk.pages.current_key == "settings"
    held.goes_on.set()
    visit.until(lambda: "Your journal is as it was at the backup" in visit.said)
    assert works(visit) == ["Before"]


def test_going_back_can_be_cancelled_until_the_file_is_replaced(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = house.open()
    visit.services.scenes.add_work(WorkKind.FILM, "Before")
    backup = visit.services.exports.backup_now()
    visit.services.scenes.add_work(WorkKind.FILM, "After")
    before = files(house.paths.backups)
    held = Held(monkeypatch, "check", db.store.backup)
    visit.desk.archiving.go_back(backup)
    visit.until(held.came.is_set)
    cancel(visit)
    held.goes_on.set()
    visit.until(lambda: visit.said == "Going back was cancelled; your journal is as it was.")
    assert works(visit) == ["Before", "After"]
    assert files(house.paths.backups) == before
    visit.desk.context.undo()
    assert works(visit) == ["Before"], "its steps can still be undone"


def test_a_window_that_closes_waits_for_an_export_and_goes_by_itself(
    house: House, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    visit = house.open()
    held = Held(monkeypatch, "write_document", app.archive.writing)
    visit.desk.archiving.export_to(out)
    visit.until(held.came.is_set)
    visit.window.close()
    assert "“Export everything” isn’t done yet" in said_by(question(visit))
    assert visit.window.isVisible()
    held.goes_on.set()
    visit.until(lambda: not visit.window.isVisible())
    assert out.exists()


@pytest.mark.parametrize("way", ["by the button", "asked to end twice"])
def test_closing_all_the_same_cancels_it(
    house: House, monkeypatch: pytest.MonkeyPatch, out: Path, way: str
) -> None:
    visit, application = house.open(), QApplication.instance()
    assert isinstance(application, QApplication)
    held = Held(monkeypatch, "write_document", app.archive.writing)
    visit.desk.archiving.export_to(out)
    visit.until(held.came.is_set)
    leave_all(application)
    assert visit.window.isVisible()
    asked = question(visit)
    threading.Timer(0.2, held.goes_on.set).start()  # the window waits for what is under way
    if way == "by the button":
        house.qtbot.mouseClick(asked.yes, Qt.MouseButton.LeftButton)
    else:
        leave_all(application)
    visit.until(lambda: not visit.window.isVisible())
    assert held.goes_on.is_set()
    assert files(out.parent) == {}


def test_a_window_that_was_to_close_stays_and_says_what_failed(
    house: House, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    visit = house.open()
    held = Held(monkeypatch, "write_document", app.archive.writing)
    visit.desk.archiving.export_to(out)
    visit.until(held.came.is_set)
    visit.window.close()
    question(visit)
    shutil.rmtree(out.parent)
    held.goes_on.set()
    visit.until(lambda: not visit.window.findChildren(UnderWayQuestion))
    assert "“all.json” couldn’t be written" in said_by(visit.window)
    assert visit.window.isVisible()


def test_settings_and_menu_offer_the_same_and_only_one_at_a_time(
    house: House, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    visit = house.open()
    visit.hands.alt(Qt.Key.Key_5)
    page = visit.pages.settings
    held = Held(monkeypatch, "write_document", app.archive.writing)
    page.data.export.click()
    visit.until(lambda: visit.window.findChildren(QFileDialog))
    (dialog,) = visit.window.findChildren(QFileDialog)
    assert dialog.windowTitle() == "Export everything"
    dialog.selectFile(str(out))
    dialog.accept()
    visit.until(held.came.is_set)
    buttons: list[QPushButton] = [page.data.export, page.data.restore, page.data.back_up]
    assert not any(button.isEnabled() for button in buttons)
    visit.desk.archiving.back_up()
    assert visit.desk.archiving.task is not None
    assert visit.desk.archiving.task.name == "Export everything", "the other one is declined"
    held.goes_on.set()
    visit.until(page.data.export.isEnabled)
    assert not house.paths.backups.exists()
