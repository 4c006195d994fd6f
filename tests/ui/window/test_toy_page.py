"""A page is a package and a row: the one defined here has all a page has, though no other file
knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout

from app.core.words import Text
from tests.support.app_harness import AppHarness, WindowSession
from ui.shell.command import Command, Menu, When
from ui.shell.keys_overlay import KeysOverlay
from ui.shell.page_spec import PageParts, PageSpec
from ui.tour.steps import all_steps
from ui.tour.tour import Tour
from ui.window.page_table import PAGES


class ToyPage(QLabel):
    """Toys that can be wound up, and one that is shown."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__("Toy box")
        self.parts = parts
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a toy")
        QVBoxLayout(self).addWidget(self.search)
        self.done: list[str] = []


@dataclass(frozen=True, slots=True)
class ToyPlace:
    name: str


def does(word: str) -> Callable[[ToyPage], object]:
    return lambda page: page.done.append(word)


COMMANDS = (
    Command("wind_box", Text("Wind the toy up"), ("Ctrl+Alt+Shift+U",), "heart", Menu.PLAY,
            does("wound up"), When.IN_FRONT, place=3),
    Command("count_box", Text("Count the toys"), ("Ctrl+Alt+Shift+K",), "", Menu.HELP,
            does("counted")),
    Command("unpack_box", Text("Unpack the toys"), ("Ctrl+Alt+Shift+J",), "", Menu.FILE,
            does("unpacked"), When.OPENING),
)  # fmt: skip

TOYS: PageSpec[ToyPage] = PageSpec(
    "toy_box",
    Text("Toy box"),
    "heart",
    "Alt+Shift+9",
    ToyPage,
    COMMANDS,
    shows={ToyPlace: lambda page, place: page.setText(place.name)},
    focus=lambda page: page.search.setFocus(),
    find=lambda page: page.search.selectAll(),
    commit=does("kept"),
)
SPECS: tuple[PageSpec[Any], ...] = (*PAGES, TOYS)


@pytest.fixture
def toy_harness(harness: AppHarness) -> AppHarness:
    harness.specs = SPECS
    return harness


def toys(session: WindowSession) -> ToyPage:
    page = session.desk.pages.page("toy_box")
    assert isinstance(page, ToyPage)
    return page


def front(session: WindowSession) -> str:
    return session.desk.pages.current_key


def test_its_button_is_in_the_rail_above_the_bottom_ones(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    buttons = session.desk.rail.findChildren(QToolButton)
    words = [button.text() for button in sorted(buttons, key=QToolButton.y)]
    assert words == ["Listen", "Library", "Story", "Journal", "Toy box", "Menu", "Settings"]
    button = next(button for button in buttons if button.text() == "Toy box")
    assert button.toolTip().endswith("Alt+Shift+9") and not button.icon().isNull()
    session.driver.click(button)
    assert front(session) == "toy_box" and button.isChecked()


def test_its_shortcut_opens_it_and_gives_it_the_focus(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    session.driver.press_shortcut("Alt+Shift+9")
    assert front(session) == "toy_box" and toys(session).search.hasFocus()
    buttons = session.desk.rail.findChildren(QToolButton)
    assert [button.text() for button in buttons if button.isChecked()] == ["Toy box"]


def test_it_is_in_the_menu_with_its_commands(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    (menu,) = [menu for menu in session.desk.rail.findChildren(QMenu) if not menu.title()]
    entries = {sub.title(): [a.text() for a in sub.actions()] for sub in menu.findChildren(QMenu)}
    assert entries["Go"][8:10] == ["Settings", "Toy box"]
    assert entries["Play"][-1] == "Wind the toy up", "its place comes after the others"
    assert "Unpack the toys" in entries["File"] and "Count the toys" in entries["Help"]


def test_its_commands_work_when_they_should(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    session.desk.pages.show_page("story")
    assert not session.desk.actions["wind_box"].isEnabled()
    session.driver.press_shortcut("Ctrl+Alt+Shift+K")
    assert toys(session).done == ["counted"] and front(session) == "story", "behind another page"
    session.driver.press_shortcut("Ctrl+Alt+Shift+J")
    assert toys(session).done == ["counted", "unpacked"] and front(session) == "toy_box"
    session.driver.press_shortcut("Ctrl+Alt+Shift+U")
    assert toys(session).done[-1] == "wound up"


def test_find_searches_it_while_it_is_in_front(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    session.desk.pages.show_page("toy_box")
    toys(session).search.setText("top")
    session.driver.press_shortcut("Ctrl+F")
    assert toys(session).search.selectedText() == "top" and front(session) == "toy_box"


def test_its_commands_are_in_the_list_of_shortcuts(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    session.desk.actions["keys"].trigger()
    dialog = session.window.findChild(KeysOverlay)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Toy box", "Alt+Shift+9", "Wind the toy up"} <= set(said)
    dialog.close()


def test_its_shortcuts_are_known_to_every_page(toy_harness: AppHarness) -> None:
    context = toys(toy_harness.open()).parts.context
    assert context.shortcuts.text("wind_box") == "Ctrl+Alt+Shift+U"


def test_other_pages_can_navigate_to_it(toy_harness: AppHarness) -> None:
    session = toy_harness.open()
    session.desk.context.navigator.show(ToyPlace("A spinning top"))
    assert front(session) == "toy_box" and toys(session).text() == "A spinning top"


def test_it_is_made_only_when_needed_and_commits_when_the_window_closes(
    toy_harness: AppHarness,
) -> None:
    session = toy_harness.open()
    assert session.window.findChild(ToyPage) is None
    page = toys(session)
    session.close()
    assert page.done[-1] == "kept"


def test_the_window_remembers_that_it_was_in_front(toy_harness: AppHarness) -> None:
    toy_harness.record()
    toy_harness.take_in()
    first = toy_harness.open()
    first.driver.press_shortcut("Alt+Shift+9")
    first.close()
    assert front(toy_harness.open()) == "toy_box"


def test_a_remembered_page_that_is_gone_gives_way_to_the_first_one(toy_harness: AppHarness) -> None:
    test_the_window_remembers_that_it_was_in_front(toy_harness)
    toy_harness.leave()
    toy_harness.specs = None
    assert front(toy_harness.open()) == "library"


def test_the_tour_visits_it(
    toy_harness: AppHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (session,) = [step for step in all_steps(SPECS) if step.page == "toy_box"]
    tour = Tour(toy_harness.show(), tmp_path, (session,))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.exec()
    assert tour.exit_code == 0, capsys.readouterr().out
    assert (tmp_path / "01-toy_box-light.png").exists()
