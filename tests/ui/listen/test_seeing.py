"""How the timeline is looked at, by the window's own keys: zoom, waveform, minimap, motion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
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


def test_z_zooms_to_a_chosen_stretch_before_the_mark_and_says_when_there_is_neither(
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


def test_keys_colour_the_waveform_and_take_the_loudness_line_away(session: WindowSession) -> None:
    lane = view_of(session).lanes.of(WaveformLane)
    session.until(lambda: lane.loudness is not None)
    assert not lane.has_colours
    session.driver.ctrl(Key.Key_C, shift=True)
    assert lane.has_colours
    session.driver.ctrl(Key.Key_D, shift=True)
    assert lane.loudness is None
    session.driver.ctrl(Key.Key_C, shift=True)
    assert not lane.has_colours


def test_the_list_of_lanes_does_the_same_as_those_keys(session: WindowSession) -> None:
    lane = view_of(session).lanes.of(WaveformLane)
    popup = session.pages.listen.seeing.open_lanes()
    assert not popup.colours.isChecked() and popup.loudness.isChecked()
    popup.colours.click()
    popup.loudness.click()
    assert lane.has_colours and lane.loudness is None
    popup.rows["favourites"].shown.click()
    assert "favourites" not in [lane.key for lane in seen_lanes(session)]
    popup.close()


def seen_lanes(session: WindowSession) -> list[Lane]:
    return [slot.lane for slot in view_of(session).lanes.slots]


def test_motion_is_reduced_by_the_setting(session: WindowSession) -> None:
    view = view_of(session)
    session.driver.tap(Key.Key_Plus)
    assert not view.viewport.is_gliding and not view.viewport.axis.is_whole
    session.services.settings.change(reduced_motion="off")
    session.driver.tap(Key.Key_Plus)
    assert view.viewport.is_gliding


def test_the_grip_of_the_seek_bar_moves_the_timeline(session: WindowSession) -> None:
    view, bar = view_of(session), session.desk.bar.seek_bar
    view.viewport.zoom_to_span(Span(0, 10_000))
    before_ms = session.playback.position_ms
    grip = QPoint(bar.width() * 5 // 60, 3)
    session.driver.drag(bar, grip, grip + QPoint(bar.width() // 2, 0))
    assert view.viewport.axis.start_ms == pytest.approx(30_000, abs=3_000)
    assert session.playback.position_ms == before_ms, "it seeks nothing"
