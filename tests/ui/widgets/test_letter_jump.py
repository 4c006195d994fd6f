"""Letters lead to the next row that begins with them, however it is spelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.letter_jump import JumpList, LetterJump

Widget = TypeVar("Widget", bound=QWidget)
TITLES = ("Ash", "Étoile", "Elm", "Étude", "Łódź")


class Tree(QTreeView):
    def __init__(self) -> None:
        super().__init__()
        self.letters = LetterJump(self)

    def keyboardSearch(self, search: str) -> None:
        self.letters.jump(search)


@pytest.fixture
def patience(qapp: QApplication) -> Iterator[None]:
    """What is typed here is one beginning, however slow the machine is."""
    before = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(60_000)
    yield
    qapp.setKeyboardInputInterval(before)


@pytest.fixture
def titles(qtbot: QtBot) -> JumpList:
    made = JumpList()
    made.addItems(TITLES)
    return _shown(made, qtbot)


def _shown(widget: Widget, qtbot: QtBot) -> Widget:
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    return widget


@pytest.mark.usefixtures("patience")
def test_letters_that_follow_one_another_are_a_beginning(titles: JumpList, qtbot: QtBot) -> None:
    qtbot.keyClicks(titles, "etu")
    assert titles.currentItem().text() == "Étude"


@pytest.mark.usefixtures("patience")
def test_the_same_letter_again_goes_from_row_to_row_and_around(
    titles: JumpList, qtbot: QtBot
) -> None:
    reached = []
    for letter in "eEee":
        qtbot.keyClick(titles, letter)
        reached.append(titles.currentItem().text())
    assert reached == ["Étoile", "Elm", "Étude", "Étoile"]


@pytest.mark.usefixtures("patience")
def test_a_letter_that_no_row_begins_with_leads_nowhere(titles: JumpList, qtbot: QtBot) -> None:
    qtbot.keyClick(titles, "l")
    qtbot.keyClick(titles, "x")
    assert titles.currentItem().text() == "Łódź"


def test_a_tree_jumps_among_the_rows_that_are_open(qtbot: QtBot) -> None:
    tree, model = Tree(), QStandardItemModel()
    ash, elm = QStandardItem("Ash"), QStandardItem("Elm")
    ash.appendRow(QStandardItem("Øre"))
    elm.appendRow(QStandardItem("Ötzi"))
    model.appendRow(ash)
    model.appendRow(elm)
    tree.setModel(model)
    tree.expand(elm.index())
    _shown(tree, qtbot)
    qtbot.keyClick(tree, "o")
    assert tree.currentIndex().data() == "Ötzi"


def test_a_closed_choice_takes_the_entry_that_begins_so(qtbot: QtBot) -> None:
    choice = CalmCombo("Title")
    choice.addItems(TITLES)
    _shown(choice, qtbot)
    with qtbot.waitSignal(choice.activated) as taken:
        qtbot.keyClick(choice, "l")
    assert taken.args == [TITLES.index("Łódź")]
    assert choice.currentText() == "Łódź"


def test_an_open_choice_jumps_and_takes_nothing_yet(qtbot: QtBot) -> None:
    choice = CalmCombo("Title")
    choice.addItems(TITLES)
    _shown(choice, qtbot)
    choice.showPopup()
    qtbot.keyClick(choice.view(), "l")
    assert choice.view().currentIndex().data() == "Łódź"
    assert choice.currentText() == "Ash"
    choice.hidePopup()


def test_space_still_opens_a_choice(qtbot: QtBot) -> None:
    choice = CalmCombo("Title")
    choice.addItems(TITLES)
    _shown(choice, qtbot)
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert choice.view().isVisible()
    choice.hidePopup()
