"""A drag held at the view's edge scrolls the view and moves with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.ui.timeline.builders import cue, moment, tagged, timeline
from tests.ui.timeline.timeline_view import drag, mark_point, move, point_at, shown_view
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.following import Follow
from ui.timeline.input.edge_scroll import EDGE_PX, EdgeScroll
from ui.timeline.view import TimelineView

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
DURATION_MS = 100_000
TAG, LATER = tagged(1, 42_000, 46_000), tagged(2, 52_000, 53_000)
BEYOND = 400


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """Ten seconds in view, from 40 s on; the zoom around the mark."""
    marks = timeline(
        DURATION_MS,
        tags=[TAG, LATER],
        moments=[moment(1, 75_000)],
        cues=[cue(1, 60_000, 80_000)],
    )
    view = shown_view(qtbot, marks)
    view.viewport.set_axis(view.viewport.axis.showing(Span(40_000, 50_000), 0))
    return view


def right(view: TimelineView, out_px: float, y: int) -> QPoint:
    """So far into the right edge, where scrolling starts."""
    return QPoint(round(view.canvas.gutter_px + view.viewport.axis.width_px - EDGE_PX + out_px), y)


def left(view: TimelineView, out_px: float, y: int) -> QPoint:
    return QPoint(round(view.canvas.gutter_px + EDGE_PX - out_px), y)


def scroller(view: TimelineView) -> EdgeScroll | None:
    """The one under way."""
    return next((one for one in view.findChildren(EdgeScroll) if is_scrolling(one)), None)


def is_scrolling(one: EdgeScroll) -> bool:
    return any(timer.isActive() for timer in one.findChildren(QTimer))


def span(view: TimelineView) -> Span:
    found = view.marks.span_of(TAG.ref)
    assert found is not None
    return found


def until_start(qtbot: QtBot, view: TimelineView, ms: float) -> None:
    qtbot.waitUntil(lambda: view.viewport.axis.start_ms >= ms, timeout=10_000)


def test_a_mark_held_at_the_edge_moves_to_the_tracks_end(qtbot: QtBot, view: TimelineView) -> None:
    start = mark_point(view, TAG.ref, 44_000)
    end = right(view, BEYOND, start.y())
    drag(qtbot, view, start, end, keys=ALT, release=False)
    until_start(qtbot, view, 55_000)
    under_ms = view.viewport.axis.ms_at(view.viewport.axis.width_px)
    assert span(view).start_ms == pytest.approx(under_ms - 2_000, abs=view.viewport.axis.ms_for(2))
    assert span(view).duration_ms == 4_000
    last = view.viewport.axis.scroll_range[1]
    qtbot.waitUntil(lambda: view.viewport.axis.left_px == last, timeout=10_000)
    assert span(view) == Span(DURATION_MS - 4_000, DURATION_MS)
    with qtbot.waitSignal(view.marks.marks_moved) as told:
        qtbot.mouseRelease(view.canvas, LEFT, ALT, end)
    assert told.args == [{TAG.ref: Span(DURATION_MS - 4_000, DURATION_MS)}]


def test_a_mark_stays_visible_however_far_it_is_dragged(qtbot: QtBot, view: TimelineView) -> None:
    start = mark_point(view, TAG.ref, 44_000)
    drag(qtbot, view, start, right(view, BEYOND, start.y()), keys=ALT, release=False)
    qtbot.waitUntil(lambda: span(view).end_ms == DURATION_MS, timeout=10_000)
    body = QRect(mark_point(view, TAG.ref, 97_000) - QPoint(10, 3), QSize(20, 6))
    held = view.grab(body).toImage()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.grab(body).toImage() != held


def test_to_the_left_it_stops_at_the_tracks_start(qtbot: QtBot, view: TimelineView) -> None:
    start = mark_point(view, TAG.ref, 42_000)  # its left edge
    drag(qtbot, view, start, left(view, BEYOND, start.y()), release=False)
    qtbot.waitUntil(
        lambda: view.viewport.axis.left_px == view.viewport.axis.scroll_range[0], timeout=10_000
    )
    assert span(view) == Span(0, 46_000)


def test_the_farther_out_the_faster_and_back_inside_it_stops(
    qtbot: QtBot, view: TimelineView
) -> None:
    start = mark_point(view, TAG.ref, 44_000)
    drag(qtbot, view, start, right(view, -1, start.y()), release=False)
    assert scroller(view) is None

    def px_per_s(out_px: float) -> float:
        move(view, right(view, out_px, start.y()), LEFT)
        held = scroller(view)
        assert held is not None
        return held.px_per_s

    assert 0 < px_per_s(4) < px_per_s(20) < px_per_s(90)
    assert px_per_s(5_000) == px_per_s(9_000)
    move(view, left(view, 10, start.y()), LEFT)
    held = scroller(view)
    assert held is not None and held.px_per_s < 0
    move(view, right(view, -1, start.y()), LEFT)
    assert scroller(view) is None


def test_a_drag_that_starts_at_the_edge_scrolls_only_farther_out(
    qtbot: QtBot, view: TimelineView
) -> None:
    start = right(view, 14, mark_point(view, TAG.ref, 44_000).y())
    view.viewport.set_axis(
        view.viewport.axis.with_ms_at(44_000, view.canvas.axis_x(start.toPointF()))
    )
    qtbot.mousePress(view.canvas, LEFT, pos=start)
    inward, outward = start - QPoint(8, 0), start + QPoint(2, 0)
    move(view, inward, LEFT)
    assert view.viewport.is_held() and scroller(view) is None
    move(view, outward, LEFT)
    assert scroller(view) is not None


def test_a_selection_is_extended_beyond_the_edge(qtbot: QtBot, view: TimelineView) -> None:
    start = point_at(view, 48_000)
    end = right(view, BEYOND, start.y())
    drag(qtbot, view, start, end, keys=ALT, release=False)
    until_start(qtbot, view, 60_000)
    assert view.marks.selected_span is not None
    assert view.marks.selected_span.start_ms == pytest.approx(
        48_000, abs=view.viewport.axis.ms_for(1)
    )
    assert view.marks.selected_span.end_ms == view.viewport.axis.visible.end_ms, (
        "its end is in sight"
    )
    qtbot.mouseRelease(view.canvas, LEFT, ALT, end)
    assert scroller(view) is None


def test_a_rubber_band_selects_marks_that_were_out_of_view(
    qtbot: QtBot, view: TimelineView
) -> None:
    slot = view.lanes.slot_holding(TAG.ref)
    assert slot is not None
    start = point_at(view, 48_000, slot.top + 2)
    drag(qtbot, view, start, right(view, BEYOND, slot.bottom - 2), release=False)
    until_start(qtbot, view, 54_000)
    assert view.marks.selected.refs == {LATER.ref}


def test_what_is_dragged_past_the_edge_still_snaps(qtbot: QtBot, view: TimelineView) -> None:
    start = mark_point(view, TAG.ref, 46_000)  # its right edge
    drag(qtbot, view, start, start + QPoint(30, 0), release=False)
    seen: set[tuple[Edge | None, int]] = set()
    view.viewport.axis_changed.connect(lambda _span: seen.add((view.marks.snap, span(view).end_ms)))
    view.viewport.set_axis(view.viewport.axis.with_ms_at(60_000, view.viewport.axis.width_px + 10))
    move(view, right(view, 8, start.y()), LEFT)
    scene = Edge(60_000, "Scene")
    qtbot.waitUntil(lambda: (scene, 60_000) in seen)
    qtbot.waitUntil(lambda: span(view).end_ms > 60_500)  # and is let go farther on
    assert view.marks.snap != scene


@pytest.mark.parametrize("is_released", [True, False], ids=["release", "escape"])
def test_after_release_or_cancel_the_view_stops(
    qtbot: QtBot, view: TimelineView, is_released: bool
) -> None:
    start = mark_point(view, TAG.ref, 44_000)
    end = right(view, BEYOND, start.y())
    drag(qtbot, view, start, end, release=False)
    until_start(qtbot, view, 50_000)
    held = scroller(view)
    assert held is not None
    if is_released:
        qtbot.mouseRelease(view.canvas, LEFT, pos=end)
    else:
        qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
        assert span(view) == TAG.span
    assert not is_scrolling(held)
    stands, shown = view.viewport.axis, span(view)
    move(view, end)
    qtbot.waitUntil(lambda: not view.findChildren(EdgeScroll))
    assert (view.viewport.axis, span(view)) == (stands, shown)


@pytest.mark.parametrize("follow", list(Follow))
def test_follow_mode_does_not_scroll_during_a_drag(
    qtbot: QtBot, view: TimelineView, follow: Follow
) -> None:
    view.viewport.set_follow(follow)
    view.viewport.set_axis(view.viewport.axis.showing(Span(40_000, 50_000), 0))
    view.viewport.set_playing(True)
    view.viewport.set_position(45_000)
    view.viewport.set_axis(view.viewport.axis.showing(Span(40_000, 50_000), 0))
    start = mark_point(view, TAG.ref, 44_000)
    end = right(view, BEYOND, start.y())
    drag(qtbot, view, start, end, release=False)
    until_start(qtbot, view, 52_000)
    before = view.viewport.axis
    view.viewport.set_position(45_100)
    assert view.viewport.axis == before
    qtbot.mouseRelease(view.canvas, LEFT, pos=end)
    before = view.viewport.axis
    view.viewport.set_position(45_200)
    assert view.viewport.axis == before, "and it stays when the mark is released"


def test_reduced_motion_changes_nothing_here(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.set_reduced_motion(True)
    start = mark_point(view, TAG.ref, 44_000)
    drag(qtbot, view, start, right(view, BEYOND, start.y()), release=False)
    until_start(qtbot, view, 50_000)


def test_with_the_whole_track_in_view_nothing_scrolls(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom_to_all()
    whole = view.viewport.axis
    start = mark_point(view, TAG.ref, 44_000)
    drag(qtbot, view, start, right(view, BEYOND, start.y()), release=False)
    assert view.viewport.axis == whole
    assert span(view) == Span(DURATION_MS - 4_000, DURATION_MS)
