"""A character of a scene: a click opens it, its cross takes it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import CharacterId, WorkId
from app.story.records import Character
from ui.scenes.person_chip import PersonChip

MIRA = Character(CharacterId(1), "uid", WorkId(1), "Mira", "#8a6f9e", "", None)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Heard(list[str]):
    """What the chip said, in its order."""

    def __init__(self, chip: PersonChip) -> None:
        chip.clicked.connect(lambda: self.append("opened"))
        chip.removed.connect(lambda: self.append("removed"))


def chip_of(qtbot: QtBot, *, is_removable: bool) -> PersonChip:
    chip = PersonChip(MIRA, None, is_removable=is_removable)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.show()
    return chip


@pytest.fixture
def chip(qtbot: QtBot) -> PersonChip:
    return chip_of(qtbot, is_removable=True)


def name(chip: PersonChip) -> QPoint:
    return QPoint(12, chip.height() // 2)


def cross(chip: PersonChip) -> QPoint:
    return QPoint(chip.width() - 8, chip.height() // 2)


def test_a_click_opens_and_one_on_the_cross_takes_out(chip: PersonChip, qtbot: QtBot) -> None:
    heard = Heard(chip)
    qtbot.mouseClick(chip, LEFT, pos=name(chip))
    qtbot.mouseClick(chip, LEFT, pos=cross(chip))
    assert heard == ["opened", "removed"]
    assert not chip.isDown()


def test_only_a_click_of_the_left_button_takes_out(chip: PersonChip, qtbot: QtBot) -> None:
    heard = Heard(chip)
    qtbot.mouseClick(chip, RIGHT, pos=cross(chip))
    assert heard == []


def test_without_a_cross_every_click_opens(qtbot: QtBot) -> None:
    chip = chip_of(qtbot, is_removable=False)
    heard = Heard(chip)
    qtbot.mouseClick(chip, LEFT, pos=cross(chip))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert heard == ["opened"]


def test_the_pointer_is_told_what_a_click_would_do(chip: PersonChip, qtbot: QtBot) -> None:
    opens = chip.toolTip()
    qtbot.mouseMove(chip, cross(chip))
    qtbot.waitUntil(lambda: chip.toolTip() != opens)
    qtbot.mouseMove(chip, name(chip))
    qtbot.waitUntil(lambda: chip.toolTip() == opens)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_Return, ["opened"]),
        (Qt.Key.Key_Space, ["opened"]),
        (Qt.Key.Key_Backspace, ["removed"]),
        (Qt.Key.Key_X, []),
    ],
)
def test_keys_do_the_same(chip: PersonChip, qtbot: QtBot, key: Qt.Key, said: list[str]) -> None:
    heard = Heard(chip)
    qtbot.keyClick(chip, key)
    assert heard == said


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("from_the_right")
def test_the_name_is_within_the_chip_where_the_window_reads_from_the_right(qtbot: QtBot) -> None:
    seen = []
    for name in ("ليلى", "سارة"):
        chip = PersonChip(replace(MIRA, name=name), None, is_removable=True)
        qtbot.addWidget(chip)
        chip.resize(160, chip.sizeHint().height())
        seen.append(chip.grab(chip.rect().adjusted(40, 0, 0, 0)).toImage())
    assert seen[0] != seen[1]
