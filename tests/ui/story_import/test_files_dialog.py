"""Files and folders that are chosen or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.jobs import JobContext
from app.story.records import WorkKind
from app.story_import.service import StoryImport
from tests.support.nfo_files import lay_film, lay_series
from tests.support.window_parts import WindowParts
from ui.story_import.files_dialog import FilesDialog
from ui.story_import.opening import (
    add_import_actions,
    choose_folder,
    import_files,
)
from ui.widgets.problem_dialog import ProblemDialog


def reading_without_end(
    parts: WindowParts, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> FilesDialog:
    """Until it is cancelled."""

    def endless(_self: StoryImport, _paths: Sequence[Path], job: JobContext, **_more: bool) -> None:
        while True:
            job.report(0, 0, "")

    monkeypatch.setattr(StoryImport, "read", endless)
    parts.window.show()
    return import_files(parts.context, parts.window, [folder])


def opened(parts: WindowParts, qtbot: QtBot, *paths: Path) -> FilesDialog:
    parts.window.show()
    dialog = import_files(parts.context, parts.window, paths)
    qtbot.waitUntil(lambda: not dialog.is_looking)
    return dialog


def states(dialog: FilesDialog) -> list[tuple[str, str]]:
    return [(row.state_word, row.title) for row in dialog.preview.model_of_rows.rows]


def test_a_folder_is_looked_at_before_it_goes_in(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    lay_series(tmp_path / "videos" / "Tidewatch")
    film = lay_film(tmp_path / "videos" / "ferry")
    (film / "bad.nfo").write_text("<movie>", encoding="utf-8")
    dialog = opened(parts, qtbot, tmp_path / "videos")
    assert dialog.windowTitle() == "Import “videos”"
    assert states(dialog)[0] == ("Left out", str(film / "bad.nfo"))
    assert ("New", "Tidewatch") in states(dialog) and ("New", "The ferry") in states(dialog)
    details = {row.title: row.details for row in dialog.preview.model_of_rows.rows}
    assert details["Tidewatch"] == "Series · 2019"
    assert details["Mira"] == "Played by Ada Lind"
    assert not parts.context.services.scenes.works()
    dialog.import_button.click()
    qtbot.waitUntil(lambda: len(parts.context.services.scenes.works()) == 2)
    qtbot.waitUntil(lambda: parts.said.startswith("New: 2 works, 3 episodes"))
    parts.take_offer()
    assert not parts.context.services.scenes.works()


def test_a_list_without_a_work_waits_for_one(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Episode,Title\n1,Away", encoding="utf-8")
    dialog = opened(parts, qtbot, tmp_path / "list.csv")
    assert "which work" in dialog.preview.model_of_rows.rows[0].details
    aim = dialog.aim
    aim.works.setCurrentIndex(aim.works.count() - 1)
    QTest.keyClicks(aim.title, "Tidewatch")
    qtbot.waitUntil(lambda: not dialog.is_looking)
    assert states(dialog) == [("New", "Tidewatch"), ("New", "S1 E1 · Away")]


def test_a_folder_without_stories_says_so(parts: WindowParts, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(parts, qtbot, tmp_path)
    assert not dialog.import_button.isEnabled()
    assert not dialog.preview.isVisible()


@pytest.mark.logs("The disk is full")
def test_a_failure_is_said_and_the_dialog_stays(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(parts, qtbot, lay_film(tmp_path / "ferry"))

    def refuse(*_parts: object, **_more: object) -> None:
        raise Problem("It couldn’t be saved.", "The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(StoryImport, "take_in", refuse)
        dialog.import_button.click()
        qtbot.waitUntil(lambda: bool(dialog.findChildren(ProblemDialog)))
        qtbot.waitUntil(lambda: not dialog.is_looking)
    dialog.findChildren(ProblemDialog)[0].reject()
    assert dialog.isVisible() and dialog.import_button.isEnabled()


def test_reading_is_cancelled_with_escape(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = reading_without_end(parts, tmp_path, monkeypatch)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_program_may_end_while_files_are_read(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = reading_without_end(parts, tmp_path, monkeypatch)
    with qtbot.waitSignal(parts.context.jobs.ended):
        dialog.leave()


def test_a_folder_can_go_to_a_work_of_the_journal(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    work = parts.context.services.scenes.add_work(WorkKind.SERIES, "My own title")
    folder = lay_series(tmp_path / "Tidewatch")
    parts.window.show()
    went_to: list[int] = []
    choose_folder(parts.context, parts.window, went_to.append, work)
    (chooser,) = parts.window.findChildren(QFileDialog)
    chooser.filesSelected.emit([str(folder)])
    chooser.reject()
    qtbot.waitUntil(lambda: bool(parts.window.findChildren(FilesDialog)))
    (dialog,) = parts.window.findChildren(FilesDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: went_to == [work])
    (there,) = parts.context.services.scenes.works()
    assert (there.title, len(there.episodes)) == ("My own title", 3)


def test_the_menu_offers_three_ways(parts: WindowParts) -> None:
    menu = QMenu()
    add_import_actions(menu, parts.context, parts.window, lambda: None)
    assert [action.text() for action in menu.actions()] == [
        "Paste a list…",
        "Import files…",
        "Import a folder…",
    ]
