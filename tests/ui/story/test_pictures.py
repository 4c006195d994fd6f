"""Stills and portraits: dropped, pasted, chosen, taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts
from tests.ui.story.hands import open_scene, scene_of, settle
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


def picture(path: Path) -> Path:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(path))
    return path


def test_a_dropped_picture_becomes_the_still_and_can_be_removed(
    page: StoryPage, parts: WindowParts, told: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "still.png")))])
    still = page.scene_editor.still
    enter = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(still, enter)
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(still, drop)
    assert drop.isAccepted()
    settle(page, qtbot)
    name = scene_of(parts, told.harbour).still
    assert parts.context.services.pictures.path(name) is not None
    assert still.has_picture
    page.scene_editor.remove_still.click()
    settle(page, qtbot)
    assert scene_of(parts, told.harbour).still is None
    assert not still.has_picture


def test_a_pasted_picture_is_saved(
    page: StoryPage, parts: WindowParts, told: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    QApplication.clipboard().setImage(QImage(str(picture(tmp_path / "still.png"))))
    qtbot.keyClick(page.scene_editor.still, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    kept = parts.context.services.pictures.path(scene_of(parts, told.harbour).still)
    assert kept is not None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    assert QImage(str(kept)).size() == QImage(str(tmp_path / "still.png")).size()


@pytest.mark.logs("isn’t a picture this program can show")
def test_a_file_that_is_no_picture_is_refused_with_a_message(
    page: StoryPage, parts: WindowParts, told: Any, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("no picture")
    open_scene(page, told.harbour)
    page.scene_editor.fields.pictures.keep_file(tmp_path / "a.txt", lambda name: pytest.fail(name))
    assert "isn’t a picture" in parts.said


def chosen(page: StoryPage, path: Path) -> None:
    """As if the file had been chosen in the dialog that is open."""
    (dialog,) = page.window().findChildren(QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.reject()


def test_a_portrait_is_chosen_by_key_and_taken_away_by_another(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(tmp_path / "mira.png"))
    page.open(NodeRef("character", told.mira))
    field = page.character_editor.portrait
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Return)
    chosen(page, tmp_path / "mira.png")
    qtbot.waitUntil(lambda: field.has_picture)
    qtbot.keyClick(field, Key.Key_Delete)
    qtbot.waitUntil(lambda: not field.has_picture)


def test_words_are_no_picture(page: StoryPage, told: Any, qtbot: QtBot) -> None:
    open_scene(page, told.star)
    field = page.scene_editor.still
    QApplication.clipboard().setText("no picture")
    with qtbot.assertNotEmitted(field.chosen_bytes), qtbot.assertNotEmitted(field.chosen_file):
        qtbot.keyClick(field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
