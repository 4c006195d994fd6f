"""Editing the story, and choosing an emotion's key, in the real window, where single keys mark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.story.records import WorkKind
from tests.support.app_harness import AppHarness
from tests.support.seen import is_settled
from ui.story.story_nodes import NodeRef

Key = Qt.Key


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_scenes_are_written_moved_and_deleted_by_keys(harness: AppHarness) -> None:
    session = harness.open()
    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "My Heart")
    one = scenes.add_scene(work, "One")
    session.desk.pages.show_page("story")
    page = session.pages.story
    page.open(NodeRef("scene", one))
    page.tree.setFocus()
    window = session.window.windowHandle()

    def titles() -> list[str]:
        return [scene.title for scene in scenes.scenes(work)]

    QTest.keyClick(window, Key.Key_N)
    assert page.tree.is_naming
    QTest.keyClicks(_focus(), "Afterglow 12")
    QTest.keyClick(window, Key.Key_Return)
    harness.qtbot.waitUntil(lambda: titles() == ["One", "Afterglow 12"])
    harness.qtbot.waitUntil(lambda: page.scene_editor.title.text() == "Afterglow 12")
    QTest.keyClick(window, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    harness.qtbot.waitUntil(lambda: titles() == ["Afterglow 12", "One"])
    harness.qtbot.waitUntil(lambda: page.tree.ref is not None and is_settled(page))
    QTest.keyClick(window, Key.Key_Delete)
    assert titles() == ["One"]
    session.driver.ctrl(Key.Key_Z)
    assert titles() == ["Afterglow 12", "One"]


def test_a_marking_key_is_chosen_and_does_not_mark(harness: AppHarness) -> None:
    session = harness.open()
    session.desk.pages.show_page("settings")
    emotions = session.services.emotions
    dread = emotions.named("dread")
    assert dread is not None
    session.pages.settings.vocabulary.rows[dread.id].key.setFocus()
    QTest.keyClick(session.window.windowHandle(), Key.Key_1)
    assert emotions.emotion(dread.id).shortcut == "1"
