"""What Enter takes in a field that finds while one types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from ui.widgets.type_ahead import Match, TypeAhead, offering

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
def test_enter_takes_the_very_name_or_what_its_words_begin(
    qtbot: QtBot, typed: str, taken: str
) -> None:
    field = _field(qtbot)
    chosen = QSignalSpy(field.chosen)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert chosen.at(0) == [taken]


@pytest.mark.parametrize("typed", ["The long walk home", "Mira Solene", "harbor"])
def test_enter_creates_what_is_only_similar_to_what_is_there(qtbot: QtBot, typed: str) -> None:
    field = _field(qtbot)
    chosen, created = QSignalSpy(field.chosen), QSignalSpy(field.create_requested)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (chosen.count(), created.at(0)) == (0, [typed])


def _field(qtbot: QtBot) -> TypeAhead:
    found = offering(lambda: SCENES, str, lambda scene: Match(scene, scene))
    field = TypeAhead(found, "Scene", creates="scene")
    qtbot.addWidget(field)
    field.show()
    return field
