"""Several marks at once: selected by mouse and keys, moved together, described."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from tests.ui.timeline.builders import cue, moment, tagged, timeline
from tests.ui.timeline.timeline_view import drag, mark_point, shown_view
from ui.timeline.geometry.edges import Edge
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.view import TimelineView

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
EARLY, MIDDLE, LATE = tagged(1, 10_000, 20_000), tagged(2, 40_000), tagged(3, 60_000, 65_000)
HEART, SECOND = MarkRef(MarkKind.MOMENT, 1), MarkRef(MarkKind.MOMENT, 2)
CUE = MarkRef(MarkKind.CUE, 1)
TIMELINE = timeline(
    100_000,
    tags=[EARLY, MIDDLE, LATE],
    moments=[moment(1, 30_000), moment(2, 70_000)],
    cues=[cue(1, 5_000, 80_000)],
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, TIMELINE)


@pytest.fixture
def moved(view: TimelineView) -> list[dict[MarkRef, Span]]:
    heard: list[dict[MarkRef, Span]] = []
    view.marks.marks_moved.connect(heard.append)
    return heard


def click(qtbot: QtBot, view: TimelineView, ref: MarkRef, keys: Qt.KeyboardModifier) -> None:
    span = view.marks.span_of(ref)
    assert span is not None
    at = mark_point(view, ref, (span.start_ms + span.end_ms) / 2)
    qtbot.mouseClick(view.canvas, LEFT, keys, at)


def lane_point(view: TimelineView, ref: MarkRef, ms: float, foot_px: int = 3) -> QPoint:
    """Above the bottom of a mark's lane, where nothing is; at most its top."""
    slot = view.lanes.slot_holding(ref)
    assert slot is not None
    y = max(slot.top + 2, slot.bottom - foot_px)
    return QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(ms)), y)


def test_ctrl_click_toggles_marks_of_any_kind(qtbot: QtBot, view: TimelineView) -> None:
    for ref in (EARLY.ref, HEART, CUE):
        click(qtbot, view, ref, CTRL)
    assert set(view.marks.selected_marks) == {EARLY.ref, HEART, CUE}
    assert view.marks.selection == CUE
    click(qtbot, view, CUE, CTRL)
    assert set(view.marks.selected_marks) == {EARLY.ref, HEART}
    click(qtbot, view, EARLY.ref, CTRL)
    click(qtbot, view, HEART, CTRL)
    assert view.marks.selected_marks == () and view.marks.selection is None


def test_shift_click_selects_a_range_and_keeps_its_anchor(qtbot: QtBot, view: TimelineView) -> None:
    click(qtbot, view, MIDDLE.ref, Qt.KeyboardModifier.NoModifier)
    click(qtbot, view, LATE.ref, SHIFT)
    assert view.marks.selected_marks == (MIDDLE.ref, LATE.ref)
    click(qtbot, view, EARLY.ref, SHIFT)
    assert view.marks.selected_marks == (EARLY.ref, MIDDLE.ref)
    click(qtbot, view, SECOND, SHIFT)
    assert view.marks.selected_marks == (MIDDLE.ref, LATE.ref, SECOND), "across lanes, by time"


def test_a_click_in_a_selection_leaves_only_that_mark(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selected([EARLY.ref, LATE.ref, HEART])
    click(qtbot, view, LATE.ref, Qt.KeyboardModifier.NoModifier)
    assert view.marks.selected_marks == (LATE.ref,)


def test_a_drag_in_a_selection_moves_all_of_it_once(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selected([EARLY.ref, LATE.ref, HEART])
    start = mark_point(view, LATE.ref, 62_500)
    drag(qtbot, view, start, start + QPoint(60, 0), keys=ALT)
    (spans,) = moved
    assert set(spans) == {EARLY.ref, LATE.ref, HEART}
    by_ms = spans[LATE.ref].start_ms - 60_000
    assert abs(by_ms - view.viewport.axis.ms_for(60)) <= view.viewport.axis.ms_for(1.5)
    assert spans[EARLY.ref] == Span(10_000 + by_ms, 20_000 + by_ms)
    assert spans[HEART] == Span.point(30_000 + by_ms)


def test_the_block_stops_at_the_tracks_end(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selected([EARLY.ref, SECOND])
    start = mark_point(view, EARLY.ref, 15_000)
    drag(qtbot, view, start, start + QPoint(700, 0), keys=ALT)
    assert moved == [{EARLY.ref: Span(40_000, 50_000), SECOND: Span.point(100_000)}]


def test_a_dragged_edge_resizes_every_span_and_leaves_points(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selected([EARLY.ref, MIDDLE.ref, LATE.ref])
    edge = mark_point(view, EARLY.ref, 20_000)
    drag(qtbot, view, edge, edge - QPoint(400, 0), keys=ALT)
    (spans,) = moved
    assert spans[LATE.ref].duration_ms == 10, "the shortest sets the limit"
    assert spans[EARLY.ref] == Span(10_000, 15_010)
    assert spans[MIDDLE.ref] == Span.point(40_000)


def test_ctrl_drag_makes_copies_and_leaves_the_marks(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selected([EARLY.ref, HEART])
    start = mark_point(view, EARLY.ref, 15_000)
    with qtbot.waitSignal(view.marks_copied) as copied:
        drag(qtbot, view, start, start + QPoint(100, 0), keys=CTRL | ALT)
    (spans,) = copied.args
    assert set(spans) == {EARLY.ref, HEART}
    assert spans[EARLY.ref].start_ms > 10_000
    assert moved == []
    assert view.marks.span_of(EARLY.ref) == EARLY.span


def test_a_rubber_band_selects_what_it_touches(qtbot: QtBot, view: TimelineView) -> None:
    start = lane_point(view, EARLY.ref, 35_000)
    with qtbot.assertNotEmitted(view.seek_requested):
        drag(qtbot, view, start, lane_point(view, EARLY.ref, 62_000, foot_px=1_000))
    assert view.marks.selected_marks == (MIDDLE.ref, LATE.ref)
    assert view.marks.selected_span is None


def test_a_rubber_band_reaches_over_lanes_and_joins_with_ctrl(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(EARLY.ref)
    start = lane_point(view, EARLY.ref, 50_000)
    end = lane_point(view, HEART, 75_000, foot_px=1)
    drag(qtbot, view, start, end, keys=CTRL)
    assert set(view.marks.selected_marks) == {EARLY.ref, SECOND}


def test_a_rubber_band_that_touches_nothing_selects_the_passage(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.marks.set_selection(EARLY.ref)
    with qtbot.waitSignal(view.marks.span_selected):
        drag(qtbot, view, lane_point(view, EARLY.ref, 82_000), lane_point(view, HEART, 90_000, 30))
    span = view.marks.selected_span
    assert span is not None
    assert abs(span.start_ms - 82_000) < 200 and abs(span.end_ms - 90_000) < 200
    assert view.marks.selected_marks == ()


def test_escape_cancels_the_rubber_band(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selected([EARLY.ref, HEART])
    start = lane_point(view, EARLY.ref, 35_000)
    drag(qtbot, view, start, lane_point(view, EARLY.ref, 62_000, foot_px=1_000), release=False)
    assert view.marks.selected_marks == (MIDDLE.ref, LATE.ref)
    qtbot.keyClick(view.canvas, Key.Key_Escape)
    assert view.marks.selected_marks == (EARLY.ref, HEART)
    qtbot.mouseRelease(view.canvas, LEFT, pos=start)
    assert view.marks.selected_marks == (EARLY.ref, HEART)


def test_select_all_selects_the_lane_then_everything(view: TimelineView) -> None:
    view.marks.set_selection(MIDDLE.ref)
    view.marks.select_all()
    assert set(view.marks.selected_marks) == {EARLY.ref, MIDDLE.ref, LATE.ref}
    assert view.marks.selection == MIDDLE.ref
    view.marks.select_all()
    assert len(view.marks.selected_marks) == 6


def test_shift_with_up_and_down_extends_within_the_lane(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(EARLY.ref)
    qtbot.keyClick(view.canvas, Key.Key_Down, SHIFT)
    assert view.marks.selected_marks == (EARLY.ref, MIDDLE.ref)
    qtbot.keyClick(view.canvas, Key.Key_Down, SHIFT)
    qtbot.keyClick(view.canvas, Key.Key_Up, SHIFT)
    assert view.marks.selected_marks == (EARLY.ref, MIDDLE.ref)
    assert view.marks.selection == MIDDLE.ref


def test_arrows_nudge_all_of_them_as_one(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selected([EARLY.ref, CUE])
    qtbot.keyClick(view.canvas, Key.Key_Left, CTRL)
    assert moved == [{CUE: Span(4_000, 79_000), EARLY.ref: Span(9_000, 19_000)}]
    for _ in range(9):
        qtbot.keyClick(view.canvas, Key.Key_Left, CTRL)
    assert view.marks.selected_spans() == {CUE: Span(0, 75_000), EARLY.ref: Span(5_000, 15_000)}


def test_a_held_arrow_is_saved_once_on_release(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selection(MIDDLE.ref)
    qtbot.keyPress(view.canvas, Key.Key_Right, SHIFT)
    for _ in range(20):
        auto_repeat(view, Key.Key_Right, SHIFT)
    assert moved == []
    assert view.marks.span_of(MIDDLE.ref) == Span.point(42_100)
    qtbot.keyRelease(view.canvas, Key.Key_Right, SHIFT)
    assert moved == [{MIDDLE.ref: Span.point(42_100)}]


def test_a_held_arrow_is_saved_when_focus_is_lost(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selection(MIDDLE.ref)
    qtbot.keyPress(view.canvas, Key.Key_Right)
    view.clearFocus()
    assert moved == [{MIDDLE.ref: Span.point(40_010)}]
    qtbot.keyRelease(view.canvas, Key.Key_Right)
    assert len(moved) == 1


def test_escape_cancels_a_held_arrow(
    qtbot: QtBot, view: TimelineView, moved: list[dict[MarkRef, Span]]
) -> None:
    view.marks.set_selection(MIDDLE.ref)
    qtbot.keyPress(view.canvas, Key.Key_Right)
    qtbot.keyClick(view.canvas, Key.Key_Escape)
    qtbot.keyRelease(view.canvas, Key.Key_Right)
    assert moved == []
    assert view.marks.span_of(MIDDLE.ref) == MIDDLE.span
    assert view.marks.selection == MIDDLE.ref


def test_a_right_click_in_a_selection_keeps_it(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selected([EARLY.ref, HEART])
    for ref, left in ((EARLY.ref, 2), (CUE, 1)):
        at = mark_point(view, ref, 15_000)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
        QApplication.sendEvent(view.canvas, event)
        assert len(view.marks.selected_marks) == left


def test_deleted_marks_leave_the_selection(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selected([EARLY.ref, LATE.ref, HEART])
    with qtbot.waitSignal(view.marks.selection_changed):
        view.marks.set_timeline(timeline(100_000, tags=[EARLY], moments=[moment(1, 30_000)]))
    assert view.marks.selected_marks == (EARLY.ref, HEART)


@pytest.mark.parametrize(
    "news", [replace(timeline(50_000), track_id=TrackId(99)), timeline(50_000), None]
)
def test_whoever_hears_of_the_new_view_finds_no_mark_selected_that_is_gone(
    view: TimelineView, news: TrackTimeline | None
) -> None:
    view.marks.set_selected([EARLY.ref, HEART])
    seen: list[tuple[MarkRef, ...]] = []
    view.viewport.axis_changed.connect(lambda: seen.append(view.marks.selected_marks))
    view.marks.set_timeline(news)
    assert seen and set(seen) == {()}


def test_the_description_says_how_many_are_selected(view: TimelineView) -> None:
    view.marks.set_selected([EARLY.ref, HEART])
    heard = QAccessible.queryAccessibleInterface(view.canvas).text(QAccessible.Text.Description)
    assert heard == (
        "2 marks selected, 0:10.000 to 0:30.000. "
        "Last: Wonder, felt, intensity 3 of 5, 0:10.000 to 0:20.000"
    )


def test_all_selected_marks_look_selected(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(EARLY.ref)
    one = view.grab().toImage()
    view.marks.set_selected([EARLY.ref, LATE.ref])
    assert view.grab().toImage() != one


def auto_repeat(view: TimelineView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """As X11 and Wayland send it while a key is held: releases and presses, all marked."""
    for kind in (QKeyEvent.Type.KeyRelease, QKeyEvent.Type.KeyPress):
        QApplication.sendEvent(view.canvas, QKeyEvent(kind, key, modifiers, "", True))


def test_marks_snap_to_beats_that_a_lane_knows(
    qtbot: QtBot,
    view: TimelineView,
    moved: list[dict[MarkRef, Span]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Any lane may offer edges to snap to, through `edges_near`."""
    beat = Edge(45_120, "Beat")
    monkeypatch.setattr(view.lanes.of(WaveformLane), "edges_near", lambda *_asked: [beat])
    start = mark_point(view, MIDDLE.ref, 40_000)
    at_beat = QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(45_120)) + 4, start.y())
    drag(qtbot, view, start, at_beat)
    assert moved == [{MIDDLE.ref: Span.point(45_120)}]
