"""The story line for whoever doesn't see it: spoken, and as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.story_line.conftest import Tale, shown_card
from ui.bridge.places import ScenePlace
from ui.story_line.accessible import LineAccessible
from ui.story_line.card import StoryLineCard
from ui.story_line.stops import MUSIC, SCENES, Stop

NAME = QAccessible.Text.Name


def spoken(card: StoryLineCard) -> LineAccessible:
    found = QAccessible.queryAccessibleInterface(card.canvas)
    assert isinstance(found, LineAccessible)
    return found


def names(lane: QAccessibleInterface) -> list[str]:
    return [lane.child(n).text(NAME) for n in range(lane.childCount())]


def test_every_scene_and_cue_is_spoken(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    line = spoken(card)
    scenes = names(line.lane_accessible(SCENES))
    assert scenes[0] == ("The harbour. S1 E1 · 0:00 to 1:00. Opening. Wonder 1, Tenderness 1. Mira")
    assert names(line.lane_accessible(MUSIC))[1] == (
        "No music yet. Drop a track here, or press Enter to choose one. The star · S1 E1"
    )
    lanes = [line.child(n).text(NAME) for n in range(line.childCount())][-6:]
    assert lanes == ["Scenes", "Music", "Feelings", "Mira", "Elio", "The heart"]


def test_what_keys_act_on_has_the_focus(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    card.view.selection.select(Stop(MUSIC, 0, tale.in_harbour))
    child = spoken(card).focusChild()
    assert child.text(NAME).startswith("Opening · 0:00 to 0:30. The harbour")
    assert child.state().focused
    corner = card.canvas.mapToGlobal(card.canvas.rect().topLeft())
    assert card.canvas.rect().translated(corner).contains(child.rect())


def test_the_description_follows_the_keys(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    assert card.canvas.accessibleDescription() == "4 scenes"
    QTest.keyClick(card.canvas, Qt.Key.Key_Right)
    assert card.canvas.accessibleDescription().startswith("The harbour. S1 E1")
    QTest.keyClick(card.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert card.canvas.accessibleDescription() == "2 scenes selected"


def test_nothing_covered_is_spoken(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    line = spoken(card)
    said = " ".join(
        name for n in range(line.childCount()) if line.child(n) for name in names(line.child(n))
    )
    assert "Two scenes, covered" in said
    for word in ("train", "farewell", "Elio", "Love", "Northbound"):
        assert word not in said


def cells(card: StoryLineCard, row: int) -> list[str]:
    model = card.table.lines
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_the_table_tells_each_scene(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    QTest.keyClick(card.canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert card.is_table
    assert cells(card, 2)[:4] == ["S1 E2 Northbound", "The train", "", "Opening · 0:30 to 0:50"]
    assert cells(card, 2)[4:] == ["Tenderness 1", "Elio", "The heart"]
    qtbot.waitUntil(card.table.hasFocus)
    QTest.keyClick(card.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not card.is_table


def test_picture_and_table_have_one_selection(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, scene_id=tale.train)
    card.head.table_button.click()
    assert card.table.current == Stop(SCENES, 2)
    QTest.keyClick(card.table, Qt.Key.Key_Down)
    assert card.selection == Stop(SCENES, 3)
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    assert tale.parts.navigator.shown == [ScenePlace(tale.farewell)]


def test_the_table_tells_nothing_covered(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    assert card.table.lines.rowCount() == 3
    assert cells(card, 2) == ["", "Two scenes, covered", "", "", "", "", ""]
