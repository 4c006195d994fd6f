"""How the timeline is shown, with the window's own keys: zoom, waveform, minimap, motion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.listen.lane_popup import LanePopup
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.view import TimelineView

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Paused at 0:30 of a minute, without gliding."""
    session = harness.playing(400)
    session.playback.pause()
    session.playback.seek_ms(30_000)
    session.services.settings.change(reduced_motion="on")
    return session


def view_of(session: WindowSession) -> TimelineView:
    return session.pages.listen.timeline


def add_tag(session: WindowSession, span: Span) -> None:
    """Felt, and selected."""
    row = session.playback.track
    assert row is not None
    word = session.services.emotions.emotions()[0]
    session.services.tagging.add_tag(row.id, word.id, span)
    view_of(session).marks.set_selection(session.timeline.tags[-1].ref)


def test_z_zooms_to_the_selected_mark(session: WindowSession) -> None:
    add_tag(session, Span(40_000, 44_000))
    session.driver.tap(Key.Key_Z)
    seen = view_of(session).viewport.axis.visible
    assert seen.start_ms < 40_000 and seen.end_ms > 44_000
    assert seen.duration_ms < 6_000


def test_z_shows_some_seconds_around_a_point(session: WindowSession) -> None:
    add_tag(session, Span.point(40_000))
    session.driver.tap(Key.Key_Z)
    seen = view_of(session).viewport.axis.visible
    assert 5_000 < seen.duration_ms < 10_000
    assert (seen.start_ms + seen.end_ms) / 2 == pytest.approx(40_000, abs=50)


def test_z_zooms_to_the_selected_passage_or_mark_and_says_if_there_is_neither(
    session: WindowSession,
) -> None:
    session.driver.tap(Key.Key_Z)
    assert view_of(session).viewport.axis.is_whole
    assert "to zoom to it" in session.said
    add_tag(session, Span(40_000, 44_000))
    view_of(session).marks.set_selected_span(Span(10_000, 20_000))
    session.driver.tap(Key.Key_Z)
    seen = view_of(session).viewport.axis.visible
    assert seen.start_ms < 10_000 and 20_000 < seen.end_ms < 25_000


def test_keys_take_the_waveforms_colours_and_hide_the_loudness_line(session: WindowSession) -> None:
    lane = view_of(session).lanes.of(WaveformLane)
    session.until(lambda: lane.loudness is not None)
    assert lane.has_colours, "unless it is switched off"
    session.driver.ctrl(Key.Key_C, shift=True)
    assert not lane.has_colours
    session.driver.ctrl(Key.Key_D, shift=True)
    assert lane.loudness is None
    session.driver.ctrl(Key.Key_C, shift=True)
    assert lane.has_colours


def test_the_view_menu_does_the_same_as_those_keys(session: WindowSession) -> None:
    lane, menu = view_of(session).lanes.of(WaveformLane), session.pages.listen.tools.menu
    session.until(lambda: lane.loudness is not None)
    assert menu.colours.isChecked() and menu.loudness.isChecked()
    menu.colours.trigger()
    menu.loudness.trigger()
    assert not lane.has_colours and lane.loudness is None
    session.driver.ctrl(Key.Key_C, shift=True)
    session.driver.ctrl(Key.Key_D, shift=True)
    assert menu.colours.isChecked() and menu.loudness.isChecked()


def test_the_list_of_lanes_opens_from_the_view_menu_ready_for_keys(session: WindowSession) -> None:
    page = session.pages.listen
    page.tools.menu.lanes.trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LanePopup)
    assert next(iter(popup.rows.values())).shown.hasFocus()
    popup.rows["favourites"].shown.click()
    assert "favourites" not in [lane.key for lane in seen_lanes(session)]
    popup.close()


def seen_lanes(session: WindowSession) -> list[Lane]:
    return [slot.lane for slot in view_of(session).lanes.slots]


def test_the_setting_reduces_motion(session: WindowSession) -> None:
    view = view_of(session)
    session.driver.tap(Key.Key_Plus)
    assert not view.viewport.is_gliding and not view.viewport.axis.is_whole
    session.services.settings.change(reduced_motion="off")
    session.driver.tap(Key.Key_Plus)
    assert view.viewport.is_gliding


def test_the_handle_of_the_seek_bar_moves_the_timeline(session: WindowSession) -> None:
    view, bar = view_of(session), session.desk.bar.seek_bar
    view.viewport.zoom_to_span(Span(0, 10_000))
    before_ms = session.playback.position_ms
    grip = QPoint(bar.width() * 5 // 60, 3)
    session.driver.drag(bar, grip, grip + QPoint(bar.width() // 2, 0))
    assert view.viewport.axis.start_ms == pytest.approx(30_000, abs=3_000)
    assert session.playback.position_ms == before_ms, "it doesn't seek"
