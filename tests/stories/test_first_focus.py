"""The keyboard is where the keys of a page work, however the page was opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QWidget

from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession
from ui.shell.rail import RailButton
from ui.timeline.canvas.lane_canvas import LaneCanvas

Key = Qt.Key


def rail_button(session: WindowSession, name: str) -> RailButton:
    buttons = session.desk.rail.findChildren(RailButton)
    return next(button for button in buttons if button.text() == name)


def first_focus(session: WindowSession, page: str) -> QWidget:
    pages = session.pages
    return {
        "Listen": lambda: pages.listen.timeline.findChild(LaneCanvas),
        "Library": lambda: pages.library.table,
        "Story": lambda: pages.story.empty,
        "Journal": lambda: pages.journal.views.currentWidget(),
        "Settings": lambda: pages.settings.area,
    }[page]()


@pytest.mark.parametrize("by", ["click", "enter", "assistive"])
def test_a_page_opened_by_the_rail_has_the_keyboard(harness: AppHarness, by: str) -> None:
    session = harness.playing(3000)
    session.driver.tap(Key.Key_F)
    for page in ("Library", "Story", "Journal", "Settings", "Listen"):
        button = rail_button(session, page)
        if by == "click":
            session.driver.click(button)
        elif by == "enter":
            button.setFocus()
            session.driver.tap(Key.Key_Return)
        else:
            action = QAccessible.queryAccessibleInterface(button).actionInterface()
            action.doAction(QAccessibleActionInterface.pressAction())
        assert session.desk.pages.current_key == page.casefold()
        assert QApplication.focusWidget() is first_focus(session, page), page


def test_space_pauses_where_each_page_begins(harness: AppHarness) -> None:
    session = harness.playing(3000)
    for page in ("Library", "Story", "Journal", "Settings", "Listen"):
        session.driver.click(rail_button(session, page))
        for _ in range(2):
            was = session.playback.is_playing
            session.driver.tap(Key.Key_Space)
            assert session.playback.is_playing is not was, page
        assert session.desk.pages.current_key == page.casefold()
    session.driver.ctrl(Key.Key_T)
    session.pages.listen.table.setFocus()
    session.driver.tap(Key.Key_Space)
    assert session.playback.state is PlayState.PAUSED, "in the table of marks, too"
    session.driver.click(rail_button(session, "Story"))
    session.driver.tap(Key.Key_Return)
    assert session.pages.story.tree.is_naming, "Enter does what an empty page offers"


def test_space_pauses_on_the_rail(harness: AppHarness) -> None:
    session = harness.playing(3000)
    for name in ("Journal", "Menu"):
        rail_button(session, name).setFocus()
        was = session.playback.is_playing
        session.driver.tap(Key.Key_Space)
        assert session.playback.is_playing is not was
        assert session.desk.pages.current_key == "listen"
        assert QApplication.activePopupWidget() is None


def test_after_a_start_with_a_file_space_pauses(harness: AppHarness) -> None:
    path = harness.record("theme.wav", seconds=20)
    harness.play_by_hand()
    session = harness.open(str(path))
    session.until(lambda: session.playback.track is not None)
    session.turn(500)
    session.until(lambda: session.playback.state is PlayState.PLAYING)
    session.driver.tap(Key.Key_Space)
    assert session.playback.state is PlayState.PAUSED
    session.driver.tap(Key.Key_2)
    assert len(session.timeline.tags) == 1


def test_after_adding_a_folder_the_table_has_the_keyboard(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=20)
    harness.play_by_hand()
    session = harness.open()
    library = session.pages.library
    focus = QApplication.focusWidget()
    assert focus is not None and library.isAncestorOf(focus), "the button that adds music"
    library.flow.add([harness.music])
    session.until(lambda: session.rows() and library.table.hasFocus())
    session.driver.tap(Key.Key_Return)
    session.turn(400)
    assert session.playback.track is not None and session.desk.pages.current_key == "listen"
