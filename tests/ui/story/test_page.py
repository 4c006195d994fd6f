"""The Story page: reading, editing in place, adding, moving, deleting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
)
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.story.records import Scene, WorkKind
from tests.support.seen import is_settled, seen
from tests.support.window_parts import WindowParts, add_tracks
from ui.scenes.person_chip import PersonChip
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef, Place
from ui.story.tree_delegate import REF
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.buttons import IconButton
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.text import TextLabel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


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


# --- reading ------------------------------------------------------------------------------------


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


# --- editing in place ---------------------------------------------------------------------------


def test_leaving_a_field_saves_it_and_undo_reverts_it(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    title = page.scene_editor.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "The harbour at dawn")
    page.scene_editor.summary.setFocus()
    assert scene_of(parts, told.harbour).title == "The harbour at dawn"
    parts.context.history.stack.undo()
    settle(page, qtbot)
    assert title.text() == "The harbour"


def test_enter_saves_and_escape_reverts(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    title = page.scene_editor.title
    title.setFocus()
    qtbot.keyClicks(title, "!")
    qtbot.keyClick(title, Key.Key_Escape)
    assert title.text() == "The harbour"
    title.setText("Dawn")
    qtbot.keyClick(title, Key.Key_Return)
    assert scene_of(parts, told.harbour).title == "Dawn"
    assert parts.context.history.stack.undoText() == "Edit scene"


def test_an_empty_title_is_refused(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    page.scene_editor.title.setFocus()
    page.scene_editor.title.clear()
    qtbot.keyClick(page.scene_editor.title, Key.Key_Return)
    assert page.scene_editor.title.text() == "The harbour"
    assert scene_of(parts, told.harbour).title == "The harbour"


def test_selecting_another_scene_saves_what_was_typed_for_the_last(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    page.scene_editor.summary.setPlainText("The boats come home.")
    open_scene(page, told.star)
    assert scene_of(parts, told.harbour).summary == "The boats come home."
    assert page.scene_editor.summary.toPlainText() == ""


def test_leaving_the_page_saves_what_was_typed(
    page: StoryPage, parts: WindowParts, told: Any
) -> None:
    open_scene(page, told.harbour)
    page.scene_editor.summary.setPlainText("The boats come home.")
    page.hide()
    assert scene_of(parts, told.harbour).summary == "The boats come home."


def test_an_episode_can_be_chosen_and_created(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.outside)
    combo = page.scene_editor.episode
    combo.setCurrentIndex(combo.findData(int(told.second)))
    combo.activated.emit(combo.currentIndex())
    assert scene_of(parts, told.outside).episode_id == told.second
    settle(page, qtbot)
    combo.activated.emit(combo.count() - 1)
    settle(page, qtbot)
    assert scene_of(parts, told.outside).episode_label == "S1 E3"


def test_a_scene_can_be_hidden_as_a_spoiler(page: StoryPage, parts: WindowParts, told: Any) -> None:
    open_scene(page, told.harbour)
    page.scene_editor.spoiler.click()
    assert scene_of(parts, told.harbour).is_spoiler


def test_the_time_can_be_set_changed_and_removed(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    open_scene(page, told.harbour)
    time = page.scene_editor.time
    assert not time.start.isVisible()
    time.say.click()
    time.start.setText("1:00")
    qtbot.keyClick(time.start, Key.Key_Return)
    time.end.setText("2:30")
    qtbot.keyClick(time.end, Key.Key_Return)
    assert scene_of(parts, told.harbour).span == Span(60_000, 150_000)
    time.end.setText("0:30")
    qtbot.keyClick(time.end, Key.Key_Return)
    assert scene_of(parts, told.harbour).span == Span(30_000, 30_000)
    time.away.click()
    assert scene_of(parts, told.harbour).span is None


def test_a_scene_outside_any_episode_has_no_time_in_one(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    def titles() -> list[str]:
        return [label.text() for label in seen(page.scene_editor, QLabel)]

    open_scene(page, told.outside)
    assert not page.scene_editor.time.isVisible() and "Time in the episode" not in titles()
    open_scene(page, told.harbour)
    assert page.scene_editor.time.isVisible() and "Time in the episode" in titles()


@pytest.mark.parametrize("kind", ["work", "episode", "scene"])
def test_an_editors_texts_begin_on_one_edge(
    page: StoryPage, told: Any, qapp: QApplication, kind: str
) -> None:
    apply_theme(qapp, LIGHT)
    ids = {"work": told.work, "episode": told.first, "scene": told.harbour}
    page.open(NodeRef(kind, ids[kind]))
    qapp.processEvents()
    editor = {"work": page.work_editor, "episode": page.episode_editor}.get(kind, page.scene_editor)
    headings = seen(editor, QLabel)
    lefts = {at.mapTo(editor, QPoint()).x() for at in headings if at.property("role") == "section"}
    title = editor.title
    option = QStyleOptionFrame()
    title.initStyleOption(option)
    element = QStyle.SubElement.SE_LineEditContents
    text = title.style().subElementRect(element, option, title).left() + 2
    beside = page.scene_editor.episode if kind == "scene" else None
    edge = lefts if beside is None else {beside.mapTo(editor, QPoint()).x()}
    assert edge == {title.mapTo(editor, QPoint()).x() + text}


def test_kind_year_and_note_of_a_work_can_change(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("work", told.work))
    editor = page.work_editor
    editor.kinds[WorkKind.GAME].click()
    editor.year.setValue(1999)
    editor.note.setPlainText("Seen twice.")
    editor.commit()
    (work,) = parts.context.services.scenes.works()
    assert (work.kind, work.year, work.note) == (WorkKind.GAME, 1999, "Seen twice.")
    editor.year.setValue(editor.year.minimum())
    assert parts.context.services.scenes.works()[0].year is None


def test_number_and_title_of_an_episode_can_change(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("episode", told.second))
    page.episode_editor.number.setValue(9)
    page.episode_editor.title.setText("Northbound")
    page.episode_editor.commit()
    settle(page, qtbot)
    assert page.tree.currentItem().text(0) == "S1 E9 · Northbound"


# --- characters ---------------------------------------------------------------------------------


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


# --- pictures -----------------------------------------------------------------------------------


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


# --- music --------------------------------------------------------------------------------------


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


# --- the tree -----------------------------------------------------------------------------------


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


# --- deleting -----------------------------------------------------------------------------------


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


# --- dragging -------------------------------------------------------------------------------------


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


# --- pictures -------------------------------------------------------------------------------------


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


def test_a_person_is_made_for_a_work(
    page: StoryPage, parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    page.open(NodeRef("work", told.work))
    page.work_editor.people.creation_requested.emit("Nadia")
    settle(page, qtbot)
    scenes = parts.context.services.scenes
    assert "Nadia" in [who.name for who in scenes.characters(told.work)]
