"""Playing: what is repainted, and when the page turns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.ui.timeline.builders import (
    EMOTIONS,
    busy_timeline,
    cue,
    swelling_peaks,
    tagged,
    timeline,
)
from tests.ui.timeline.timeline_view import point_at, shown_view, wheel
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT
from ui.timeline.geometry.following import Follow
from ui.timeline.view import TimelineView


class PaintLog(QObject):
    """Which rectangles were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = shown_view(qtbot, busy_timeline(100_000, 80))
    view.waveform.set_peaks(swelling_peaks(100_000))
    QApplication.processEvents()
    return view


def test_a_playing_frame_repaints_a_strip_and_no_lane(view: TimelineView) -> None:
    view.viewport.set_playing(True)
    view.viewport.set_position(9_950)
    QApplication.processEvents()
    log = PaintLog()
    view.canvas.installEventFilter(log)
    before = view.canvas.pictures.renders
    for ms in range(10_000, 12_000, 50):
        view.viewport.set_position(ms)
        QApplication.processEvents()
    assert view.canvas.pictures.renders == before
    assert log.rects
    assert max(rect.width() for rect in log.rects) < 40


def test_a_step_within_a_pixel_repaints_nothing(view: TimelineView) -> None:
    view.viewport.set_position(10_000)
    QApplication.processEvents()
    log = PaintLog()
    view.canvas.installEventFilter(log)
    for ms in range(10_000, 10_020):
        view.viewport.set_position(ms)
        QApplication.processEvents()
    assert len(log.rects) <= 1


def test_selecting_repaints_one_lane(view: TimelineView) -> None:
    assert view.marks.timeline is not None
    before = view.canvas.pictures.renders
    view.marks.set_selection(view.marks.timeline.tags[0].ref)
    QApplication.processEvents()
    assert view.canvas.pictures.renders == before + 1


def test_a_new_mark_repaints_only_the_lanes_that_show_what_was_felt(view: TimelineView) -> None:
    known = view.marks.timeline
    assert known is not None
    before = view.canvas.pictures.renders
    grown = timeline(
        100_000,
        tags=[*known.tags, tagged(999, 5_000)],
        moments=list(known.moments),
        cues=list(known.cues),
        occurrences=list(known.occurrences),
    )
    view.marks.set_timeline(grown)
    QApplication.processEvents()
    assert view.canvas.pictures.renders == before + 2, "its own, and the years"


def test_scrolling_a_little_copies_what_was_painted_in_advance(view: TimelineView) -> None:
    view.viewport.zoom(8, 300)
    QApplication.processEvents()
    view.viewport.scroll_by(10)  # at rest now: painted ahead
    QApplication.processEvents()
    before = view.canvas.pictures.renders
    for _ in range(20):
        view.viewport.scroll_by(10)
        QApplication.processEvents()
    assert view.canvas.pictures.renders == before


def test_following_turns_the_page_and_only_then(view: TimelineView) -> None:
    view.viewport.zoom(10, 0)
    view.viewport.set_playing(True)
    view.viewport.set_position(1_000)
    page = view.viewport.axis
    view.viewport.set_position(round(page.ms_at(page.width_px * 0.9)))
    assert view.viewport.axis == page
    view.viewport.set_position(round(page.ms_at(page.width_px * 0.93)))
    assert view.viewport.axis != page
    assert 0 < view.viewport.playhead_x() < 0.2 * view.viewport.axis.width_px


def test_without_following_the_view_stays(view: TimelineView) -> None:
    view.viewport.set_follow(Follow.OFF)
    view.viewport.zoom(10, 0)
    view.viewport.set_playing(True)
    page = view.viewport.axis
    view.viewport.set_position(90_000)
    assert view.viewport.axis == page


def test_after_scrolling_away_the_view_stays_until_the_playhead_arrives(
    view: TimelineView,
) -> None:
    view.viewport.zoom(10, 0)
    view.viewport.set_playing(True)
    view.viewport.set_position(1_000)
    view.viewport.scroll_by(4_000)
    away = view.viewport.axis
    view.viewport.set_position(1_100)
    assert view.viewport.axis == away
    view.viewport.set_position(round(away.ms_at(300)))
    view.viewport.set_position(round(away.ms_at(away.width_px * 0.95)))
    assert view.viewport.axis != away


def test_a_held_key_grows_with_the_playhead(view: TimelineView) -> None:
    log = PaintLog()
    view.held.show([(EMOTIONS[1], Span(10_000, 10_000))])
    view.viewport.set_position(10_000)
    QApplication.processEvents()
    view.canvas.installEventFilter(log)
    for ms in range(10_200, 12_000, 200):
        view.held.show([(EMOTIONS[1], Span(10_000, ms))])
        view.viewport.set_position(ms)
        QApplication.processEvents()
    assert view.held.spans[0].span == Span(10_000, 11_800)
    assert max(rect.width() for rect in log.rects) < 40
    view.held.show(())
    assert view.held.spans == ()


def test_two_keys_can_be_held_at_once(view: TimelineView) -> None:
    view.held.show([(EMOTIONS[1], Span(0, 500)), (None, Span(200, 500))])
    assert [live.name for live in view.held.spans] == ["Transcendence", "Favourite"]
    view.held.show([(None, Span(200, 500))])
    assert [live.name for live in view.held.spans] == ["Favourite"]
    view.grab()
    view.held.clear()
    assert view.held.spans == ()


def test_the_theme_repaints_everything(view: TimelineView, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    light = view.grab().toImage()
    apply_theme(qapp, DARK)
    dark = view.grab().toImage()
    apply_theme(qapp, LIGHT)
    at = (view.width() - 4, view.lanes.bottom - 4)
    assert light.pixelColor(*at).lightness() > 200
    assert dark.pixelColor(*at).lightness() < 80
    assert view.grab().toImage() == light


def test_larger_text_makes_higher_lanes(view: TimelineView, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    before = view.lanes.slots[0].height, view.minimumSizeHint().height()
    apply_theme(qapp, LIGHT, 1.5)
    after = view.lanes.slots[0].height, view.minimumSizeHint().height()
    apply_theme(qapp, LIGHT)
    assert after[0] > before[0] * 1.2
    assert after[1] > before[1] * 1.3


def test_time_runs_left_to_right_in_every_language(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        view = shown_view(qtbot, timeline(100_000, cues=[cue(1, 0, 10_000)]))
        assert view.canvas.layoutDirection() == Qt.LayoutDirection.LeftToRight
        view.viewport.zoom(4, 0)
        assert view.viewport.axis.x_of(1_000) < view.viewport.axis.x_of(2_000)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_another_track_begins_afresh(view: TimelineView) -> None:
    view.viewport.zoom(10, 0)
    view.overlays.show_loop(Span(1_000, 2_000))
    view.marks.set_selected_span(Span(1_000, 2_000))
    view.marks.set_timeline(None)
    assert view.viewport.axis.is_whole
    assert view.overlays.loop is None and view.marks.selected_span is None
    view.grab()


def test_a_zoom_into_a_place_away_from_the_playhead_stays_there(view: TimelineView) -> None:
    view.viewport.set_playing(True)
    view.viewport.set_position(5_000)
    at = point_at(view, 80_000)
    anchor_ms = view.viewport.axis.ms_at(view.canvas.axis_x(at.toPointF()))
    for _ in range(8):
        wheel(view, at, 120)
    view.viewport.set_position(5_100)
    assert view.viewport.axis.ms_at(view.canvas.axis_x(at.toPointF())) == pytest.approx(
        anchor_ms, abs=1
    )
    view.viewport.zoom_to_all()
    view.viewport.set_position(5_200)
    view.viewport.zoom(8, view.viewport.axis.x_of(5_200))
    view.viewport.set_position(60_000)
    assert 0 <= view.viewport.axis.x_of(60_000) <= view.viewport.axis.width_px, "followed again"
