"""The tools at the head of the Listen page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.window_parts import SHORTCUTS
from ui.listen.header import TrackHeader
from ui.listen.tools import Tools
from ui.timeline.geometry.following import Follow


def test_a_narrow_head_keeps_its_title_and_gives_the_zoom_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    header = TrackHeader(window)
    tools = Tools(header.tools, SHORTCUTS)
    header.resized.connect(tools.fit)
    window.show()
    header.resize(1_000, 60)
    assert tools.zoom_in.isVisible()
    header.resize(540, 60)
    assert not tools.zoom_in.isVisible() and tools.lanes.isVisible() and tools.trace.isVisible()
    header.resize(340, 60)
    assert not tools.trace.isVisible() and not tools.scene.isVisible()
    assert tools.follow.isVisible() and tools.table.isVisible() and tools.inbox.isVisible()
    header.resize(250, 60)
    assert not tools.follow.isVisible() and not tools.loop.isVisible()
    assert tools.lanes.isVisible() and tools.table.isVisible() and tools.inbox.isVisible()


def test_the_follow_button_tells_how_it_follows(qtbot: QtBot) -> None:
    header = TrackHeader()
    qtbot.addWidget(header)
    tools = Tools(header.tools, SHORTCUTS)
    told = []
    for mode in Follow:
        tools.show_follow(mode)
        told.append((tools.follow.isChecked(), tools.follow.accessibleName()))
    assert [is_down for is_down, _ in told] == [True, True, False]
    assert len({words for _, words in told}) == 3
    assert "Ctrl+L" in tools.follow.toolTip()
