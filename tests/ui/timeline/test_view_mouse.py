"""The timeline with a real mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.ui.timeline.builders import cue, moment, tagged, timeline
from tests.ui.timeline.timeline_view import drag, mark_point, move, point_at, shown_view, wheel
from ui.timeline.geometry.edges import Edge
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.view import TimelineView

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TAG = tagged(1, 20_000, 40_000)
POINT = tagged(2, 60_000)
HEART = MarkRef(MarkKind.MOMENT, 1)
CUE = MarkRef(MarkKind.CUE, 1)
TIMELINE = timeline(
    100_000,
    tags=[TAG, POINT],
    moments=[moment(1, 50_000, label="The oboe")],
    cues=[cue(1, 10_000, 80_000)],
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, TIMELINE)


@pytest.fixture
def moved(view: TimelineView) -> list[tuple[MarkRef, Span]]:
    heard: list[tuple[MarkRef, Span]] = []
    view.marks.marks_moved.connect(lambda spans: heard.extend(spans.items()))
    return heard


def near(found: int, wanted: int, view: TimelineView) -> bool:
    return abs(found - wanted) <= view.viewport.axis.ms_for(1.5)


def test_a_click_on_the_music_seeks_there(qtbot: QtBot, view: TimelineView) -> None:
    with qtbot.waitSignal(view.seek_requested) as asked:
        qtbot.mouseClick(view.canvas, LEFT, pos=point_at(view, 70_000))
    assert near(asked.args[0], 70_000, view)


def test_a_click_on_the_ruler_seeks_there(qtbot: QtBot, view: TimelineView) -> None:
    with qtbot.waitSignal(view.seek_requested) as asked:
        qtbot.mouseClick(view.canvas, LEFT, pos=point_at(view, 5_000, 5))
    assert near(asked.args[0], 5_000, view)


def test_a_click_on_a_mark_selects_it_and_goes_there(qtbot: QtBot, view: TimelineView) -> None:
    asked: list[int] = []
    view.seek_requested.connect(asked.append)
    qtbot.mouseClick(view.canvas, LEFT, pos=mark_point(view, TAG.ref, 30_000))
    assert view.marks.selection == TAG.ref
    assert near(asked[0], 30_000, view)
    at_its_right = mark_point(view, POINT.ref, 60_000) + QPoint(3, 0)
    qtbot.mouseClick(view.canvas, LEFT, pos=at_its_right)
    assert asked[1:] == [60_000], "a point has one time, however wide its sign"


def test_toggling_marks_does_not_seek(qtbot: QtBot, view: TimelineView) -> None:
    with qtbot.assertNotEmitted(view.seek_requested):
        for keys in (Qt.KeyboardModifier.ControlModifier, SHIFT):
            qtbot.mouseClick(view.canvas, LEFT, keys, mark_point(view, TAG.ref, 30_000))


def test_a_click_beside_marks_clears_the_selection(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selection(TAG.ref)
    view.marks.set_selected_span(Span(1_000, 2_000))
    qtbot.mouseClick(view.canvas, LEFT, pos=point_at(view, 90_000))
    assert view.marks.selection is None
    assert view.marks.selected_span is None


def test_a_double_click_plays_the_mark_again(qtbot: QtBot, view: TimelineView) -> None:
    with qtbot.waitSignal(view.marks.mark_activated) as asked:
        qtbot.mouseDClick(view.canvas, LEFT, pos=mark_point(view, HEART, 50_000))
    assert asked.args == [HEART]


def test_dragging_a_mark_moves_it_once_on_release(
    qtbot: QtBot, view: TimelineView, moved: list[tuple[MarkRef, Span]]
) -> None:
    start = mark_point(view, TAG.ref, 30_000)
    drag(qtbot, view, start, start + QPoint(50, 0), keys=ALT)
    assert len(moved) == 1
    ref, span = moved[0]
    assert ref == TAG.ref
    assert span.duration_ms == 20_000
    assert near(span.start_ms, round(20_000 + view.viewport.axis.ms_for(50)), view)
    assert view.marks.span_of(TAG.ref) == span, "it stays where it was dropped until new data comes"


@pytest.mark.parametrize("edge", ["start", "end"])
def test_dragging_an_edge_resizes(
    qtbot: QtBot, view: TimelineView, moved: list[tuple[MarkRef, Span]], edge: str
) -> None:
    at_ms = 20_000 if edge == "start" else 40_000
    start = mark_point(view, TAG.ref, at_ms)
    drag(qtbot, view, start, start + QPoint(-60, 0), keys=ALT)
    _ref, span = moved[0]
    fixed = span.end_ms == 40_000 if edge == "start" else span.start_ms == 20_000
    assert fixed
    assert span.duration_ms != 20_000


def test_an_edge_snaps_to_the_playhead_and_shows_where(
    qtbot: QtBot, view: TimelineView, moved: list[tuple[MarkRef, Span]]
) -> None:
    view.viewport.set_position(47_000)
    start = mark_point(view, TAG.ref, 40_000)
    end = QPoint(point_at(view, 47_000).x() + 4, start.y())
    drag(qtbot, view, start, end, release=False)
    assert view.marks.snap == Edge(47_000, "Playhead")
    qtbot.mouseRelease(view.canvas, LEFT, pos=end)
    assert moved == [(TAG.ref, Span(20_000, 47_000))]
    assert view.marks.snap is None


def test_alt_disables_snapping(
    qtbot: QtBot, view: TimelineView, moved: list[tuple[MarkRef, Span]]
) -> None:
    view.viewport.set_position(47_000)
    start = mark_point(view, TAG.ref, 40_000)
    drag(qtbot, view, start, QPoint(point_at(view, 47_000).x() + 4, start.y()), keys=ALT)
    assert moved[0][1].end_ms != 47_000


def test_marks_snap_to_scene_edges(
    qtbot: QtBot, view: TimelineView, moved: list[tuple[MarkRef, Span]]
) -> None:
    start = mark_point(view, POINT.ref, 60_000)
    drag(qtbot, view, start, QPoint(point_at(view, 80_000).x() - 4, start.y()))
    assert moved == [(POINT.ref, Span.point(80_000))]


def test_escape_cancels_a_drag(
    qtbot: QtBot, view: TimelineView, moved: list[tuple[MarkRef, Span]]
) -> None:
    start = mark_point(view, TAG.ref, 30_000)
    drag(qtbot, view, start, start + QPoint(80, 0), release=False)
    assert view.viewport.is_held()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.canvas, LEFT, pos=start + QPoint(80, 0))
    assert moved == []
    assert view.marks.span_of(TAG.ref) == TAG.span


def test_dragging_over_the_music_selects_a_passage(qtbot: QtBot, view: TimelineView) -> None:
    with (
        qtbot.waitSignal(view.marks.span_selected) as chosen,
        qtbot.assertNotEmitted(view.seek_requested),
    ):
        drag(qtbot, view, point_at(view, 70_000), point_at(view, 55_000), keys=ALT)
    span = chosen.args[0]
    assert near(span.start_ms, 55_000, view) and near(span.end_ms, 70_000, view)
    assert view.marks.selected_span == span


def test_an_edge_of_the_selected_passage_can_be_dragged(qtbot: QtBot, view: TimelineView) -> None:
    view.marks.set_selected_span(Span(55_000, 70_000))
    drag(qtbot, view, point_at(view, 70_000), point_at(view, 75_000), keys=ALT)
    assert view.marks.selected_span is not None
    assert view.marks.selected_span.start_ms == 55_000
    assert near(view.marks.selected_span.end_ms, 75_000, view)


def test_the_cursor_shows_what_a_drag_would_do(qtbot: QtBot, view: TimelineView) -> None:
    shapes = {}
    for name, at in {
        "edge": mark_point(view, TAG.ref, 40_000),
        "body": mark_point(view, TAG.ref, 30_000),
        "music": point_at(view, 30_000),
    }.items():
        move(view, at)
        shapes[name] = view.canvas.cursor().shape()
    assert shapes == {
        "edge": Qt.CursorShape.SizeHorCursor,
        "body": Qt.CursorShape.PointingHandCursor,
        "music": Qt.CursorShape.ArrowCursor,
    }


def test_the_wheel_zooms_under_the_pointer(view: TimelineView) -> None:
    at = point_at(view, 30_000)
    before = view.viewport.axis.ms_at(at.x() - view.canvas.gutter_px)
    wheel(view, at, 240)
    assert view.viewport.axis.ms_per_px < 100_000 / 900
    assert view.viewport.axis.ms_at(at.x() - view.canvas.gutter_px) == pytest.approx(before, abs=1)


def test_the_wheel_with_shift_and_the_middle_button_pan(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom(8, 0)
    wheel(view, point_at(view, 1_000), -120, SHIFT)
    assert view.viewport.axis.x_of(0) < -80
    before = view.viewport.axis.ms_at(400)
    start = QPoint(view.canvas.gutter_px + 400, 200)
    drag(qtbot, view, start, start - QPoint(100, 0), button=Qt.MouseButton.MiddleButton)
    assert view.viewport.axis.ms_at(300) == pytest.approx(before, abs=1)


def test_a_right_click_asks_for_a_menu_on_the_mark(qtbot: QtBot, view: TimelineView) -> None:
    asked: list[tuple[MarkRef | None, QPoint]] = []
    view.context_requested.connect(lambda ref, at: asked.append((ref, at)))
    for at in (mark_point(view, CUE, 40_000), point_at(view, 40_000)):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
        QApplication.sendEvent(view.canvas, event)
    assert [ref for ref, _at in asked] == [CUE, None]
    assert view.marks.selection == CUE


def test_a_count_of_marks_opens_on_click(qtbot: QtBot) -> None:
    tags = [tagged(n, 50_000 + 20 * n, 52_000 + 20 * n) for n in range(1, 60)]
    view = shown_view(qtbot, timeline(100_000, tags=tags))
    view.viewport.set_axis(view.viewport.axis.showing(Span(44_000, 56_000)))
    lane, slot = view.lanes.of(EmotionLane), view.lanes.slot_for(view.lanes.of(EmotionLane))
    assert slot is not None
    place = lane.place_of(slot.area(view.viewport.axis), tags[0].ref)
    assert place is not None
    at = place.center() + QPointF(view.canvas.gutter_px, slot.top)
    qtbot.mouseClick(view.canvas, LEFT, pos=at.toPoint())
    assert view.viewport.axis.ms_per_px < 10


def test_a_click_on_a_ridge_selects_its_marks_there_and_control_adds_others(qtbot: QtBot) -> None:
    early = [tagged(n, 20_000 + 100 * n) for n in range(1, 20)]
    late = [tagged(100 + n, 70_000 + 100 * n, emotion=4) for n in range(1, 20)]
    view = shown_view(qtbot, timeline(100_000, tags=[*early, *late, tagged(200, 90_000)]))
    lane, slot = view.lanes.of(EmotionLane), view.lanes.slot_for(view.lanes.of(EmotionLane))
    assert slot is not None
    ridges = lane.layout.ridges(slot.area(view.viewport.axis))

    def on_ridge(row: int, ms: int) -> QPoint:
        height = slot.top + (ridges.crest_y(row, ms) + ridges.places.baseline(row)) / 2
        x = view.canvas.gutter_px + view.viewport.axis.x_of(ms)
        return QPoint(round(x), round(height))

    with qtbot.assertNotEmitted(view.seek_requested):
        qtbot.mouseClick(view.canvas, LEFT, pos=on_ridge(0, 21_000))
    assert set(view.marks.selected_marks) == {tag.ref for tag in early}
    qtbot.mouseClick(view.canvas, LEFT, CTRL, pos=on_ridge(1, 71_000))
    assert set(view.marks.selected_marks) == {tag.ref for tag in (*early, *late)}
    hit = view.canvas.hit_at(QPointF(on_ridge(1, 71_000)))
    assert hit is not None and hit.text == "Peacefulness, 19 marks"


@pytest.mark.logs("not accepted by receiving widget")
def test_without_a_track_clicks_do_nothing(qtbot: QtBot) -> None:
    view = shown_view(qtbot, None)
    with qtbot.assertNotEmitted(view.seek_requested):
        qtbot.mouseClick(view.canvas, LEFT, pos=QPoint(400, 100))
