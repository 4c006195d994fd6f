"""The Story page: reading, and the music of a scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.support.window_parts import WindowParts, add_tracks
from tests.ui.story.hands import name_row, open_scene, settle
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef
from ui.widgets.buttons import IconButton
from ui.widgets.text import TextLabel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


def test_the_empty_page_explains_works_and_adds_one(parts: WindowParts, qtbot: QtBot) -> None:
    from tests.ui.story.conftest import shown_page

    page = shown_page(parts, qtbot)
    assert page.empty.isVisible()
    page.begin("work")
    assert page.tree.isVisible()
    name_row(page, qtbot, "My Heart")
    (work,) = parts.context.services.scenes.works()
    assert work.title == "My Heart"
    assert page.editor is page.work_editor
    parts.context.history.stack.undo()
    qtbot.waitUntil(page.empty.isVisible)


def test_discarding_the_first_work_leads_back_to_the_empty_page(
    parts: WindowParts, qtbot: QtBot
) -> None:
    from tests.ui.story.conftest import shown_page

    page = shown_page(parts, qtbot)
    page.begin("work")
    name_row(page, qtbot, "My He", Key.Key_Escape)
    qtbot.waitUntil(page.empty.isVisible)
    assert parts.context.services.scenes.works() == ()


def test_the_story_is_a_tree_in_story_order(page: StoryPage) -> None:
    work = page.tree.topLevelItem(0)
    assert work is not None
    rows = [work.child(n) for n in range(work.childCount())]
    assert [row.text(0) for row in rows] == ["S1 E1 · The Winding Key", "S1 E2", "Before it all"]
    assert [rows[0].child(n).text(0) for n in range(2)] == ["The harbour", "The star"]


def test_a_change_elsewhere_keeps_selection_and_typing(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.star)
    summary = page.scene_editor.summary
    summary.setFocus()
    qtbot.keyClicks(summary, "A star beats")
    parts.context.services.scenes.add_scene(told.work, "Another")
    parts.context.services.scenes.edit("scene", told.star, title="The star that beats")
    settle(page, qtbot)
    assert page.tree.ref == NodeRef("scene", told.star)
    assert page.scene_editor.title.text() == "The star that beats"
    assert summary.toPlainText() == "A star beats"
    assert summary.textCursor().position() == len("A star beats")


def test_a_story_changed_while_hidden_is_read_when_shown(
    page: StoryPage, parts: WindowParts, told: Any
) -> None:
    page.hide()
    parts.context.services.scenes.edit("scene", told.star, title="New")
    page.show()
    assert page.tree.findItems("New", ANYWHERE)


def test_the_music_of_a_scene_can_be_heard_and_removed(
    page: StoryPage, parts: WindowParts, told: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    tracks = add_tracks(parts.context, tmp_path / "music", ["Dawn"])
    cue = parts.context.services.cues.add_cue(tracks["Dawn"], Span(50, 200), told.harbour)
    open_scene(page, told.harbour)
    settle(page, qtbot)
    music = page.scene_editor.music
    assert "Dawn" in [label.text() for label in music.findChildren(TextLabel)]
    play, away = music.findChildren(IconButton)
    play.click()
    assert parts.context.playback.track is not None
    assert parts.context.playback.track.title == "Dawn"
    away.click()
    assert parts.context.services.cues.of_scene(told.harbour) == ()
    parts.take_offer()
    assert [found.id for found in parts.context.services.cues.of_scene(told.harbour)] == [cue]
