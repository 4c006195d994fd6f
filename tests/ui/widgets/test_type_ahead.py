"""What Enter chooses in a search field with a list of matches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.words import Text
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import TypeAhead, offering

SCENES = ("The harbour at dawn", "The harbour", "Anselm Solene", "A later scene")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("the harbour", "The harbour"),
        ("harb daw", "The harbour at dawn"),
        ("ans", "Anselm Solene"),
        ("", "The harbour at dawn"),
    ],
)
def test_enter_chooses_the_exact_name_or_one_whose_words_begin_with_it(
    qtbot: QtBot, typed: str, taken: str
) -> None:
    field = _field(qtbot)
    chosen = QSignalSpy(field.chosen)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert chosen.at(0) == [taken]


@pytest.mark.parametrize("typed", ["The long walk home", "Mira Solene", "harbor"])
def test_enter_creates_what_is_only_similar_to_a_match(qtbot: QtBot, typed: str) -> None:
    field = _field(qtbot)
    chosen, created = QSignalSpy(field.chosen), QSignalSpy(field.create_requested)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (chosen.count(), created.at(0)) == (0, [typed])


def _field(qtbot: QtBot) -> TypeAhead:
    found = offering(lambda: SCENES, str, lambda scene: Match(scene, scene))
    field = TypeAhead(found, "Scene", creates=Text("Create scene “{name}”"))
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize("typed", ["the harbour", "The long walk home", "ans"])
def test_ctrl_enter_always_creates(qtbot: QtBot, typed: str) -> None:
    field = _field(qtbot)
    chosen, created = QSignalSpy(field.chosen), QSignalSpy(field.create_requested)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (chosen.count(), created.at(0)) == (0, [typed])


def test_what_enter_takes_is_highlighted_and_said(qtbot: QtBot) -> None:
    field = _field(qtbot)
    for typed, row, hint in (
        (
            "ans",
            "Anselm Solene",
            "Enter chooses “Anselm Solene”. Ctrl+Enter creates “ans” instead.",
        ),
        ("harbor", "Create scene “harbor”", "Enter creates “harbor”."),
        ("a later scene", "A later scene", "Enter chooses “A later scene”."),
    ):
        field.line.setText(typed)
        assert field.list.currentItem().text() == row
        assert field.hint.text().startswith(hint)
        assert field.line.accessibleDescription() == field.hint.text()


def test_a_similar_name_is_taken_only_after_the_arrow_key(qtbot: QtBot) -> None:
    field = TypeAhead(offering(lambda: SCENES, str, lambda scene: Match(scene, scene)), "Track")
    qtbot.addWidget(field)
    chosen = QSignalSpy(field.chosen)
    qtbot.keyClicks(field.line, "anselmo")
    assert field.list.currentItem() is None
    assert field.hint.text() == "No match, only similar names: choose one with the arrow keys."
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert chosen.count() == 0
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.hint.text() == "Enter chooses “Anselm Solene”."
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert chosen.at(0) == ["Anselm Solene"]


def test_without_any_match_it_says_so(qtbot: QtBot) -> None:
    nothing: tuple[str, ...] = ()
    field = TypeAhead(offering(lambda: nothing, str, lambda scene: Match(scene, scene)), "Track")
    qtbot.addWidget(field)
    assert field.hint.text() == "" and field.hint.isHidden()
    qtbot.keyClicks(field.line, "x")
    assert field.hint.text() == "No matches"


def _hold(widget: QWidget, key: Qt.Key, text: str) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for is_repeat in (False, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, key, none, text, is_repeat)
        QApplication.sendEvent(widget, press)


@pytest.mark.parametrize("typed", ["", "the harbour", "Mira Solene"])
def test_a_held_enter_chooses_or_creates_once(qtbot: QtBot, typed: str) -> None:
    field = _field(qtbot)
    taken: list[object] = []
    for signal in (field.chosen, field.create_requested):
        signal.connect(taken.append)
        signal.connect(lambda _value: field.clear())
    qtbot.keyClicks(field.line, typed)
    _hold(field.line, Qt.Key.Key_Return, "\r")
    assert len(taken) == 1


def test_a_held_key_of_its_own_chooses_once(qtbot: QtBot) -> None:
    found = offering(lambda: SCENES, str, lambda scene: Match(scene, scene))
    field = TypeAhead(found, "Scene", keys={"2": "The harbour"})
    qtbot.addWidget(field)
    chosen = QSignalSpy(field.chosen)
    _hold(field.line, Qt.Key.Key_2, "2")
    assert (chosen.count(), field.text()) == (1, "")


def test_undo_takes_back_typing_and_then_asks_for_more(qtbot: QtBot) -> None:
    field = _field(qtbot)
    undone = QSignalSpy(field.undo_requested)
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClicks(field.line, "ans")
    qtbot.keyClick(field.line, Qt.Key.Key_Z, ctrl)
    assert (field.text(), undone.count()) == ("", 0)
    qtbot.keyClick(field.line, Qt.Key.Key_Z, ctrl)
    assert undone.count() == 1
    qtbot.keyClicks(field.line, "ans")
    field.clear()
    qtbot.keyClick(field.line, Qt.Key.Key_Z, ctrl)
    assert (field.text(), undone.count()) == ("", 2), "what was taken isn’t typed again"


def test_a_key_of_its_own_chooses_while_nothing_is_typed(qtbot: QtBot) -> None:
    found = offering(lambda: SCENES, str, lambda scene: Match(scene, scene))
    field = TypeAhead(found, "Scene", keys={"2": "The harbour"})
    qtbot.addWidget(field)
    chosen = QSignalSpy(field.chosen)
    qtbot.keyClicks(field.line, "x2")
    assert chosen.count() == 0
    field.line.clear()
    qtbot.keyClicks(field.line, "2")
    assert chosen.at(0) == ["The harbour"]
