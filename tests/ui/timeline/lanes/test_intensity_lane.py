"""Builds, climaxes, drops and breaks on the timeline, with a real mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.analysis.loudness import IntensityCurve
from app.core.ids import IntensityEventId
from app.core.timecode import Span
from app.intensity.records import EventKind, IntensityEvent
from tests.ui.timeline.builders import moment, timeline
from tests.ui.timeline.timeline_view import drag, point_at, shown_view, x_at
from ui.timeline.geometry.edges import Edge
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.lanes.intensity_lane import IntensityLane
from ui.timeline.view import TimelineView

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
BUILD = IntensityEvent(EventKind.BUILD, Span(10_000, 40_000), 40_000)
CLIMAX = IntensityEvent(EventKind.CLIMAX, Span(40_000, 48_000), 42_000)
DROP = IntensityEvent(EventKind.DROP, Span(48_000, 49_000), 48_000)
BREAK = IntensityEvent(EventKind.BREAK, Span(70_000, 74_000), 72_000, IntensityEventId(3))
EVENTS = (BUILD, CLIMAX, DROP, BREAK)


def swell() -> IntensityCurve:
    return IntensityCurve(100, (np.arange(1_000) / 1_000).astype(np.float32))


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, timeline(duration_ms=100_000, moments=[moment(7, 80_000)]))
    view.intensity.show(swell(), EVENTS)
    return view


def sign_point(view: TimelineView, at_ms: int) -> QPoint:
    slot = view.lanes.slot_for(view.lanes.of(IntensityLane))
    assert slot is not None
    return QPoint(x_at(view, at_ms), slot.top + 6)


def test_it_is_shown_by_itself_only_where_there_is_something(qtbot: QtBot) -> None:
    view = shown_view(qtbot, timeline(duration_ms=100_000))
    lane = view.lanes.of(IntensityLane)
    assert view.lanes.slot_for(lane) is None
    view.intensity.show(swell(), ())
    assert view.lanes.slot_for(lane) is None
    view.intensity.show(swell(), EVENTS)
    assert view.lanes.slot_for(lane) is not None


def test_it_says_whether_the_track_was_listened_through(view: TimelineView) -> None:
    lane, axis = view.lanes.of(IntensityLane), view.viewport.axis
    assert lane.what_to_do() == ""
    assert lane.summary(axis, frozenset()) == "1 build, 1 climax, 1 drop, 1 break"
    view.intensity.show(None, ())
    assert lane.what_to_do() == "Not listened through yet."
    assert lane.summary(axis, frozenset()) == "Not listened through yet."


def test_each_kind_is_told_under_the_pointer(view: TimelineView) -> None:
    said = []
    for at_ms in (25_000, 44_000, 48_500, 72_000):
        hit = view.canvas.hit_at(sign_point(view, at_ms).toPointF())
        assert hit is not None
        said.append(hit.text)
    assert said == [
        "Build, loudest at 0:40",
        "Climax, loudest at 0:42",
        "Drop",
        "Break, corrected by you",
    ]


def test_no_two_kinds_look_alike_without_colour(view: TimelineView) -> None:
    """In shades of grey, drawn at the same place."""
    pictures = []
    for kind in EventKind:
        view.intensity.show(None, [IntensityEvent(kind, Span(20_000, 60_000), 40_000)])
        pictures.append(grey(view))
    for n, one in enumerate(pictures):
        for other in pictures[n + 1 :]:
            assert np.count_nonzero(np.abs(one - other) > 60) > 100


def grey(view: TimelineView) -> np.ndarray:
    slot = view.lanes.slot_for(view.lanes.of(IntensityLane))
    assert slot is not None
    shot = view.canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    values = np.frombuffer(shot.constBits(), np.uint8).reshape(shot.height(), -1)
    dpr = shot.devicePixelRatio()
    return values[round(slot.top * dpr) : round(slot.bottom * dpr)].astype(int)


def test_a_click_chooses_an_event_and_one_on_the_music_lets_it_go(
    qtbot: QtBot, view: TimelineView
) -> None:
    sought = QSignalSpy(view.seek_requested)
    qtbot.mouseClick(view.canvas, LEFT, pos=sign_point(view, 44_000))
    assert view.events.at == CLIMAX and sought.count() == 1
    assert view.canvas.accessibleDescription().startswith("Climax, loudest at 0:42")
    qtbot.mouseClick(view.canvas, LEFT, pos=point_at(view, 20_000))
    assert view.events.at is None


def test_its_edges_and_the_whole_of_it_are_dragged(qtbot: QtBot, view: TimelineView) -> None:
    told = QSignalSpy(view.events.moved)
    drag(qtbot, view, sign_point(view, 10_000), sign_point(view, 15_000), keys=ALT)
    assert told.count() == 1
    event, span = told.at(0)
    assert event == BUILD and abs(span.start_ms - 15_000) < 300 and span.end_ms == 40_000
    view.intensity.show(swell(), EVENTS)
    drag(qtbot, view, sign_point(view, 72_000), sign_point(view, 82_000), keys=ALT)
    event, span = told.at(1)
    assert event == BREAK and span.duration_ms == 4_000 and abs(span.start_ms - 80_000) < 300


def test_marks_snap_to_events_but_a_mark_comes_first(view: TimelineView) -> None:
    axis, lane = view.viewport.axis, view.lanes.of(IntensityLane)
    near = lane.edges_near(axis, axis.x_of(42_000), 3)
    assert near == [Edge(42_000, "Climax", gives_way=True)]


def test_an_event_that_is_dragged_doesnt_snap_to_itself(view: TimelineView) -> None:
    axis, lane = view.viewport.axis, view.lanes.of(IntensityLane)
    view.events.choose(DROP)
    view.events.show_moved(Span(50_000, 51_000))
    near = lane.edges_near(axis, axis.x_of(48_000), 3)
    assert near == [Edge(48_000, "Climax", gives_way=True)]


def test_a_strip_looks_like_its_part_of_the_whole(view: TimelineView) -> None:
    """As every lane does, so that scrolling repaints only what comes in."""
    lane = IntensityLane()
    lane.set_curve(swell())
    lane.set_events(EVENTS)
    axis = view.viewport.axis.zoomed(3, 300.0).aligned()
    whole = painted(lane, LaneArea(axis, 60))
    for left in (0, 130, 377):
        strip = painted(lane, LaneArea(axis.window(axis.left_px + left, 200), 60))
        part = whole[:, left : left + 200]
        assert np.abs(strip[:, : part.shape[1]] - part).max() <= 8


def painted(lane: IntensityLane, area: LaneArea) -> np.ndarray:
    picture = QImage(round(area.axis.width_px), area.height, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    lane.paint(painter, area)
    painter.end()
    return np.array(picture.constBits()).reshape(area.height, -1, 4)[:, :, :3].astype(int)
