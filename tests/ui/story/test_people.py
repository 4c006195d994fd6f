"""Who is in a scene, and in a work."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.window_parts import WindowParts
from tests.ui.story.hands import open_scene, scene_of, settle
from ui.bridge.places import PersonPlace
from ui.scenes.person_chip import PersonChip
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


def test_a_character_is_found_or_created_by_typing(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    people = page.scene_editor.people
    people.begin_adding()
    qtbot.keyClicks(people.finder.line, "eli")
    qtbot.keyClick(people.finder.line, Key.Key_Return)
    settle(page, qtbot)
    qtbot.keyClicks(people.finder.line, "Sefa")
    qtbot.keyClick(people.finder.line, Key.Key_Return)
    settle(page, qtbot)
    there = [person.name for person in scene_of(parts, told.harbour).characters]
    assert there == ["Elio", "Mira", "Sefa"]
    qtbot.keyClick(people.finder.line, Key.Key_Escape)
    assert people.finder.isHidden()


def test_who_is_there_already_is_not_created_again(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    scenes = parts.context.services.scenes
    scenes.edit("character", told.mira, name="Mira Solene")
    scenes.add_character(told.work, "Anselm Solene")
    open_scene(page, told.harbour)
    settle(page, qtbot)
    people = page.scene_editor.people
    people.begin_adding()
    qtbot.keyClicks(people.finder.line, "mira solene")
    rows = people.finder.list
    assert [rows.item(row).text() for row in range(rows.count())] == ["Mira Solene   already there"]
    qtbot.keyClick(people.finder.line, Key.Key_Return)
    settle(page, qtbot)
    assert [who.name for who in scene_of(parts, told.harbour).characters] == ["Mira Solene"]
    assert parts.said == "“Mira Solene” is in this scene already."
    names = sorted(who.name for who in scenes.characters(told.work))
    assert names == ["Anselm Solene", "Elio", "Mira Solene"]


def test_a_name_that_only_shares_a_word_creates_another_character(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    parts.context.services.scenes.add_character(told.work, "Anselm Solene")
    open_scene(page, told.star)
    people = page.scene_editor.people
    people.begin_adding()
    qtbot.keyClicks(people.finder.line, "Mira Solene")
    qtbot.keyClick(people.finder.line, Key.Key_Return)
    settle(page, qtbot)
    assert [who.name for who in scene_of(parts, told.star).characters] == ["Mira Solene"]
    assert parts.said == "“Mira Solene” was added to the scene."
    stack = parts.context.history.stack
    assert stack.index() == stack.count()
    qtbot.keyClick(people.finder.line, Key.Key_Z, CTRL)
    settle(page, qtbot)
    assert scene_of(parts, told.star).characters == ()
    names = [who.name for who in parts.context.services.scenes.characters(told.work)]
    assert "Mira Solene" not in names, "created and added in one step"


def test_enter_after_the_last_name_ends_adding(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.star)
    people = page.scene_editor.people
    people.begin_adding()
    qtbot.keyClick(people.finder.line, Key.Key_Return)
    assert people.finder.isHidden()
    assert scene_of(parts, told.star).characters == ()


def test_undo_in_the_field_of_another_scene_undoes_nothing(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.star)
    people = page.scene_editor.people
    people.begin_adding()
    qtbot.keyClicks(people.finder.line, "mira")
    qtbot.keyClick(people.finder.line, Key.Key_Return)
    settle(page, qtbot)
    open_scene(page, told.harbour)
    people.begin_adding()
    qtbot.keyClick(people.finder.line, Key.Key_Z, CTRL)
    assert [who.name for who in scene_of(parts, told.star).characters] == ["Mira"]


def test_a_character_of_the_cast_is_not_created_twice(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("work", told.work))
    people = page.work_editor.people
    people.begin_adding()
    for name in ("ELIO", "Sefa"):
        qtbot.keyClicks(people.finder.line, name)
        qtbot.keyClick(people.finder.line, Key.Key_Return)
        settle(page, qtbot)
    assert parts.said == "“Sefa” was created."
    names = sorted(who.name for who in parts.context.services.scenes.characters(told.work))
    assert names == ["Elio", "Mira", "Sefa"]


def test_delete_removes_a_character_and_undo_brings_them_back(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    (chip,) = page.scene_editor.people.findChildren(PersonChip)
    qtbot.keyClick(chip, Key.Key_Delete)
    assert scene_of(parts, told.harbour).characters == ()
    parts.context.history.stack.undo()
    assert [who.name for who in scene_of(parts, told.harbour).characters] == ["Mira"]


def test_a_character_opens_and_leads_back(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    (chip,) = page.scene_editor.people.findChildren(PersonChip)
    qtbot.keyClick(chip, Key.Key_Return)
    editor = page.character_editor
    assert page.editor is editor
    assert editor.name.text() == "Mira"
    editor.name.setText("Mira Solene")
    editor.commit()
    editor.colour.colour_changed.emit("#CE3D48")
    settle(page, qtbot)
    (mira, _) = sorted(parts.context.services.scenes.characters(told.work), key=lambda who: who.id)
    assert (mira.name, mira.colour) == ("Mira Solene", "#CE3D48")
    editor.back.click()
    assert page.editor is page.scene_editor


def test_a_deleted_character_leads_back_to_the_scene(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    page.open(NodeRef("character", told.mira))
    page.character_editor.request_removal()
    settle(page, qtbot)
    assert page.editor is page.scene_editor
    assert scene_of(parts, told.harbour).characters == ()


def test_a_person_is_made_for_a_work(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("work", told.work))
    page.work_editor.people.creation_requested.emit("Nadia")
    settle(page, qtbot)
    scenes = parts.context.services.scenes
    assert "Nadia" in [who.name for who in scenes.characters(told.work)]


def test_who_is_in_a_scene_leads_to_their_page(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    parts.navigator.kinds.add(PersonPlace)
    open_scene(page, told.harbour)
    (chip,) = page.scene_editor.people.findChildren(PersonChip)
    qtbot.keyClick(chip, Key.Key_Return)
    assert parts.navigator.shown[-1] == PersonPlace(told.mira, told.harbour)
