"""A panel under a button, and the click that closes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.tour.input_driver import InputDriver
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.popup import Popup
from ui.widgets.popup_menu import PopupMenu


class Window(QWidget):
    """A button that opens a panel, and one far from it."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(500, 300)
        self.opener, self.other = QPushButton("Open", self), QPushButton("Other", self)
        self.opener.move(10, 10)
        self.other.move(400, 250)
        self.opened: list[Popup] = []
        self.pressed: list[str] = []
        self.opener.clicked.connect(self._open)
        self.other.clicked.connect(lambda: self.pressed.append("behind"))

    def _open(self) -> None:
        popup = Popup(self.opener, "Panel", 120)
        popup.body.addWidget(QPushButton("Inside"))
        self.opened.append(popup)
        popup.destroyed.connect(lambda: self.opened.remove(popup))
        popup.open_under(self.opener)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_click_on_a_button_closes_the_panel_and_presses_the_button(
    window: Window, qtbot: QtBot
) -> None:
    driver = InputDriver(window)
    driver.click(window.opener)
    assert len(window.opened) == 1
    driver.click(window.other)
    qtbot.waitUntil(lambda: not window.opened)
    assert window.pressed == ["behind"]


def test_a_click_on_the_button_that_opened_it_only_closes_the_panel(
    window: Window, qtbot: QtBot
) -> None:
    driver = InputDriver(window)
    driver.click(window.opener)
    driver.click(window.opener)
    qtbot.waitUntil(lambda: not window.opened)


def test_a_click_inside_the_panel_leaves_it_open(window: Window) -> None:
    driver = InputDriver(window)
    driver.click(window.opener)
    popup = window.opened[0]
    InputDriver(popup).click(popup, QPoint(3, 3))
    assert popup.isVisible()
    popup.close()


def test_a_click_beside_a_list_of_choices_presses_the_button(window: Window, qtbot: QtBot) -> None:
    combo = CalmCombo("Choice", window)
    combo.addItems(["one", "two"])
    combo.move(10, 100)
    combo.show()
    driver = InputDriver(window)
    driver.click(combo)
    qtbot.waitUntil(combo.view().isVisible)
    driver.click(window.other)
    assert window.pressed == ["behind"]
    qtbot.waitUntil(lambda: not combo.view().isVisible())
    driver.click(combo)
    qtbot.waitUntil(combo.view().isVisible)
    combo.hidePopup()


def test_a_click_beside_a_menu_presses_the_button(window: Window, qtbot: QtBot) -> None:
    menu = PopupMenu(window)
    menu.addAction("Do")
    menu.popup(window.mapToGlobal(QPoint(10, 100)))
    qtbot.waitUntil(menu.isVisible)
    InputDriver(window).click(window.other)
    assert window.pressed == ["behind"]
    assert not menu.isVisible()


@pytest.mark.parametrize("where", ["inside", "behind"])
def test_a_click_beside_choices_in_a_panel_presses_what_it_meets(
    window: Window, qtbot: QtBot, where: str
) -> None:
    driver = InputDriver(window)
    driver.click(window.opener)
    (popup,) = window.opened
    combo, inside = CalmCombo("Choice"), QPushButton("Other inside")
    combo.addItems(["one", "two"])
    popup.body.insertWidget(0, inside)
    popup.body.addWidget(combo)
    popup.resize(popup.width(), popup.height() + 120)
    inside.clicked.connect(lambda: window.pressed.append("inside"))
    qtbot.waitUntil(lambda: inside.isVisible() and combo.isVisible())
    InputDriver(popup).click(combo)
    qtbot.waitUntil(combo.view().isVisible)
    if where == "inside":
        InputDriver(popup).click(inside)
    else:
        driver.click(window.other)
    qtbot.waitUntil(lambda: window.pressed == [where])
    assert popup in window.opened or where == "behind"


def test_a_panel_is_as_tall_as_what_it_holds_now(window: Window, qtbot: QtBot) -> None:
    window.opener.click()
    (popup,) = window.opened
    top, whole = popup.y(), popup.height()
    inside = popup.body.itemAt(1).widget()
    assert inside is not None
    inside.hide()
    qtbot.waitUntil(lambda: popup.height() < whole)
    assert popup.y() == top
    inside.show()
    qtbot.waitUntil(lambda: popup.height() == whole)
    popup.close()


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_begins_or_ends_where_its_button_does(
    window: Window, way: Qt.LayoutDirection, at_end: bool
) -> None:
    window.opener.setLayoutDirection(way)
    window.opener.move(150, 10)
    popup = Popup(window.opener, "Panel", 120)
    popup.open_under(window.opener, at_end=at_end)
    left = window.opener.mapToGlobal(QPoint(0, 0)).x()
    if at_end is (way is Qt.LayoutDirection.RightToLeft):
        assert popup.x() == left
    else:
        assert popup.x() + popup.width() == left + window.opener.width()
    popup.close()
