"""From mark to mark in the track, and hearing one again, with the window's own keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession
from tests.ui.timeline.timeline_view import mark_point, point_at
from ui.listen.looping import LEAST_LOOP_MS
from ui.timeline.view import TimelineView

Key = Qt.Key


class Track:
    """A minute, paused at 0:20: a wonder at 0:10, a favourite at 0:30, a sadness 0:40 to 0:45."""

    def __init__(self, harness: AppHarness) -> None:
        self.session: WindowSession = harness.playing(400)
        self.session.playback.pause()
        self.session.playback.seek_ms(20_000)
        services, row = self.session.services, self.session.playback.track
        assert row is not None
        words = services.emotions.emotions()
        tagging = services.tagging
        self.wonder = MarkRef(
            MarkKind.TAG, tagging.add_tag(row.id, words[0].id, Span.point(10_000)).id
        )
        moment = services.moments.add_moment(row.id, Span.point(30_000))
        self.heart = MarkRef(MarkKind.MOMENT, moment.id)
        self.sadness = MarkRef(
            MarkKind.TAG, tagging.add_tag(row.id, words[-1].id, Span(40_000, 45_000)).id
        )

    @property
    def view(self) -> TimelineView:
        return self.session.pages.listen.timeline

    def goes_to(self, key: Qt.Key) -> tuple[MarkRef | None, int]:
        """What is selected after a key, and where the playhead is."""
        self.session.driver.tap(key)
        return self.view.marks.selection, self.session.playback.position_ms


@pytest.fixture
def track(harness: AppHarness) -> Track:
    return Track(harness)


def test_next_and_previous_mark_start_at_the_playhead_and_end_with_a_message(track: Track) -> None:
    assert track.goes_to(Key.Key_Period) == (track.heart, 30_000)
    assert track.goes_to(Key.Key_Period) == (track.sadness, 40_000)
    assert track.goes_to(Key.Key_Period) == (track.sadness, 40_000)
    assert track.session.said == "There is no mark after this one in the track."
    for _ in range(2):
        track.goes_to(Key.Key_Comma)
    assert track.goes_to(Key.Key_Comma) == (track.wonder, 10_000)
    assert track.session.said == "There is no mark before this one in the track."


def test_hidden_marks_are_skipped(track: Track) -> None:
    track.view.arrangement.choose(track.view.lanes.choices.with_shown("favourites", False))
    assert track.goes_to(Key.Key_Period) == (track.sadness, 40_000)


def test_a_point_loops_with_its_own_lead_in(track: Track) -> None:
    track.session.services.marks.edit(track.heart, preroll_ms=6_000)
    track.view.marks.set_selection(track.heart)
    track.session.driver.tap(Key.Key_L)
    assert track.session.playback.loop == Span(24_000, 33_000)


def test_a_span_too_short_to_be_heard_loops_with_its_lead_in(track: Track) -> None:
    track.session.services.marks.move({track.sadness: Span(40_000, 40_000 + LEAST_LOOP_MS - 1)})
    track.view.marks.set_selection(track.sadness)
    track.session.driver.tap(Key.Key_L)
    assert track.session.playback.loop == Span(37_000, 43_000)
    track.session.driver.tap(Key.Key_L)
    track.session.services.marks.move({track.sadness: Span(40_000, 40_000 + LEAST_LOOP_MS)})
    track.session.driver.tap(Key.Key_L)
    assert track.session.playback.loop == Span(40_000, 40_000 + LEAST_LOOP_MS)


def test_a_span_loops_as_it_is_and_the_loop_ends_with_the_same_key(track: Track) -> None:
    track.view.marks.set_selection(track.sadness)
    track.session.driver.tap(Key.Key_L)
    assert track.session.playback.loop == Span(40_000, 45_000)
    assert track.view.overlays.loop == Span(40_000, 45_000)
    track.session.driver.tap(Key.Key_L)
    assert track.session.playback.loop is None and track.view.overlays.loop is None


def test_h_plays_a_mark_with_its_own_lead_in_and_pauses(track: Track) -> None:
    track.session.services.marks.edit(track.sadness, preroll_ms=1_000)
    track.view.marks.set_selection(track.sadness)
    track.session.driver.tap(Key.Key_H)
    assert track.session.playback.position_ms == 39_000
    track.session.turn(10_000)
    assert track.session.playback.state is PlayState.PAUSED
    assert track.session.playback.position_ms == pytest.approx(45_000, abs=100)


def test_marks_without_their_own_lead_in_use_the_one_in_settings(track: Track) -> None:
    track.session.services.settings.change(preroll_ms=1_200)
    track.view.marks.set_selection(track.sadness)
    assert track.goes_to(Key.Key_H) == (track.sadness, 38_800)
    track.view.marks.set_selection(track.heart)
    track.session.driver.tap(Key.Key_L)
    assert track.session.playback.loop == Span(28_800, 33_000)


def test_enter_a_double_click_and_the_inspectors_button_play_a_mark(track: Track) -> None:
    session, view = track.session, track.view
    button = session.pages.listen.side.inspector.hear
    view.setFocus()
    view.marks.set_selection(track.sadness)
    for hear in (
        lambda: session.driver.tap(Key.Key_Return),
        lambda: session.driver.click(button),
        lambda: session.driver.double_click(view, mark_point(view, track.sadness, 42_000)),
    ):
        session.playback.pause()
        session.playback.seek_ms(0)
        hear()
        assert session.playback.position_ms == 37_000 and session.playback.is_playing


def test_a_click_goes_there_and_the_menu_key_opens_the_menu(track: Track) -> None:
    session, view = track.session, track.view
    at = point_at(view, 50_000)
    session.driver.click(view.canvas, at)
    assert session.playback.position_ms == view.canvas.position_at(at.toPointF())
    view.marks.set_selection(track.heart)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.canvas, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Hear it again\tH"
    menu.close()
