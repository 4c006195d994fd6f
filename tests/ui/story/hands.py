"""What a listener's hands do on the Story page, and what is there afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from app.story.records import Scene
from tests.support.seen import is_settled
from tests.support.window_parts import WindowParts
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef

Key = Qt.Key


def scene_of(parts: WindowParts, scene_id: int) -> Scene:
    return parts.context.services.scenes.scene(scene_id)  # type: ignore[arg-type]


def titles(parts: WindowParts, work: int) -> list[str]:
    return [s.title for s in parts.context.services.scenes.scenes(work)]  # type: ignore[arg-type]


def open_scene(page: StoryPage, scene_id: int) -> None:
    page.open(NodeRef("scene", scene_id))
    assert page.editor is page.scene_editor


def name_row(page: StoryPage, qtbot: QtBot, text: str, key: Qt.Key = Key.Key_Return) -> None:
    """Types into the row that is being named."""
    editor = next(line for line in page.tree.findChildren(QLineEdit) if line.isVisible())
    editor.setText(text)
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: not page.tree.is_naming)  # Qt commits behind the key press


def settle(page: StoryPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_settled(page))
