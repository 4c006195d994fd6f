"""How the timeline is looked at, by the window's own keys: zoom, waveform, minimap, motion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from app.core.timecode import Span
from tests.support.house import House, Visit
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.view import TimelineView

Key = Qt.Key


@pytest.fixture
def visit(house: House) -> Visit:
    """Paused at 0:30 of a minute, without gliding."""
    visit = house.playing(400)
    visit.playback.pause()
    visit.playback.seek_ms(30_000)
    visit.services.settings.change(reduced_motion="on")
    return visit


def view_of(visit: Visit) -> TimelineView:
    return visit.pages.listen.timeline


def add_tag(visit: Visit, span: Span) -> None:
    """Felt, and selected."""
    row = visit.playback.track
    assert row is not None
    word = visit.services.emotions.emotions()[0]
    visit.services.tagging.add_tag(row.id, word.id, span)
    view_of(visit).marks.set_selection(visit.timeline.tags[-1].ref)


def test_z_zooms_to_the_selected_mark(visit: Visit) -> None:
    add_tag(visit, Span(40_000, 44_000))
    visit.hands.tap(Key.Key_Z)
    seen = view_of(visit).viewport.axis.visible
    assert seen.start_ms < 40_000 and seen.end_ms > 44_000
    assert seen.duration_ms < 6_000


def test_z_shows_some_seconds_around_a_point(visit: Visit) -> None:
    add_tag(visit, Span.point(40_000))
    visit.hands.tap(Key.Key_Z)
    seen = view_of(visit).viewport.axis.visible
    assert 5_000 < seen.duration_ms < 10_000
    assert (seen.start_ms + seen.end_ms) / 2 == pytest.approx(40_000, abs=50)


def test_z_zooms_to_a_chosen_stretch_before_the_mark_and_says_when_there_is_neither(
    visit: Visit,
) -> None:
    visit.hands.tap(Key.Key_Z)
    assert view_of(visit).viewport.axis.is_whole
    assert "to zoom to it" in visit.said
    add_tag(visit, Span(40_000, 44_000))
    view_of(visit).marks.set_selected_span(Span(10_000, 20_000))
    visit.hands.tap(Key.Key_Z)
    seen = view_of(visit).viewport.axis.visible
    assert seen.start_ms < 10_000 and 20_000 < seen.end_ms < 25_000


def test_keys_colour_the_waveform_and_take_the_loudness_line_away(visit: Visit) -> None:
    lane = view_of(visit).lanes.of(WaveformLane)
    visit.until(lambda: lane.loudness is not None)
    assert not lane.has_colours
    visit.hands.ctrl(Key.Key_C, shift=True)
    assert lane.has_colours
    visit.hands.ctrl(Key.Key_D, shift=True)
    assert lane.loudness is None
    visit.hands.ctrl(Key.Key_C, shift=True)
    assert not lane.has_colours


def test_the_list_of_lanes_does_the_same_as_those_keys(visit: Visit) -> None:
    lane = view_of(visit).lanes.of(WaveformLane)
    popup = visit.pages.listen.seeing.open_lanes()
    assert not popup.colours.isChecked() and popup.loudness.isChecked()
    popup.colours.click()
    popup.loudness.click()
    assert lane.has_colours and lane.loudness is None
    popup.rows["favourites"].shown.click()
    assert "favourites" not in [lane.key for lane in seen_lanes(visit)]
    popup.close()


def seen_lanes(visit: Visit) -> list[Lane]:
    return [slot.lane for slot in view_of(visit).lanes.slots]


def test_motion_is_reduced_by_the_setting(visit: Visit) -> None:
    view = view_of(visit)
    visit.hands.tap(Key.Key_Plus)
    assert not view.viewport.is_gliding and not view.viewport.axis.is_whole
    visit.services.settings.change(reduced_motion="off")
    visit.hands.tap(Key.Key_Plus)
    assert view.viewport.is_gliding


def test_the_grip_of_the_seek_bar_moves_the_timeline(visit: Visit) -> None:
    view, bar = view_of(visit), visit.desk.bar.seek_bar
    view.viewport.zoom_to_span(Span(0, 10_000))
    before_ms = visit.playback.position_ms
    grip = QPoint(bar.width() * 5 // 60, 3)
    visit.hands.drag(bar, grip, grip + QPoint(bar.width() // 2, 0))
    assert view.viewport.axis.start_ms == pytest.approx(30_000, abs=3_000)
    assert visit.playback.position_ms == before_ms, "it seeks nothing"
