"""The timeline with a real keyboard, and for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.ui.timeline.builders import cue, moment, tagged, timeline
from tests.ui.timeline.timeline_view import shown_view, view_before_button
from ui.style.tokens import LIGHT
from ui.timeline.geometry.time_axis import END_MARGIN_PX
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.view import TimelineView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TAG = tagged(1, 20_000, 40_000, note="the horns")
LATE = tagged(2, 70_000)
HEART = MarkRef(MarkKind.MOMENT, 1)
CUE = MarkRef(MarkKind.CUE, 1)
TIMELINE = timeline(
    100_000, tags=[TAG, LATE], moments=[moment(1, 50_000)], cues=[cue(1, 10_000, 80_000)]
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, TIMELINE)


@pytest.mark.parametrize(
    ("keys", "by_ms"),
    [
        (Qt.KeyboardModifier.NoModifier, 10),
        (SHIFT, 100),
        (CTRL, 1_000),
    ],
)
def test_arrows_nudge_the_selected_mark(
    qtbot: QtBot, view: TimelineView, keys: Qt.KeyboardModifier, by_ms: int
) -> None:
    view.marks.set_selection(TAG.ref)
    moved: list[Span] = []
    view.marks.marks_moved.connect(lambda spans: moved.append(spans[TAG.ref]))
    qtbot.keyClick(view.canvas, Key.Key_Right, keys)
    qtbot.keyClick(view.canvas, Key.Key_Right, keys)
    qtbot.keyClick(view.canvas, Key.Key_Left, keys)
    shifts = [span.start_ms - 20_000 for span in moved]
    assert shifts == [by_ms, 2 * by_ms, by_ms]
    assert all(span.duration_ms == 20_000 for span in moved)


def test_alt_arrows_resize_the_end(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(TAG.ref)
    qtbot.keyClick(view.canvas, Key.Key_Right, ALT | SHIFT)
    assert view.marks.selection_span == Span(20_000, 40_100)


def test_alt_right_makes_a_point_a_span(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(LATE.ref)
    qtbot.keyClick(view.canvas, Key.Key_Right, ALT | CTRL)
    assert view.marks.selection_span == Span(70_000, 71_000)


def test_nudging_stops_at_the_tracks_start(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000, tags=[tagged(1, 5, 1_000)]))
    view.marks.set_selection(tagged(1, 0).ref)
    qtbot.keyClick(view.canvas, Key.Key_Left)
    assert view.marks.selection_span == Span(0, 995)


def test_arrows_without_a_selection_are_left_to_the_window(
    qtbot: QtBot, view: TimelineView
) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Left, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QApplication.sendEvent(view.canvas, override)
    assert not override.isAccepted()
    view.marks.set_selection(TAG.ref)
    QApplication.sendEvent(view.canvas, override)
    assert override.isAccepted()


def test_the_volume_keys_are_left_to_the_window(view: TimelineView) -> None:
    view.marks.set_selection(TAG.ref)
    for keys, is_ours in ((CTRL, False), (SHIFT, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Up, keys)
        event.ignore()
        QApplication.sendEvent(view.canvas, event)
        assert event.isAccepted() is is_ours


def test_digits_are_left_to_marking_except_zero(view: TimelineView) -> None:
    for key, is_ours in ((Key.Key_1, False), (Key.Key_F, False), (Key.Key_0, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(view.canvas, event)
        assert event.isAccepted() is is_ours


def test_ctrl_page_down_moves_through_marks_in_time_order_and_tab_leaves(qtbot: QtBot) -> None:
    _window, view, button = view_before_button(qtbot, TIMELINE)
    walked = []
    for _ in range(4):
        qtbot.keyClick(view.canvas, Key.Key_PageDown, CTRL)
        walked.append(view.marks.selection)
    assert walked == [CUE, TAG.ref, HEART, LATE.ref]
    assert view.hasFocus()
    qtbot.keyClick(view.canvas, Key.Key_PageUp, CTRL)
    assert view.marks.selection == HEART
    qtbot.keyClick(view.canvas, Key.Key_Tab)
    assert button.hasFocus()


def test_marks_in_hidden_lanes_are_skipped_and_deselected(view: TimelineView) -> None:
    hidden = view.lanes.choices.with_shown("feelings", False)
    view.marks.set_selection(next(iter(view.lanes.of(EmotionLane).refs())))
    view.arrangement.choose(hidden)
    assert view.marks.selected_marks == ()
    walked = set()
    while view.walk.select_next(1):
        walked.add(view.marks.selection.kind)
    assert walked and MarkKind.TAG not in walked


def test_up_and_down_change_lanes(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(TAG.ref)
    qtbot.keyClick(view.canvas, Key.Key_Up)
    assert view.marks.selection == CUE
    qtbot.keyClick(view.canvas, Key.Key_Down)
    qtbot.keyClick(view.canvas, Key.Key_Down)
    assert view.marks.selection == HEART


def test_enter_plays_a_mark(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(HEART)
    with qtbot.waitSignal(view.marks.mark_activated) as heard:
        qtbot.keyClick(view.canvas, Key.Key_Return)
    assert heard.args == [HEART]


def test_zoom_keys_keep_the_playhead_in_place(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.set_position(30_000)
    before = view.viewport.axis.x_of(30_000)
    qtbot.keyClick(view.canvas, Key.Key_Plus)
    qtbot.keyClick(view.canvas, Key.Key_Plus)
    assert view.viewport.axis.x_of(30_000) == pytest.approx(before, abs=0.01)
    qtbot.keyClick(view.canvas, Key.Key_End)
    assert view.viewport.axis.x_of(100_000) == pytest.approx(
        view.viewport.axis.width_px - END_MARGIN_PX
    )
    qtbot.keyClick(view.canvas, Key.Key_Home)
    assert view.viewport.axis.x_of(0) == pytest.approx(END_MARGIN_PX)
    qtbot.keyClick(view.canvas, Key.Key_Minus)
    qtbot.keyClick(view.canvas, Key.Key_0)
    assert view.viewport.axis.is_whole


def test_the_selection_is_described(view: TimelineView) -> None:
    interface = QAccessible.queryAccessibleInterface(view.canvas)
    view.marks.set_selection(TAG.ref)
    heard = interface.text(QAccessible.Text.Description)
    assert heard == ("Wonder, felt, intensity 3 of 5: the horns, 0:20.000 to 0:40.000")
    view.marks.set_selection(None)
    assert "4 marks" in interface.text(QAccessible.Text.Description)


def test_a_deleted_mark_is_no_longer_selected(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(LATE.ref)
    with qtbot.waitSignal(view.marks.selection_changed) as told:
        view.marks.set_timeline(timeline(100_000, tags=[TAG]))
    assert told.args == [None]


def test_new_data_for_the_same_track_keeps_zoom_and_selection(view: TimelineView) -> None:
    view.marks.set_selection(TAG.ref)
    view.viewport.zoom_to_span(TAG.span)
    before = view.viewport.axis
    view.marks.set_timeline(timeline(100_000, tags=[TAG]))
    assert view.viewport.axis == before
    assert view.marks.selection == TAG.ref


def test_selecting_scrolls_to_a_mark_out_of_view(view: TimelineView) -> None:
    view.viewport.zoom_to_span(Span(0, 5_000))
    view.marks.set_selection(LATE.ref)
    assert 0 <= view.viewport.axis.x_of(70_000) <= view.viewport.axis.width_px


def test_focus_is_shown_after_keys_but_not_after_a_click(qtbot: QtBot, view: TimelineView) -> None:
    def edge() -> str:
        return view.grab().toImage().pixelColor(1, view.lanes.bottom // 2).name()

    with qtbot.waitActive(view):
        view.activateWindow()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    plain = edge()
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert edge() == LIGHT.focus.lower() != plain
    view.clearFocus()
    assert edge() == plain
