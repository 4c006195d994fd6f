"""The tree of a story: adding, naming, moving, deleting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.window_parts import WindowParts, add_tracks
from tests.ui.story.hands import name_row, open_scene, scene_of, settle, titles
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef, Place
from ui.story.tree_delegate import REF
from ui.widgets.question_dialog import QuestionDialog

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


def test_n_adds_a_scene_where_the_selection_is(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    for title in ("One more", "And another"):
        qtbot.keyClick(page.tree, Key.Key_N)
        name_row(page, qtbot, title)
        settle(page, qtbot)
    assert titles(parts, told.work)[:4] == ["The harbour", "The star", "One more", "And another"]
    assert page.scene_editor.title.text() == "And another"


@pytest.mark.parametrize("ending", ["", "   "])
def test_a_scene_without_a_name_is_not_added(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot, ending: str
) -> None:
    open_scene(page, told.harbour)
    count = parts.context.history.stack.count()
    page.begin("scene")
    name_row(page, qtbot, ending)
    assert parts.context.history.stack.count() == count
    assert page.tree.ref is not None


def test_a_new_episode_needs_no_title(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("work", told.work))
    page.begin("episode")
    name_row(page, qtbot, "")
    settle(page, qtbot)
    assert page.editor is page.episode_editor
    assert page.tree.currentItem().text(0) == "S1 E3"


def test_f2_renames_in_place(page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot) -> None:
    open_scene(page, told.star)
    qtbot.keyClick(page.tree, Key.Key_F2)
    assert page.tree.is_naming
    parts.context.services.scenes.add_scene(told.work, "Meanwhile")  # must not end the naming
    QApplication.processEvents()
    assert page.tree.is_naming
    name_row(page, qtbot, "The star that beats")
    settle(page, qtbot)
    assert scene_of(parts, told.star).title == "The star that beats"
    assert page.tree.findItems("Meanwhile", ANYWHERE)


def test_alt_and_arrows_move_a_scene_through_the_story(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    alt = Qt.KeyboardModifier.AltModifier
    seen = []
    for _ in range(5):
        qtbot.keyClick(page.tree, Key.Key_Down, alt)
        settle(page, qtbot)
        scene = scene_of(parts, told.harbour)
        seen.append((titles(parts, told.work).index("The harbour"), scene.episode_id))
    assert seen == [(1, told.first), (1, told.second), (2, told.second), (2, None), (3, None)]
    for _ in range(5):
        qtbot.keyClick(page.tree, Key.Key_Up, alt)
        settle(page, qtbot)
    assert scene_of(parts, told.harbour).episode_id == told.first
    assert titles(parts, told.work)[0] == "The harbour"
    assert page.tree.ref == NodeRef("scene", told.harbour)


def test_dropping_puts_a_scene_into_an_episode(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.tree.scene_moved.emit(told.outside, Place(told.first, told.star))
    settle(page, qtbot)
    assert titles(parts, told.work)[:3] == ["The harbour", "Before it all", "The star"]


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Insert, Key.Key_F2, Key.Key_Delete])
def test_the_trees_keys_come_before_the_windows_shortcuts(page: StoryPage, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(page.tree, event)
    assert event.isAccepted()


def test_deleting_a_scene_without_music_asks_nothing_and_can_be_undone(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.star)
    qtbot.keyClick(page.tree, Key.Key_Delete)
    settle(page, qtbot)
    assert "The star" not in titles(parts, told.work)
    assert page.tree.ref is not None
    assert parts.said == "“The star” was deleted."
    parts.take_offer()
    assert "The star" in titles(parts, told.work)


def test_deleting_a_scene_with_music_asks_first(
    page: StoryPage, parts: WindowParts, told: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    tracks = add_tracks(parts.context, tmp_path / "music", ["Dawn"])
    parts.context.services.cues.add_cue(tracks["Dawn"], Span(50, 200), told.star)
    open_scene(page, told.star)
    for answer in ("no", "yes"):
        page.scene_editor.request_removal()
        dialog = next(iter(parts.window.findChildren(QuestionDialog)))
        (dialog.no if answer == "no" else dialog.yes).click()
        assert ("The star" in titles(parts, told.work)) is (answer == "no")
        dialog.setParent(None)
    parts.context.history.stack.undo()
    assert len(parts.context.services.cues.of_scene(told.star)) == 1


def test_deleting_the_work_leads_to_the_empty_page(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("work", told.work))
    page.work_editor.request_removal()
    qtbot.waitUntil(page.empty.isVisible)
    parts.context.history.stack.undo()
    qtbot.waitUntil(page.tree.isVisible)
    assert len(titles(parts, told.work)) == 4


def drag(page: StoryPage, ref: NodeRef, to: NodeRef) -> bool:
    """Drags a picked row onto another one. Whether that one would take it."""
    page.tree.pick(ref)
    data = QMimeData()
    (item,) = [
        item
        for item in page.tree.findItems("*", Qt.MatchFlag.MatchWildcard | ANYWHERE)
        if item.data(0, REF) == to
    ]
    at = page.tree.visualItemRect(item).center()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(at, Qt.DropAction.MoveAction, data, left, plain)
    move.accept()
    page.tree.dragMoveEvent(move)  # sent, it would want a drag that Qt has begun
    drop = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, left, plain)
    page.tree.dropEvent(drop)
    assert drop.dropAction() == Qt.DropAction.IgnoreAction, "Qt moves no row by itself"
    return move.isAccepted()


def test_a_scene_is_dragged_before_another_one(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    assert drag(page, NodeRef("scene", told.outside), NodeRef("scene", told.star))
    settle(page, qtbot)
    assert titles(parts, told.work)[:3] == ["The harbour", "Before it all", "The star"]
    assert scene_of(parts, told.outside).episode_id == told.first


def test_only_scenes_are_dragged_and_only_within_their_work(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    other = parts.context.services.scenes.add_work(WorkKind.FILM, "Another")
    settle(page, qtbot)
    before = titles(parts, told.work)
    assert not drag(page, NodeRef("scene", told.star), NodeRef("work", other))
    assert not drag(page, NodeRef("episode", told.second), NodeRef("episode", told.first))
    settle(page, qtbot)
    assert titles(parts, told.work) == before


def test_a_step_moves_nothing_but_scenes(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.tree.pick(NodeRef("episode", told.second))
    with qtbot.assertNotEmitted(page.tree.scene_moved):
        qtbot.keyClick(page.tree, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
