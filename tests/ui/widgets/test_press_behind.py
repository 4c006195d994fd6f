"""The first real click beside any kind of popup presses what it meets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QApplication, QCalendarWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.pointer import click, needs_a_pointer, press, release
from ui.widgets.calendar import Calendar
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.cell_choice import CellChoice
from ui.widgets.day_edit import DayEdit
from ui.widgets.popup import Popup
from ui.widgets.popup_menu import PopupMenu

UI = Path(__file__).parents[3] / "ui"
HERE = QPoint(10, 80)


class Window(QWidget):
    """A button at its top left, and one far from it, which counts its clicks."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(700, 460)
        self.opener, self.other = QPushButton("Open", self), QPushButton("Other", self)
        self.opener.move(10, 10)
        self.other.move(560, 400)
        self.clicks = 0
        self.other.clicked.connect(self._count)

    def _count(self) -> None:
        self.clicks += 1

    def put(self, widget: QWidget) -> QWidget:
        widget.setParent(self)
        widget.move(HERE)
        widget.show()
        return widget


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def menu(window: Window) -> QWidget:
    made = PopupMenu(window)
    made.addAction("Do")
    made.popup(window.mapToGlobal(HERE))
    return made


def submenu(window: Window) -> QWidget:
    made = PopupMenu(window)
    inner = made.addMenu("More")
    inner.addAction("Do")
    made.popup(window.mapToGlobal(HERE))
    made.setActiveAction(inner.menuAction())
    inner.popup(window.mapToGlobal(HERE + QPoint(120, 10)))
    return inner


def shared_submenu(window: Window) -> QWidget:
    """A menu of its own, which another one borrows."""
    made, inner = PopupMenu(window), PopupMenu(window)
    inner.addAction("Do")
    made.addMenu(inner)
    made.popup(window.mapToGlobal(HERE))
    inner.popup(window.mapToGlobal(HERE + QPoint(120, 10)))
    return inner


def choices(window: Window) -> QWidget:
    combo = CalmCombo("Choice")
    combo.addItems(["one", "two"])
    window.put(combo)
    combo.showPopup()
    return combo.view()


def cell_choice(window: Window) -> QWidget:
    combo = CellChoice("Role", window)
    combo.addItems(["one", "two"])
    window.put(combo)
    return combo.view()


def calendar(window: Window) -> QWidget:
    edit = DayEdit("Day", QDate(2026, 11, 21), Calendar())
    window.put(edit)
    click(edit, QPoint(edit.width() - 8, edit.height() // 2))
    return edit.calendarWidget()


def panel(window: Window) -> QWidget:
    made = Popup(window.opener, "Panel", 120)
    made.open_under(window.opener)
    return made


POPUPS = (menu, submenu, shared_submenu, choices, cell_choice, calendar, panel)


@needs_a_pointer
@pytest.mark.parametrize("opened", POPUPS, ids=lambda one: str(one.__name__))
def test_a_click_beside_it_closes_it_and_presses_the_button(
    window: Window, qtbot: QtBot, opened: Callable[[Window], QWidget]
) -> None:
    shown = opened(window)
    qtbot.waitUntil(shown.isVisible)
    gone: list[bool] = []
    shown.destroyed.connect(lambda: gone.append(True))
    click(window.other)
    qtbot.waitUntil(lambda: window.clicks == 1)
    qtbot.waitUntil(lambda: bool(gone) or not shown.isVisible())
    click(window.other)
    qtbot.waitUntil(lambda: window.clicks == 2)


@needs_a_pointer
@pytest.mark.parametrize("opened", POPUPS, ids=lambda one: str(one.__name__))
def test_a_slow_click_beside_it_is_one_click(
    window: Window, qtbot: QtBot, opened: Callable[[Window], QWidget]
) -> None:
    """The button is held down until the popup is gone."""
    qtbot.waitUntil(opened(window).isVisible)
    press(window.other)
    qtbot.waitUntil(window.other.isDown)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    release()
    qtbot.waitUntil(lambda: window.clicks == 1)
    assert not window.other.isDown()


@needs_a_pointer
def test_a_click_on_the_menu_below_goes_on_there(window: Window, qtbot: QtBot) -> None:
    inner = submenu(window)
    assert isinstance(inner, QMenu)
    below = inner.parentWidget()
    assert isinstance(below, QMenu)
    done: list[str] = []
    below.addAction("Other", lambda: done.append("below"))
    below.adjustSize()
    qtbot.waitUntil(inner.isVisible)
    click(below, below.actionGeometry(below.actions()[-1]).center())
    qtbot.waitUntil(lambda: done == ["below"])
    assert window.clicks == 0


@needs_a_pointer
def test_a_click_on_the_button_of_a_menu_only_closes_it(window: Window, qtbot: QtBot) -> None:
    made = PopupMenu(window)
    made.addAction("Do")
    inner = made.addMenu("More")
    inner.addAction("Do more")
    window.opener.setMenu(made)
    click(window.opener)
    qtbot.waitUntil(made.isVisible)
    click(window.opener)
    qtbot.waitUntil(lambda: not made.isVisible())
    click(window.other)
    qtbot.waitUntil(lambda: window.clicks == 1)
    assert not made.isVisible()


@needs_a_pointer
def test_a_click_in_the_calendar_chooses_a_day(window: Window, qtbot: QtBot) -> None:
    shown = calendar(window)
    assert isinstance(shown, QCalendarWidget)
    qtbot.waitUntil(shown.isVisible)
    click(shown, QPoint(shown.width() // 2, shown.height() // 2))
    assert window.clicks == 0
    shown.window().close()


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (r"\bQMenu\(", {"widgets/popup_menu.py"}),
        (r"\bQComboBox\(|\(QComboBox\)", {"widgets/calm_inputs.py"}),
        (r"setCalendarPopup", {"widgets/day_edit.py"}),
    ],
)
def test_every_popup_is_of_a_kind_that_presses_what_is_behind(made: str, where: set[str]) -> None:
    found = {
        str(path.relative_to(UI)) for path in UI.rglob("*.py") if re.search(made, path.read_text())
    }
    assert found <= where


def test_every_panel_presses_what_is_behind() -> None:
    panels = [path for path in UI.rglob("*.py") if "WindowType.Popup" in path.read_text()]
    ours = {str(path.relative_to(UI)) for path in panels if "PressBehind" in path.read_text()}
    given = {"player_bar/queue_popup.py", "player_bar/rate_popup.py"}  # by the bar
    assert {str(path.relative_to(UI)) for path in panels} == ours | given
