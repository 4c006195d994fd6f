"""Zooms that glide: the anchor stays, pictures are scaled on the way and sharp at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.ui.timeline.builders import busy_timeline, swelling_peaks, tagged, timeline
from tests.ui.timeline.geometry.test_time_axis import axes, shares
from tests.ui.timeline.timeline_view import mark_point, point_at, shown_view, wheel
from ui.timeline.geometry.following import Follow
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.view import TimelineView


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, busy_timeline(100_000, 80))
    view.waveform.set_peaks(swelling_peaks(100_000))
    view.viewport.set_reduced_motion(False)
    QApplication.processEvents()
    return view


def pinched(view: TimelineView, at: QPoint, value: float) -> None:
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(at),
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        value,
        QPointF(),
    )
    QApplication.sendEvent(view.canvas, event)


@given(axes(), st.floats(0.2, 8), shares, shares)
def test_an_anchor_stays_under_the_pointer_all_the_way(
    axis: TimeAxis, factor: float, at: float, share: float
) -> None:
    anchor = axis.width_px * at
    zoomed = axis.zoomed(factor, anchor)
    anchor_ms = axis.ms_at(anchor)
    on_the_way = axis.toward(zoomed, share)
    if abs(zoomed.x_of(anchor_ms) - anchor) < 1e-3:  # no end of the track was in the way
        assert on_the_way.x_of(anchor_ms) == pytest.approx(anchor, abs=0.02)
    low, high = sorted((axis.ms_per_px, zoomed.ms_per_px))
    assert low * (1 - 1e-9) <= on_the_way.ms_per_px <= high * (1 + 1e-9)


@given(axes(), shares, shares, shares)
def test_what_start_and_end_show_is_shown_all_the_way(
    axis: TimeAxis, a: float, b: float, share: float
) -> None:
    span = Span.between(int(a * axis.duration_ms), int(b * axis.duration_ms))
    shown = axis.showing(span)
    on_the_way = axis.toward(shown, share)
    start, end = max(axis.start_ms, shown.start_ms), min(axis.end_ms, shown.end_ms)
    assert axis.toward(shown, 0).start_ms == pytest.approx(axis.start_ms, abs=0.01)
    assert axis.toward(shown, 1) == shown
    if start < end:
        assert on_the_way.start_ms <= start + 0.01 and on_the_way.end_ms >= end - 0.01


def test_a_zoom_glides_under_the_pointer_and_ends_where_it_was_meant_to(
    qtbot: QtBot, view: TimelineView
) -> None:
    at = point_at(view, 30_000)
    x = at.x() - view.canvas.gutter_px
    wanted, anchor_ms = view.viewport.axis.zoomed(1.25**2, x), view.viewport.axis.ms_at(x)
    seen: list[TimeAxis] = []
    view.viewport.axis_changed.connect(lambda _span: seen.append(view.viewport.axis))
    wheel(view, at, 240)
    assert view.viewport.is_gliding and view.viewport.goal_axis == wanted
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    assert view.viewport.axis == wanted
    assert len(seen) >= 3, "it moved in steps"
    assert all(axis.x_of(anchor_ms) == pytest.approx(x, abs=0.01) for axis in seen)


def test_quick_turns_of_the_wheel_add_up(qtbot: QtBot, view: TimelineView) -> None:
    at, before = point_at(view, 30_000), view.viewport.axis.ms_per_px
    for _ in range(5):
        wheel(view, at, 120)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    assert view.viewport.axis.ms_per_px == pytest.approx(before / 1.25**5)


def test_gliding_scales_pictures_and_paints_each_lane_at_most_once(
    qtbot: QtBot, view: TimelineView
) -> None:
    for factor in (3.0, 1 / 3.0):
        painted: list[object] = []
        for slot in view.lanes.slots[1:]:
            counted(slot.lane, painted)
        steps: list[Span] = []
        view.viewport.axis_changed.connect(steps.append)
        view.viewport.zoom(factor, 400)
        qtbot.waitUntil(lambda: not view.viewport.is_gliding)
        view.grab()
        assert len(steps) >= 3
        feelings = view.lanes.of(EmotionLane)
        scaled = [lane for lane in painted if lane is not feelings]
        # The waveform is painted twice: played and unplayed.
        assert len(scaled) <= len(view.lanes.slots)
        assert len(painted) - len(scaled) >= 3, "rows part as one zooms: at each step"


def counted(lane: object, painted: list[object]) -> None:
    paint = lane.paint  # type: ignore[attr-defined]

    def counting(painter: object, area: object) -> None:
        painted.append(lane)
        paint(painter, area)

    lane.paint = counting  # type: ignore[attr-defined]


def test_after_a_glide_it_looks_the_same_as_without(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom(4, 300)
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    glided = view.grab().toImage()
    other = shown_view(qtbot, busy_timeline(100_000, 80))
    other.waveform.set_peaks(swelling_peaks(100_000))
    other.viewport.zoom(4, 300)
    assert other.viewport.axis == view.viewport.axis
    assert glided == other.grab().toImage()


def test_with_reduced_motion_the_view_changes_at_once(view: TimelineView) -> None:
    view.viewport.zoom(4, 300)
    assert view.viewport.is_gliding
    view.viewport.set_reduced_motion(True)
    assert not view.viewport.is_gliding
    assert view.viewport.axis.ms_per_px == pytest.approx(view.viewport.axis.whole_ms_per_px / 4)
    view.viewport.zoom_to_span(Span(20_000, 30_000))
    assert not view.viewport.is_gliding
    assert view.viewport.axis.visible.contains(25_000)


def test_a_pinch_follows_the_fingers_at_once_and_is_drawn_sharp_when_they_rest(
    qtbot: QtBot, view: TimelineView
) -> None:
    at, before = point_at(view, 40_000), view.viewport.axis.ms_per_px
    x = at.x() - view.canvas.gutter_px
    anchor = view.viewport.axis.ms_at(x)
    for value in (0.1, 0.15, 0.2):
        pinched(view, at, value)
        assert view.viewport.axis.ms_at(x) == pytest.approx(anchor, abs=0.5)
    assert view.viewport.axis.ms_per_px == pytest.approx(before / (1.1 * 1.15 * 1.2))
    assert view.viewport.is_gliding
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    assert view.viewport.axis.ms_per_px == pytest.approx(before / (1.1 * 1.15 * 1.2))


def test_two_fingers_on_a_screen_zoom_about_their_middle(qtbot: QtBot, view: TimelineView) -> None:
    screen = QTest.createTouchDevice()
    middle, y = view.canvas.gutter_px + 400, 150
    anchor = view.viewport.axis.ms_at(400)
    before = view.viewport.axis.ms_per_px

    def at(apart: int) -> tuple[QPoint, QPoint]:
        return QPoint(middle - apart, y), QPoint(middle + apart, y)

    left, right = at(40)
    QTest.touchEvent(view.canvas, screen).press(0, left, view).press(1, right, view).commit()
    for apart in range(50, 130, 10):
        left, right = at(apart)
        QTest.touchEvent(view.canvas, screen).move(0, left, view).move(1, right, view).commit()
    QTest.touchEvent(view.canvas, screen).release(0, left, view).release(1, right, view).commit()
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    assert view.viewport.axis.ms_per_px == pytest.approx(before / 3, rel=0.01)
    assert view.viewport.axis.ms_at(400) == pytest.approx(
        anchor, abs=2 * view.viewport.axis.ms_per_px
    )


def test_a_second_finger_cancels_the_firsts_gesture(qtbot: QtBot, view: TimelineView) -> None:
    screen, at = QTest.createTouchDevice(), point_at(view, 40_000)
    with (
        qtbot.assertNotEmitted(view.seek_requested),
        qtbot.assertNotEmitted(view.marks.span_selected),
    ):
        QTest.touchEvent(view.canvas, screen).press(0, at, view).commit()
        QTest.touchEvent(view.canvas, screen).move(0, at + QPoint(60, 0), view).commit()
        assert view.viewport.is_held()
        far = at + QPoint(200, 0)
        QTest.touchEvent(view.canvas, screen).stationary(0).press(1, far, view).commit()
        assert not view.viewport.is_held()
        QTest.touchEvent(view.canvas, screen).stationary(0).release(1, far, view).commit()
        QTest.touchEvent(view.canvas, screen).release(0, at, view).commit()


def test_one_finger_acts_as_the_mouse(qtbot: QtBot, view: TimelineView) -> None:
    screen, at = QTest.createTouchDevice(), point_at(view, 70_000)
    with qtbot.waitSignal(view.seek_requested) as asked:
        QTest.touchEvent(view.canvas, screen).press(0, at, view).commit()
        QTest.touchEvent(view.canvas, screen).release(0, at, view).commit()
    assert asked.args[0] == pytest.approx(70_000, abs=view.viewport.axis.ms_for(1.5))


def test_two_taps_play_a_mark_again(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(100_000, tags=[tagged(1, 20_000, 60_000)]))
    screen, at = QTest.createTouchDevice(), mark_point(view, tagged(1, 0).ref, 40_000)
    with qtbot.waitSignal(view.marks.mark_activated) as heard:
        for _ in range(2):
            QTest.touchEvent(view.canvas, screen).press(0, at, view).commit()
            QTest.touchEvent(view.canvas, screen).release(0, at, view).commit()
    assert heard.args == [tagged(1, 0).ref]


def test_scrolling_in_the_middle_of_a_glide_keeps_the_zoom(view: TimelineView) -> None:
    view.viewport.zoom(5, 300)
    wanted = view.viewport.goal_axis
    view.viewport.scroll_by(10)
    assert not view.viewport.is_gliding
    assert view.viewport.axis == wanted.scrolled_by(10)


def test_the_music_is_followed_again_after_a_glide(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.set_follow(Follow.CENTRED)
    view.viewport.set_playing(True)
    view.viewport.set_position(50_000)
    view.viewport.zoom(4, view.viewport.axis.width_px / 2)
    view.viewport.set_position(50_100)
    assert view.viewport.is_gliding, "a tick of the music does not cut a glide short"
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    view.viewport.set_position(52_000)
    assert view.viewport.axis.x_of(52_000) == pytest.approx(view.viewport.axis.width_px / 2, abs=1)


def test_hiding_in_the_middle_of_a_glide_ends_it(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom(4, 300)
    wanted = view.viewport.goal_axis
    view.hide()
    QApplication.sendPostedEvents(view, QEvent.Type.None_)
    qtbot.waitUntil(lambda: not view.viewport.is_gliding)
    assert view.viewport.axis == wanted
