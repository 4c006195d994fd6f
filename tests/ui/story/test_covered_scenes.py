"""A scene that gives something away is covered on the Story page, until it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.core.ids import SceneId
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.story.page import StoryPage
from ui.widgets.buttons import PrimaryButton
from ui.words.spoilers import spoilers

SECRET = "He is the thief"


@pytest.fixture
def secret(harness: AppHarness) -> Iterator[tuple[WindowSession, SceneId]]:
    session = harness.playing(400)
    scenes = session.services.scenes
    scene = scenes.add_scene(scenes.add_work(WorkKind.FILM, "Heart"), SECRET)
    scenes.edit("scene", scene, is_spoiler=True)
    yield session, scene


def opened(session: WindowSession, scene: SceneId) -> StoryPage:
    session.desk.pages.show_page("story")
    page = session.pages.story
    page.read()
    page.show_scene(scene)
    return page


def row(page: StoryPage) -> str:
    item = page.tree.currentItem()
    assert item is not None
    return item.text(0)


def test_its_title_is_neither_in_the_tree_nor_beside_it(
    secret: tuple[WindowSession, SceneId],
) -> None:
    page = opened(*secret)
    item = page.tree.currentItem()
    assert row(page) == "A later scene"
    assert SECRET not in item.toolTip(0)
    assert not item.flags() & Qt.ItemFlag.ItemIsEditable, "F2 would show the title"
    assert page.editors.currentWidget() is page.editors.covered


def test_it_is_shown_everywhere_once_it_is_asked_for(
    secret: tuple[WindowSession, SceneId], qtbot: QtBot
) -> None:
    page = opened(*secret)
    show = page.editors.covered.findChild(PrimaryButton)
    assert show is not None
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row(page) == SECRET)
    assert page.editors.currentWidget() is page.scene_editor
    assert not spoilers().covering.covers(secret[0].services.scenes.scene(secret[1]))


def test_who_marks_a_scene_as_a_spoiler_goes_on_editing_it(
    secret: tuple[WindowSession, SceneId], qtbot: QtBot
) -> None:
    session, scene = secret
    session.services.scenes.edit("scene", scene, is_spoiler=False)
    page = opened(session, scene)
    box = page.scene_editor.spoiler
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    page.read()
    assert session.services.scenes.scene(scene).is_spoiler
    assert page.editors.currentWidget() is page.scene_editor
