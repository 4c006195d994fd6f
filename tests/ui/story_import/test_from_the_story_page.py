"""The ways from the Story page to importing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.story.records import WorkKind
from tests.support.nfo_files import lay_film
from tests.support.window_parts import WindowParts
from ui.story.page import StoryPage
from ui.story_import.files_dialog import FilesDialog
from ui.story_import.paste_dialog import PasteDialog


def test_a_dropped_nfo_file_opens_its_preview(
    parts: WindowParts, qtbot: QtBot, tmp_path: Path
) -> None:
    page = StoryPage(parts.context, parts.window)
    parts.window.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(lay_film(tmp_path / "ferry") / "movie.nfo"))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(QPoint(9, 9), Qt.DropAction.CopyAction, data, button, none)
        QApplication.sendEvent(page, event)
    (dialog,) = parts.window.findChildren(FilesDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: len(parts.context.services.scenes.works()) == 1)
    qtbot.waitUntil(lambda: page.open_work_id is not None)


def test_a_list_goes_to_the_work_that_is_open(parts: WindowParts, qtbot: QtBot) -> None:
    scenes = parts.context.services.scenes
    scenes.add_work(WorkKind.SERIES, "Away")
    second = scenes.add_work(WorkKind.FILM, "The ferry")
    page = StoryPage(parts.context, parts.window)
    parts.window.show()
    page.show_work(second)
    page.paste_list()
    (dialog,) = parts.window.findChildren(PasteDialog)
    assert dialog.aim.aim == second and not dialog.aim.is_series
    dialog.leave()
