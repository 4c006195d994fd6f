"""Lanes moved, resized and hidden by their names, with a real mouse and real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import busy_timeline, cue, swelling_peaks, timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT
from ui.timeline.canvas.gutter import LaneGutter
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.theme_lane import ThemeLane
from ui.timeline.view import TimelineView

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, busy_timeline(100_000, 40))
    view.resize(1_000, 760)
    view.waveform.set_peaks(swelling_peaks(100_000))
    QApplication.processEvents()
    return view


@pytest.fixture
def gutter(view: TimelineView) -> LaneGutter:
    return view.canvas.gutter


def names(view: TimelineView) -> list[str]:
    return [slot.lane.key for slot in view.lanes.slots]


def middle(view: TimelineView, key: str) -> QPoint:
    slot = view.canvas.gutter.slot_of(key)
    assert slot is not None
    return QPoint(30, slot.top + slot.height // 2)


def edge(view: TimelineView, key: str) -> QPoint:
    slot = view.canvas.gutter.slot_of(key)
    assert slot is not None
    return QPoint(30, slot.bottom)


def height(view: TimelineView, key: str) -> int:
    slot = view.canvas.gutter.slot_of(key)
    assert slot is not None
    return slot.height


def move(gutter: LaneGutter, to: QPoint, button: Qt.MouseButton = LEFT) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(gutter.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(gutter, event)


def dragged(qtbot: QtBot, gutter: LaneGutter, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(gutter, LEFT, pos=start)
    for share in (0.2, 0.6, 1.0):
        move(gutter, start + (end - start) * share)
    qtbot.mouseRelease(gutter, LEFT, pos=end)


def test_a_lane_is_moved_by_dragging_its_name(qtbot: QtBot, view: TimelineView) -> None:
    assert names(view) == [
        "ruler",
        "scenes",
        "music",
        "feelings",
        "favourites",
        "themes",
        "earlier",
    ]
    with qtbot.waitSignal(view.arrangement.chosen) as told:
        dragged(qtbot, view.canvas.gutter, middle(view, "favourites"), edge(view, "scenes"))
    assert names(view) == [
        "ruler",
        "scenes",
        "favourites",
        "music",
        "feelings",
        "themes",
        "earlier",
    ]
    assert told.args == [view.lanes.choices]
    dragged(qtbot, view.canvas.gutter, middle(view, "scenes"), QPoint(30, view.lanes.bottom + 40))
    assert names(view)[-1] == "scenes"
    dragged(qtbot, view.canvas.gutter, middle(view, "scenes"), QPoint(30, 0))
    assert names(view)[:2] == ["ruler", "scenes"], "the ruler stays on top"


def test_a_lane_is_resized_by_dragging_its_edge(qtbot: QtBot, view: TimelineView) -> None:
    before = height(view, "feelings")
    dragged(
        qtbot, view.canvas.gutter, edge(view, "feelings"), edge(view, "feelings") - QPoint(0, 40)
    )
    assert height(view, "feelings") == pytest.approx(before - 40, abs=1)
    dragged(qtbot, view.canvas.gutter, edge(view, "feelings"), QPoint(30, 0))
    least = view.lanes.of(EmotionLane).heights().least
    assert height(view, "feelings") == least
    qtbot.mouseDClick(view.canvas.gutter, LEFT, pos=edge(view, "feelings"))
    assert height(view, "feelings") == before


def test_escape_cancels_a_resize(qtbot: QtBot, view: TimelineView) -> None:
    view.canvas.gutter.setFocus()
    before, start = height(view, "music"), edge(view, "music")
    qtbot.mousePress(view.canvas.gutter, LEFT, pos=start)
    move(view.canvas.gutter, start - QPoint(0, 30))
    assert height(view, "music") != before
    qtbot.keyClick(view.canvas.gutter, Key.Key_Escape)
    assert height(view, "music") == before
    qtbot.mouseRelease(view.canvas.gutter, LEFT, pos=start)
    assert view.lanes.choices == LaneChoices()


def test_keys_choose_move_resize_and_hide(qtbot: QtBot, view: TimelineView) -> None:
    gutter = view.canvas.gutter
    gutter.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(gutter, Key.Key_Down)
    qtbot.keyClick(gutter, Key.Key_Down, ALT)
    assert names(view)[1:4] == ["scenes", "feelings", "music"]
    before = height(view, "music")
    qtbot.keyClick(gutter, Key.Key_Minus)
    assert height(view, "music") < before
    qtbot.keyClick(gutter, Key.Key_Delete)
    assert "music" in names(view), "Delete alone is for marks"
    qtbot.keyClick(gutter, Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert "music" not in names(view)
    assert view.lanes.choices.shown == {"music": False}
    with qtbot.waitSignal(view.lane_menu_requested):
        qtbot.keyClick(gutter, Key.Key_Return)


def test_the_current_lane_is_described(qtbot: QtBot, view: TimelineView) -> None:
    view.canvas.gutter.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view.canvas.gutter, Key.Key_Down)
    heard = QAccessible.queryAccessibleInterface(view.canvas.gutter).text(
        QAccessible.Text.Description
    )
    assert heard.startswith("Music, 2 of 6.")
    assert "Alt+Up and Alt+Down move it" in heard


def test_a_right_click_asks_for_all_lanes(qtbot: QtBot, view: TimelineView) -> None:
    at = middle(view, "music")
    with qtbot.waitSignal(view.lane_menu_requested) as asked:
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, at, view.canvas.gutter.mapToGlobal(at)
        )
        QApplication.sendEvent(view.canvas.gutter, event)
    assert asked.args == [view.canvas.gutter.mapToGlobal(at)]


def test_the_cursor_distinguishes_a_name_from_an_edge(view: TimelineView) -> None:
    shapes = []
    for at in (middle(view, "music"), edge(view, "music"), QPoint(30, 4)):
        move(view.canvas.gutter, at, Qt.MouseButton.NoButton)
        shapes.append(view.canvas.gutter.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [shape.OpenHandCursor, shape.SizeVerCursor, shape.ArrowCursor]


def test_tab_reaches_the_names_before_the_lanes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = TimelineView()
    QVBoxLayout(window).addWidget(view)
    view.marks.set_timeline(timeline(100_000))
    window.resize(900, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    view.canvas.gutter.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view.canvas.gutter, Key.Key_Tab)
    assert view.hasFocus()
    qtbot.keyClick(view.canvas, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert view.canvas.gutter.hasFocus()


def test_a_lane_with_content_is_never_left_out(view: TimelineView) -> None:
    view.resize(1_000, view.minimumSizeHint().height())
    assert "themes" in names(view)
    view.viewport.reveal_lane(view.lanes.of(ThemeLane))
    slot = view.canvas.gutter.slot_of("themes")
    assert slot is not None and slot.bottom <= view.lanes.bottom <= view.height()


def test_an_empty_lane_can_be_shown(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000, cues=[cue(1, 0, 10_000)]))
    view.resize(1_000, 700)
    assert "themes" not in names(view) and "earlier" not in names(view)
    view.arrangement.show(LaneChoices(shown={"themes": True, "earlier": True}))
    assert names(view)[-2:] == ["themes", "earlier"]
    view.grab()


def test_remembered_choices_are_not_reported_again(qtbot: QtBot, view: TimelineView) -> None:
    with qtbot.assertNotEmitted(view.arrangement.chosen):
        view.arrangement.show(LaneChoices(order=("music", "scenes")))
    assert names(view)[1] == "music"


def test_names_are_painted_anew_when_rows_part_and_when_the_theme_changes(
    qtbot: QtBot, view: TimelineView
) -> None:
    """Their picture is kept in between."""
    far = view.canvas.gutter.grab().toImage()
    assert view.canvas.gutter.grab().toImage() == far
    view.viewport.zoom(40.0, 200)
    close = view.canvas.gutter.grab().toImage()
    assert close != far
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, DARK)
    try:
        assert view.canvas.gutter.grab().toImage() != close
    finally:
        apply_theme(app, LIGHT)
    assert view.canvas.gutter.grab().toImage() == close
