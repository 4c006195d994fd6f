"""Editing a story in place."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStyle,
    QStyleOptionFrame,
)
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.seen import seen
from tests.support.window_parts import WindowParts
from tests.ui.story.hands import open_scene, scene_of, settle
from ui.bridge.places import WhatReturns
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


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


def test_a_work_leads_to_what_returns_in_its_music(
    page: StoryPage, parts: WindowParts, told: Any
) -> None:
    page.edit_work(told.work)
    page.work_editor.what_returns.click()
    assert parts.navigator.shown == [WhatReturns(told.work)]
