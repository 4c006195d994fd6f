"""A picker's row: the details are quieter than the name, and what was typed is highlighted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPalette
from pytestqt.qtbot import QtBot

from app.core.words import Text
from ui.style.theme import colour
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import TypeAhead, offering

SCENES = ("The harbour at dawn", "The long walk home")
PLACE = "S1 E1 Tidewatch"


@pytest.fixture
def field(qtbot: QtBot) -> TypeAhead:
    found = offering(
        lambda: SCENES, lambda scene: f"{scene} {PLACE}", lambda scene: Match(scene, scene, PLACE)
    )
    field = TypeAhead(found, "Scene", creates=Text("Create scene “{name}”"))
    qtbot.addWidget(field)
    field.resize(QSize(520, 300))
    field.show()
    return field


def row(field: TypeAhead, number: int) -> QImage:
    shown = field.list.grab().toImage()
    return shown.copy(field.list.visualItemRect(field.list.item(number)).translated(1, 1))


def has(picture: QImage, wanted: QColor) -> bool:
    across, down = range(picture.width()), range(picture.height())
    return any(picture.pixel(x, y) == wanted.rgb() for x in across for y in down)


def test_details_are_in_a_quieter_ink(field: TypeAhead) -> None:
    ink = field.list.palette().color(QPalette.ColorRole.Text)
    assert has(row(field, 1), ink) and has(row(field, 1), colour("ink_muted"))


@pytest.mark.parametrize("typed", ["wal", "tidew wal"])
def test_what_was_typed_is_highlighted(qtbot: QtBot, field: TypeAhead, typed: str) -> None:
    assert not has(row(field, 1), colour("selection"))
    qtbot.keyClicks(field.line, typed)
    field.list.setCurrentRow(-1)
    assert has(row(field, 0), colour("selection"))


def test_a_row_says_both_to_a_screen_reader(field: TypeAhead) -> None:
    assert field.list.item(0).text() == f"The harbour at dawn   {PLACE}"
