"""The minimap as a seek bar and as a handle on the timeline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.timecode import Span
from tests.ui.timeline.builders import busy_timeline, swelling_peaks
from tests.ui.timeline.timeline_view import move
from ui.timeline.minimap import Minimap

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def minimap(qtbot: QtBot) -> Minimap:
    minimap = Minimap()
    qtbot.addWidget(minimap)
    minimap.resize(1_006, 48)  # 3 px around the map: 100 ms a pixel
    minimap.set_timeline(busy_timeline(100_000, 40), swelling_peaks(100_000))
    minimap.show()
    return minimap


def at(ms: int) -> QPoint:
    return QPoint(3 + ms // 100, 24)


def test_a_click_seeks(qtbot: QtBot, minimap: Minimap) -> None:
    with qtbot.waitSignal(minimap.seek_requested) as asked:
        qtbot.mouseClick(minimap, LEFT, pos=at(70_000))
    assert asked.args == [70_000]


def test_dragging_seeks_along(qtbot: QtBot, minimap: Minimap) -> None:
    heard: list[int] = []
    minimap.seek_requested.connect(heard.append)
    qtbot.mousePress(minimap, LEFT, pos=at(10_000))
    move(minimap, at(20_000), LEFT)
    move(minimap, QPoint(5_000, 24), LEFT)
    qtbot.mouseRelease(minimap, LEFT, pos=at(100_000))
    assert heard == [10_000, 20_000, 100_000]


def test_dragging_the_handle_moves_the_view_and_seeks_nothing(
    qtbot: QtBot, minimap: Minimap
) -> None:
    minimap.set_viewport(Span(20_000, 40_000))
    moved: list[int] = []
    minimap.viewport_moved.connect(moved.append)
    with qtbot.assertNotEmitted(minimap.seek_requested):
        qtbot.mousePress(minimap, LEFT, pos=at(30_000))
        move(minimap, at(50_000), LEFT)
        qtbot.mouseRelease(minimap, LEFT, pos=at(50_000))
    assert moved == [40_000]


def test_a_click_inside_the_handle_still_seeks(qtbot: QtBot, minimap: Minimap) -> None:
    minimap.set_viewport(Span(20_000, 40_000))
    with qtbot.waitSignal(minimap.seek_requested) as asked:
        qtbot.mouseClick(minimap, LEFT, pos=at(30_000))
    assert asked.args == [30_000]


def test_keys_seek_by_five_seconds(qtbot: QtBot, minimap: Minimap) -> None:
    minimap.set_position(3_000)
    heard: list[int] = []
    minimap.seek_requested.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        qtbot.keyClick(minimap, key)
    assert heard == [8_000, 0, 33_000, 0]


def test_played_and_unplayed_look_different(minimap: Minimap) -> None:
    minimap.set_position(50_000)
    image = minimap.grab().toImage()
    columns = {
        name: [image.pixelColor(x, y).name() for y in range(8, 40)]
        for name, x in (("played", 250), ("unplayed", 750))
    }
    assert "#b43a60" in columns["played"]
    assert "#b43a60" not in columns["unplayed"]


def test_the_handle_veils_what_is_out_of_view(minimap: Minimap) -> None:
    plain = minimap.grab().toImage()
    minimap.set_viewport(Span(20_000, 40_000))
    assert minimap.grab().toImage() != plain
    minimap.set_viewport(Span(0, 100_000))
    assert minimap.grab().toImage() == plain


def test_without_a_track_it_shows_nothing_and_takes_no_click(qtbot: QtBot) -> None:
    minimap = Minimap()
    qtbot.addWidget(minimap)
    minimap.set_timeline(None, None)
    minimap.show()
    with qtbot.assertNotEmitted(minimap.seek_requested):
        qtbot.mouseClick(minimap, LEFT)
