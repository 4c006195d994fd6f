"""The menu of the View button does what the keys do, shows their state, and works by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from tests.support.app_harness import AppHarness, WindowSession
from ui.listen.page import ListenPage
from ui.scenes.chooser import SceneChooser

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    session = harness.playing(400)
    session.playback.pause()
    return session


@pytest.fixture
def page(session: WindowSession) -> ListenPage:
    return session.pages.listen


def test_the_table_is_opened_by_keys_alone_and_the_focus_comes_back(
    session: WindowSession, page: ListenPage
) -> None:
    view, menu = page.tools.view, page.tools.menu
    view.setFocus(Qt.FocusReason.TabFocusReason)
    session.driver.tap(Key.Key_Space)
    session.until(menu.isVisible)
    assert not session.playback.is_playing, "Space opens the menu here"
    for _step in range(10):
        session.harness.qtbot.keyClick(menu, Key.Key_Down)
        if menu.activeAction() is menu.table:
            break
    session.harness.qtbot.keyClick(menu, Key.Key_Return)
    assert page.table.isVisible() and menu.table.isChecked()
    assert QApplication.focusWidget() is view
    session.driver.ctrl(Key.Key_T)
    assert not page.table.isVisible() and not menu.table.isChecked()


def test_the_trace_pad_is_checked_while_it_is_open(
    session: WindowSession, page: ListenPage
) -> None:
    switch = page.tools.menu.trace
    switch.trigger()
    assert page.trace.is_open and switch.isChecked()
    session.driver.tap(Key.Key_Escape)
    assert not page.trace.is_open and not switch.isChecked()
    session.driver.tap(Key.Key_V)
    assert switch.isChecked()


def test_a_loop_without_a_selection_isnt_shown_as_one(
    session: WindowSession, page: ListenPage
) -> None:
    page.tools.menu.loop.trigger()
    assert "to loop it" in session.said
    assert not page.tools.menu.loop.isChecked() and not page.tools.loop.isChecked()


def test_a_scene_is_assigned_from_the_menu(session: WindowSession, page: ListenPage) -> None:
    page.tools.menu.scene.trigger()
    (chooser,) = session.window.findChildren(SceneChooser)
    assert chooser.isVisible()
    chooser.reject()


def test_what_is_chosen_is_remembered(harness: AppHarness, session: WindowSession) -> None:
    def chosen(page: ListenPage) -> list[bool]:
        menu = page.tools.menu
        switches: tuple[QAction, ...] = (menu.colours, menu.loudness, menu.follow)
        return [switch.isChecked() for switch in switches]

    menu = session.pages.listen.tools.menu
    assert chosen(session.pages.listen) == [True, True, True]
    menu.colours.trigger()
    menu.loudness.trigger()
    session.pages.listen.tools.follow.click()
    session.pages.listen.tools.follow.click()
    session.close()
    again = harness.open().pages.show_listen()
    assert chosen(again) == [False, False, False]
