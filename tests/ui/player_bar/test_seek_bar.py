"""The seek bar as a minimap: the frame of what the timeline shows, and its grip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.ui.timeline.builders import busy_timeline, swelling_peaks
from ui.player_bar.seek_bar import SeekBar, TrackOverview
from ui.player_bar.view_handle import ViewHandle
from ui.widgets.overview_ticks import TrackTicks

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
GRIP_Y, SEEK_Y = 4, 24


@pytest.fixture
def bar(qtbot: QtBot) -> SeekBar:
    bar = SeekBar()
    qtbot.addWidget(bar)
    bar.resize(1_012, 36)  # 6 px of margin: 100 ms a pixel
    ticks = TrackTicks().of(busy_timeline(100_000, 40))
    bar.set_overview(TrackOverview(100_000, swelling_peaks(100_000), ticks))
    bar.set_view(Span(20_000, 40_000))
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def at(ms: int, y: int = SEEK_Y) -> QPoint:
    return QPoint(6 + ms // 100, y)


def move(bar: SeekBar, to: QPoint, button: Qt.MouseButton = LEFT) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(bar.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(bar, event)


def test_the_grip_moves_the_view_and_seeks_nothing(qtbot: QtBot, bar: SeekBar) -> None:
    moved: list[int] = []
    bar.view_moved.connect(moved.append)
    with qtbot.assertNotEmitted(bar.seek_requested):
        qtbot.mousePress(bar, LEFT, pos=at(30_000, GRIP_Y))
        move(bar, at(50_000, GRIP_Y))
        move(bar, at(500_000, 300))
        qtbot.mouseRelease(bar, LEFT, pos=at(50_000, GRIP_Y))
    assert moved == [pytest.approx(40_000, abs=150), 80_000]


def test_below_the_grip_the_same_place_seeks(qtbot: QtBot, bar: SeekBar) -> None:
    with qtbot.waitSignal(bar.seek_requested) as asked, qtbot.assertNotEmitted(bar.view_moved):
        qtbot.mouseClick(bar, LEFT, pos=at(30_000))
    assert asked.args[0] == pytest.approx(30_000, abs=150)


def test_shift_and_arrows_move_the_view_by_half(qtbot: QtBot, bar: SeekBar) -> None:
    moved: list[int] = []
    bar.view_moved.connect(moved.append)
    qtbot.keyClick(bar, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(bar, Qt.Key.Key_Left, SHIFT)
    assert moved == [30_000, 10_000]


def test_the_cursor_shows_where_the_grip_is(bar: SeekBar) -> None:
    shapes = []
    for place in (at(30_000, GRIP_Y), at(30_000), at(70_000, GRIP_Y)):
        move(bar, place, Qt.MouseButton.NoButton)
        shapes.append(bar.cursor().shape())
    hand = Qt.CursorShape.PointingHandCursor
    assert shapes == [Qt.CursorShape.OpenHandCursor, hand, hand]


def test_the_whole_track_needs_no_frame(bar: SeekBar) -> None:
    framed = bar.grab().toImage()
    bar.set_view(None)
    plain = bar.grab().toImage()
    bar.set_view(Span(0, 99_990))
    assert bar.grab().toImage() == plain != framed


def test_the_frame_fits_a_track_whose_length_becomes_known_later(bar: SeekBar) -> None:
    bar.set_view(Span(0, 300_000))
    bar.set_overview(TrackOverview(300_000))
    plain = bar.grab().toImage()
    bar.set_view(None)
    assert bar.grab().toImage() == plain


def test_the_grip_stays_usable_in_a_deep_zoom_of_a_long_track() -> None:
    handle, room, hours = ViewHandle(), QRectF(0, 0, 1_000, 36), 3 * 3_600_000
    for start in (0, hours // 2, hours - 1_600):
        handle.show(Span(start, start + 1_600))
        frame = handle.frame(room, hours)
        assert frame is not None and frame.width() >= 20
        assert room.contains(frame)
        assert handle.take(QPointF(frame.center().x(), 2), room, hours)
        assert handle.moved_to(0, room, hours) == 0
        assert handle.moved_to(1_000, room, hours) == hours - 1_600
        handle.let_go()


def test_the_wheel_seeks_by_a_step_either_way(qtbot: QtBot, bar: SeekBar) -> None:
    bar.set_position_ms(50_000)
    asked: list[int] = []
    bar.seek_requested.connect(asked.append)
    for notches in (1, -1):
        here = QPointF(at(30_000))
        event = QWheelEvent(
            here, QPointF(bar.mapToGlobal(here.toPoint())), QPoint(), QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(bar, event)
        assert event.isAccepted(), "the page behind it stays"
    assert asked[0] - 50_000 == 50_000 - asked[1] > 0


def test_the_pointer_is_told_the_time_it_is_on(bar: SeekBar) -> None:
    there = at(30_000)
    event = QHelpEvent(QEvent.Type.ToolTip, there, bar.mapToGlobal(there))
    QApplication.sendEvent(bar, event)
    assert QToolTip.text() == "0:30"


def test_escape_gives_up_a_seek_that_is_being_dragged(qtbot: QtBot, bar: SeekBar) -> None:
    with qtbot.assertNotEmitted(bar.seek_requested):
        qtbot.mousePress(bar, LEFT, pos=at(30_000))
        move(bar, at(60_000))
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
        qtbot.mouseRelease(bar, LEFT, pos=at(60_000))


def test_the_right_button_and_letters_seek_nothing(qtbot: QtBot, bar: SeekBar) -> None:
    with qtbot.assertNotEmitted(bar.seek_requested):
        qtbot.mouseClick(bar, Qt.MouseButton.RightButton, pos=at(30_000))
        qtbot.keyClick(bar, Qt.Key.Key_X)
