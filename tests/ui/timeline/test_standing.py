"""Several marks that aren’t next to each other, with keys alone: move on, toggle."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.ui.timeline.builders import cue, moment, tagged, timeline
from tests.ui.timeline.test_selecting import auto_repeat
from tests.ui.timeline.timeline_view import shown_view, view_before_button
from ui.shell.key_table import ON_MARKS
from ui.timeline.view import TimelineView

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TAGS = [tagged(n, n * 10_000, emotion=n) for n in range(1, 6)]
HEART, CUE = MarkRef(MarkKind.MOMENT, 1), MarkRef(MarkKind.CUE, 1)
TIMELINE = timeline(100_000, tags=TAGS, moments=[moment(1, 25_000)], cues=[cue(1, 60_000, 80_000)])
FIRST, SECOND, THIRD, FOURTH, FIFTH = (item.ref for item in TAGS)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, TIMELINE)


def walk_on(qtbot: QtBot, view: TimelineView, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(view.canvas, Key.Key_Tab, CTRL)


def toggle(qtbot: QtBot, view: TimelineView) -> None:
    qtbot.keyClick(view.canvas, Key.Key_Return, CTRL)


def described(view: TimelineView) -> str:
    return QAccessible.queryAccessibleInterface(view.canvas).text(QAccessible.Text.Description)


def test_moving_on_keeps_the_selection_and_ctrl_enter_toggles(
    qtbot: QtBot, view: TimelineView
) -> None:
    qtbot.keyClick(view.canvas, Key.Key_PageDown, CTRL)
    assert view.marks.selected_marks == (FIRST,)
    walk_on(qtbot, view, 3)
    assert view.marks.standing == THIRD, "the favourite lies between them"
    assert view.marks.selected_marks == (FIRST,) and view.marks.selection == FIRST
    toggle(qtbot, view)
    assert view.marks.selected_marks == (FIRST, THIRD) and view.marks.standing == THIRD
    walk_on(qtbot, view, 3)
    assert view.marks.standing == CUE, "past the two between, into another lane"
    toggle(qtbot, view)
    assert view.marks.selected_marks == (FIRST, THIRD, CUE)
    for _ in range(3):
        qtbot.keyClick(view.canvas, Key.Key_Backtab, CTRL | SHIFT)
    toggle(qtbot, view)
    assert view.marks.selected_marks == (FIRST, CUE), "and out again"


def test_ctrl_space_does_the_same_if_no_input_method_uses_it(
    qtbot: QtBot, view: TimelineView
) -> None:
    walk_on(qtbot, view, 2)
    qtbot.keyClick(view.canvas, Key.Key_Space, CTRL)
    assert view.marks.selected_marks == (SECOND,)
    qtbot.keyClick(view.canvas, Key.Key_Space, CTRL)
    assert view.marks.selected_marks == () and view.marks.standing == SECOND


def test_a_held_key_moves_on_repeatedly_but_toggles_once(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(FIRST)
    qtbot.keyPress(view.canvas, Key.Key_Tab, CTRL)
    for _ in range(2):
        auto_repeat(view, Key.Key_Tab, CTRL)
    assert view.marks.standing == THIRD
    qtbot.keyPress(view.canvas, Key.Key_Return, CTRL)
    for _ in range(3):
        auto_repeat(view, Key.Key_Return, CTRL)
    assert view.marks.selected_marks == (FIRST, THIRD)


def test_removing_the_last_one_keeps_the_place_of_the_keys(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(SECOND)
    toggle(qtbot, view)
    assert view.marks.selected_marks == () and view.marks.selection is None
    walk_on(qtbot, view)
    assert view.marks.standing == HEART
    qtbot.keyClick(view.canvas, Key.Key_PageDown, CTRL)
    assert view.marks.selected_marks == (THIRD,), "it goes on from there and selects"


def test_moving_on_stops_at_the_ends(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(CUE)
    walk_on(qtbot, view, 3)
    assert view.marks.standing == CUE and view.hasFocus()
    qtbot.keyClick(view.canvas, Key.Key_Tab, CTRL | SHIFT)
    assert view.marks.standing == FIFTH


def test_enter_plays_the_mark_one_moved_on_to(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(FIRST)
    walk_on(qtbot, view)
    with qtbot.waitSignal(view.marks.mark_activated) as heard:
        qtbot.keyClick(view.canvas, Key.Key_Return)
    assert heard.args == [SECOND] and view.marks.selected_marks == (FIRST,)


def test_arrows_nudge_the_selection_not_the_mark_one_moved_on_to(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(FIRST)
    walk_on(qtbot, view, 3)
    with qtbot.waitSignal(view.marks.marks_moved) as moved:
        qtbot.keyClick(view.canvas, Key.Key_Right, SHIFT)
    assert moved.args == [{FIRST: Span.point(10_100)}]


def test_up_down_and_shift_continue_from_the_mark_one_moved_on_to(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(FIRST)
    walk_on(qtbot, view, 3)
    qtbot.keyClick(view.canvas, Key.Key_Down, SHIFT)
    assert view.marks.selected_marks == (FIRST, SECOND, THIRD, FOURTH), (
        "from the anchor to the next one"
    )
    view.marks.set_selection(FIRST)
    walk_on(qtbot, view, 2)
    qtbot.keyClick(view.canvas, Key.Key_Up)
    assert view.marks.selected_marks == (SECOND,)


def test_a_click_or_escape_ends_it(qtbot: QtBot, view: TimelineView) -> None:
    walk_on(qtbot, view, 2)
    qtbot.keyClick(view.canvas, Key.Key_Escape)
    assert view.marks.standing is None
    walk_on(qtbot, view)
    assert view.marks.standing == FIRST
    view.marks.set_selection(FIFTH)
    assert view.marks.standing == FIFTH


def test_one_is_not_left_at_a_deleted_mark(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(FIRST)
    walk_on(qtbot, view)
    view.marks.set_timeline(timeline(100_000, tags=[TAGS[0]]))
    assert view.marks.standing == FIRST


def test_the_mark_one_moved_on_to_is_shown_described_and_scrolled_to(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(FIRST)
    before = view.grab().toImage()
    walk_on(qtbot, view, 3)
    assert differs(before, view.grab().toImage())
    told = described(view)
    assert told.startswith("Nostalgia, felt, intensity 3 of 5, at 0:30.000, not selected.")
    assert told.endswith("1 mark selected.")
    toggle(qtbot, view)
    assert ", selected. 2 marks selected." in described(view)
    focused = QAccessible.queryAccessibleInterface(view.canvas).focusChild()
    assert focused is not None and focused.text(QAccessible.Text.Value) == "at 0:30.000"
    assert focused.state().focused and focused.state().selected
    view.viewport.zoom_to_span(Span(29_000, 31_000))
    walk_on(qtbot, view)
    assert view.viewport.axis.visible.contains(40_000)


def test_one_can_move_on_to_a_mark_in_a_count(qtbot: QtBot) -> None:
    """It isn't drawn there itself; its place is shown, and the description says the rest."""
    crowd = [tagged(n, 50_000, emotion=n) for n in range(1, 40)]
    view = shown_view(qtbot, timeline(100_000, tags=crowd))
    before = view.grab().toImage()
    walk_on(qtbot, view, 5)
    assert differs(before, view.grab().toImage())
    toggle(qtbot, view)
    walk_on(qtbot, view, 7)
    toggle(qtbot, view)
    assert len(view.marks.selected_marks) == 2


def test_the_keys_reach_the_marks_beside_other_widgets(qtbot: QtBot) -> None:
    """Ctrl+Tab does not leave the timeline, as Tab does after the last mark."""
    _window, view, _button = view_before_button(qtbot, TIMELINE)
    walk_on(qtbot, view, 12)
    assert view.hasFocus() and view.marks.standing == CUE


def test_the_list_of_shortcuts_has_them() -> None:
    keys = " ".join(key for gesture in ON_MARKS for key in gesture.keys)
    for wanted in ("Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+Enter", "Ctrl+Space"):
        assert wanted in keys


def differs(one: QImage, other: QImage) -> bool:
    return one != other
