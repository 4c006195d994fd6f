"""Marks being moved stay under the pointer, whatever is changed elsewhere meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from tests.ui.timeline.builders import TRACK, cue, moment, tagged, timeline
from tests.ui.timeline.test_selecting import auto_repeat
from tests.ui.timeline.timeline_view import drag, mark_point, move, shown_view
from ui.timeline.geometry.following import Follow
from ui.timeline.view import TimelineView

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier
HEART = MarkRef(MarkKind.MOMENT, 1)
TAG, OTHER = tagged(1, 20_000, 30_000), tagged(2, 60_000)
Moved = list[dict[MarkRef, Span]]


def track(*more: tuple[int, int]) -> TrackTimeline:
    """What is on the track, plus marks made meanwhile: id and time."""
    tags = [TAG, OTHER, *(tagged(tag_id, at_ms) for tag_id, at_ms in more)]
    return timeline(100_000, tags=tags, moments=[moment(1, 40_000)], cues=[cue(1, 5_000, 90_000)])


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, track())


@pytest.fixture
def moved(view: TimelineView) -> Moved:
    heard: Moved = []
    view.marks.marks_moved.connect(heard.append)
    return heard


def test_a_held_arrow_continues_from_where_the_mark_is_shown(
    qtbot: QtBot, view: TimelineView, moved: Moved
) -> None:
    view.marks.set_selected([TAG.ref, HEART])
    qtbot.keyPress(view.canvas, Key.Key_Right, SHIFT)
    for _ in range(4):
        auto_repeat(view, Key.Key_Right, SHIFT)
    view.marks.set_timeline(track((7, 25_000)))
    assert view.marks.span_of(TAG.ref) == Span(20_500, 30_500)
    assert view.marks.span_of(HEART) == Span.point(40_500)
    auto_repeat(view, Key.Key_Right, SHIFT)
    assert view.marks.span_of(TAG.ref) == Span(20_600, 30_600)
    qtbot.keyRelease(view.canvas, Key.Key_Right, SHIFT)
    assert moved == [{TAG.ref: Span(20_600, 30_600), HEART: Span.point(40_600)}]


def test_a_drag_keeps_its_marks_under_the_pointer(
    qtbot: QtBot, view: TimelineView, moved: Moved
) -> None:
    start = mark_point(view, TAG.ref, 25_000)
    end = start + QPoint(100, 0)
    drag(qtbot, view, start, end, keys=ALT, release=False)
    shown = view.marks.span_of(TAG.ref)
    assert shown is not None and shown.start_ms > 29_000
    view.marks.set_timeline(track((7, 25_000)))
    assert view.marks.span_of(TAG.ref) == shown
    move(view, end + QPoint(1, 0), LEFT, ALT)
    after = view.marks.span_of(TAG.ref)
    assert after is not None and 0 < after.start_ms - shown.start_ms < 300
    qtbot.mouseRelease(view.canvas, LEFT, ALT, end)
    assert moved == [{TAG.ref: after}]


def test_a_dropped_mark_shows_the_data_again(qtbot: QtBot, view: TimelineView) -> None:
    """The mark was saved elsewhere than it was dropped, or not at all: the data is right."""
    view.marks.set_selection(TAG.ref)
    qtbot.keyClick(view.canvas, Key.Key_Right, SHIFT)
    assert view.marks.span_of(TAG.ref) == Span(20_100, 30_100)
    view.marks.set_timeline(track())
    assert view.marks.span_of(TAG.ref) == TAG.span


def test_a_nudged_mark_deleted_elsewhere_is_dropped(
    qtbot: QtBot, view: TimelineView, moved: Moved
) -> None:
    view.marks.set_selected([TAG.ref, HEART])
    qtbot.keyPress(view.canvas, Key.Key_Right, SHIFT)
    left = timeline(100_000, tags=[OTHER], moments=[moment(1, 40_000)])
    view.marks.set_timeline(left)
    assert view.marks.selected_marks == (HEART,)
    assert view.marks.span_of(HEART) == Span.point(40_100)
    auto_repeat(view, Key.Key_Right, SHIFT)
    qtbot.keyRelease(view.canvas, Key.Key_Right, SHIFT)
    assert moved == [{HEART: Span.point(40_200)}]


def test_a_dragged_mark_deleted_elsewhere_saves_nothing(
    qtbot: QtBot, view: TimelineView, moved: Moved
) -> None:
    start = mark_point(view, TAG.ref, 25_000)
    drag(qtbot, view, start, start + QPoint(100, 0), keys=ALT, release=False)
    view.marks.set_timeline(timeline(100_000, tags=[OTHER]))
    move(view, start + QPoint(120, 0), LEFT, ALT)
    qtbot.mouseRelease(view.canvas, LEFT, ALT, start + QPoint(120, 0))
    assert moved == [] and view.marks.selected_marks == ()


def test_another_track_ends_a_drag(qtbot: QtBot, view: TimelineView, moved: Moved) -> None:
    view.marks.set_selection(TAG.ref)
    qtbot.keyPress(view.canvas, Key.Key_Right, SHIFT)
    elsewhere = replace(track(), track_id=type(TRACK)(8))
    view.marks.set_timeline(elsewhere)
    assert view.marks.span_of(TAG.ref) == TAG.span
    qtbot.keyRelease(view.canvas, Key.Key_Right, SHIFT)
    assert moved == []


def test_the_page_does_not_turn_while_an_arrow_is_held(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom_to_span(Span(18_000, 34_000))
    view.viewport.set_follow(Follow.PAGE)
    view.marks.set_selection(TAG.ref)
    view.viewport.set_position(33_000)
    view.viewport.set_playing(True)
    qtbot.keyPress(view.canvas, Key.Key_Right)
    before = view.viewport.axis
    view.viewport.set_position(36_000)
    assert view.viewport.axis == before
    qtbot.keyRelease(view.canvas, Key.Key_Right)
    view.viewport.set_position(36_010)
    assert view.viewport.axis != before


def test_a_cancelled_rubber_band_selects_no_deleted_marks(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selected([TAG.ref, OTHER.ref])
    slot = view.lanes.slot_holding(TAG.ref)
    assert slot is not None
    start = QPoint(round(view.canvas.gutter_px + view.viewport.axis.x_of(80_000)), slot.bottom - 3)
    drag(qtbot, view, start, start + QPoint(60, -20), release=False)
    view.marks.set_timeline(timeline(100_000, tags=[OTHER], moments=[moment(1, 40_000)]))
    qtbot.keyClick(view.canvas, Key.Key_Escape)
    assert view.marks.selected_marks == (OTHER.ref,)
    qtbot.mouseRelease(view.canvas, LEFT, pos=start)
