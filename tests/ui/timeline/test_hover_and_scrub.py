"""The time under the pointer, what is there, and dragging along the ruler."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import busy_timeline, cue, scene, swelling_peaks, tagged, timeline
from tests.ui.timeline.test_view_playing import PaintLog
from tests.ui.timeline.timeline_view import drag, move, point_at, shown_view
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.paint.overlay import hover_reach, hover_words
from ui.timeline.view import TimelineView

LEFT = Qt.MouseButton.LeftButton
RULER_Y = 5


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    marks = timeline(100_000, tags=[tagged(1, 20_000, 40_000)], cues=[cue(1, 10_000, 80_000)])
    return shown_view(qtbot, marks)


def test_the_time_under_the_pointer_is_shown_at_once(view: TimelineView) -> None:
    plain = view.grab().toImage()
    at = point_at(view, 30_000)
    move(view, at)
    assert view.overlays.hover_ms == view.canvas.position_at(at.toPointF())
    assert view.grab().toImage() != plain
    QApplication.sendEvent(view.canvas, QEvent(QEvent.Type.Leave))
    assert view.overlays.hover_ms is None
    assert view.grab().toImage() == plain


def test_no_time_is_shown_beside_the_lanes(view: TimelineView) -> None:
    move(view, QPoint(5, 100))
    assert view.overlays.hover_ms is None


def test_when_the_view_moves_under_the_pointer_the_time_is_updated(
    view: TimelineView,
) -> None:
    at = point_at(view, 60_000)
    move(view, at)
    view.viewport.zoom(4, 0)
    view.viewport.scroll_to_start()
    assert view.overlays.hover_ms == view.canvas.position_at(at.toPointF())
    assert view.overlays.hover_ms < 30_000
    QApplication.sendEvent(view.canvas, QEvent(QEvent.Type.Leave))
    view.viewport.scroll_to_end()
    assert view.overlays.hover_ms is None


def test_hovering_repaints_two_strips_and_no_lane(qtbot: QtBot) -> None:
    view = shown_view(qtbot, busy_timeline(100_000, 80))
    view.waveform.set_peaks(swelling_peaks(100_000))
    move(view, point_at(view, 20_000))
    QApplication.processEvents()
    log = PaintLog()
    view.canvas.installEventFilter(log)
    before = view.canvas.pictures.renders
    for ms in range(20_000, 30_000, 500):
        move(view, point_at(view, ms))
        QApplication.processEvents()
    assert view.canvas.pictures.renders == before
    assert log.rects
    assert max(rect.width() for rect in log.rects) < 200


@pytest.mark.parametrize("at_ms", [0, 50_000, 100_000])
def test_the_label_with_the_time_stays_inside_the_view(at_ms: int) -> None:
    for axis in (TimeAxis.whole(100_000, 900), TimeAxis.whole(100_000, 900).zoomed(50, 0)):
        left, right = hover_reach(axis, at_ms)
        assert 0 <= left < right <= axis.width_px + 1
    assert hover_words(TimeAxis.whole(100_000, 900), 61_250) == "1:01.250"
    assert hover_words(TimeAxis.whole(10_800_000, 900), 61_250) == "1:01"


def test_a_tooltip_over_the_music_names_the_marks_of_other_lanes(view: TimelineView) -> None:
    at = point_at(view, 30_000)
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.canvas, event)
    words = QToolTip.text()
    QToolTip.hideText()
    assert words.startswith(("0:29.", "0:30."))
    assert "Wonder, felt" in words
    assert f"“{scene(1, 'Scene 1').title}”" in words


def test_dragging_the_ruler_scrubs_and_selects_nothing(qtbot: QtBot, view: TimelineView) -> None:
    heard: list[int] = []
    view.scrubbed.connect(heard.append)
    start, end = point_at(view, 20_000, RULER_Y), point_at(view, 60_000, RULER_Y)
    with (
        qtbot.waitSignal(view.scrub_ended) as ended,
        qtbot.assertNotEmitted(view.seek_requested),
        qtbot.assertNotEmitted(view.marks.span_selected),
    ):
        drag(qtbot, view, start, end)
    assert heard == sorted(heard) and len(heard) >= 3
    assert heard[-1] == ended.args[0] == pytest.approx(60_000, abs=150)
    assert view.viewport.position_ms == heard[-1], "the playhead is under the pointer"


def test_the_page_does_not_turn_during_a_drag(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom(4, 0)
    view.viewport.set_playing(True)
    view.viewport.set_position(1_000)
    page = view.viewport.axis
    near_the_edge = QPoint(view.canvas.gutter_px + round(page.width_px * 0.97), RULER_Y)
    drag(qtbot, view, point_at(view, 5_000, RULER_Y), near_the_edge, release=False)
    assert view.viewport.axis == page
    qtbot.mouseRelease(view.canvas, LEFT, pos=near_the_edge)
    view.viewport.set_position(view.viewport.position_ms + 100)
    assert view.viewport.axis != page, "let go, the page turns"


def test_scrubbing_beyond_the_edge_scrolls_the_view(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.zoom(8, 0)
    start = point_at(view, 2_000, RULER_Y)
    drag(qtbot, view, start, QPoint(view.width() + 200, RULER_Y), release=False)
    assert view.viewport.axis.x_of(0) < -150
    assert 0 <= view.viewport.axis.x_of(view.viewport.position_ms) <= view.viewport.axis.width_px
    drag_back = QPoint(view.canvas.gutter_px - 60, RULER_Y)
    move(view, drag_back, LEFT)
    assert view.viewport.axis.x_of(view.viewport.position_ms) == pytest.approx(0, abs=1)
    qtbot.mouseRelease(view.canvas, LEFT, pos=drag_back)


def test_escape_cancels_a_scrub(qtbot: QtBot, view: TimelineView) -> None:
    view.viewport.set_position(5_000)
    start, end = point_at(view, 20_000, RULER_Y), point_at(view, 60_000, RULER_Y)
    drag(qtbot, view, start, end, release=False)
    assert view.viewport.is_held()
    with qtbot.waitSignal(view.scrub_ended) as ended:
        qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert ended.args == [5_000] and view.viewport.position_ms == 5_000
    with qtbot.assertNotEmitted(view.scrub_ended):
        qtbot.mouseRelease(view.canvas, LEFT, pos=end)


def test_the_label_with_the_time_is_painted_only_in_the_ruler(view: TimelineView) -> None:
    plain = view.grab().toImage()
    move(view, point_at(view, 50_000))
    hovered = view.grab().toImage()
    x = round(view.canvas.gutter_px + view.viewport.axis.x_of(50_000)) + 20
    ruler = QRect(x, 2, 1, view.lanes.ruler_bottom - 4)
    lanes = QRect(x, view.lanes.ruler_bottom + 2, 1, view.lanes.bottom - 40)
    assert hovered.copy(ruler) != plain.copy(ruler)
    assert hovered.copy(lanes) == plain.copy(lanes)
