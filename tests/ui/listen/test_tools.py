"""The tools in the header of the Listen page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.support.app_harness import AppHarness
from tests.support.seen import named
from tests.support.window_parts import SHORTCUTS
from ui.listen.tools import Tools
from ui.scenes.chooser import SceneChooser
from ui.timeline.geometry.following import Follow
from ui.widgets.buttons import IconButton


@pytest.fixture
def tools(qtbot: QtBot) -> Tools:
    tools = Tools(SHORTCUTS)
    qtbot.addWidget(tools)
    tools.show()
    return tools


def offered(menu: QMenu) -> dict[str, QAction]:
    """By their words, without the shortcuts."""
    actions = [action for action in menu.actions() if not action.isSeparator()]
    return {action.text().split("\t")[0]: action for action in actions if action.isVisible()}


def test_there_are_four_tools_with_labels_where_there_is_room(tools: Tools) -> None:
    tools.fit(2_000)
    labels = [tools.follow.text(), tools.loop.text(), tools.view.text()]
    assert labels == ["Follow", "Loop", "View"]
    assert tools.span.isVisible() and tools.span.seen.text() == "Whole track"
    assert {each.height() for each in (tools.span, tools.follow, tools.loop, tools.view)} == {32}


def test_with_less_room_they_are_icons_and_view_is_an_ellipsis(tools: Tools) -> None:
    tools.fit(2_000)
    wide = tools.sizeHint().width()
    view = tools.view.icon().pixmap(16).toImage()
    tools.fit(wide - 1)
    assert [b.text() for b in (tools.follow, tools.loop, tools.view)] == ["", "", ""]
    assert tools.view.icon().pixmap(16).toImage() != view
    assert tools.view.accessibleName() == "View"
    assert tools.span.isVisible() and tools.sizeHint().width() < wide
    tools.fit(wide)
    assert tools.view.text() == "View" and tools.view.icon().pixmap(16).toImage() == view


def test_what_has_no_room_is_in_the_menu(tools: Tools) -> None:
    tools.fit(2_000)
    always = set(offered(tools.menu))
    assert {"Lanes…", "Loudness line", "Show marks as a table", "Trace pad", "Assign scene…"} < (
        always
    )
    tools.fit(0)
    assert not tools.span.isVisible() and not tools.loop.isVisible()
    assert not tools.follow.isVisible() and tools.view.isVisible()
    added = set(offered(tools.menu)) - always
    assert added == {"In view: Whole track", "Follow mode", "Loop the selection"}
    tools.span.overflow.aboutToShow.emit()
    assert {"Zoom in", "Zoom out", "Whole track"} <= set(offered(tools.span.overflow))
    tools.fit(2_000)
    assert set(offered(tools.menu)) == always


def test_the_menu_says_the_keys(tools: Tools) -> None:
    texts = dict(
        action.text().split("\t") for action in tools.menu.actions() if "\t" in action.text()
    )
    assert texts["Lanes…"] == "Ctrl+Shift+L" and texts["Trace pad"] == "V"
    assert texts["Assign scene…"] == "S" and texts["Show marks as a table"] == "Ctrl+T"


def test_button_and_menu_show_the_follow_mode(tools: Tools) -> None:
    told = []
    for mode in Follow:
        tools.show_follow(mode)
        told.append((tools.follow.isChecked(), tools.follow.accessibleName()))
        assert tools.menu.follow.isChecked() == tools.follow.isChecked()
        assert tools.menu.follow.text().split("\t")[0] == mode.words
    assert [is_down for is_down, _ in told] == [True, True, False]
    assert len({words for _, words in told}) == 3
    assert "Ctrl+L" in tools.follow.toolTip()


def test_button_and_menu_show_the_loop_and_ask_for_the_same(tools: Tools, qtbot: QtBot) -> None:
    tools.show_loop(is_on=True)
    assert tools.loop.isChecked() and tools.menu.loop.isChecked()
    for use in (tools.loop.click, tools.menu.loop.trigger):
        with qtbot.waitSignal(tools.loop_wanted):
            use()
    for use in (tools.follow.click, tools.menu.follow.trigger):
        with qtbot.waitSignal(tools.follow_wanted):
            use()


def test_the_button_beside_the_scenes_asks_for_one(harness: AppHarness, qtbot: QtBot) -> None:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.play()
    page = session.pages.show_listen()
    named(page.timeline, IconButton, "Assign scene…").click()
    qtbot.waitUntil(lambda: bool(session.window.findChildren(SceneChooser)))
    session.driver.tap(Qt.Key.Key_Escape)
