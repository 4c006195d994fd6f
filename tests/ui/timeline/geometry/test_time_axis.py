"""Milliseconds to pixels and back, at every zoom and scroll position."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.timecode import Span
from ui.timeline.geometry.time_axis import CLOSEST_MS_PER_PX, END_MARGIN_PX, TimeAxis

THREE_HOURS_MS = 3 * 3_600_000
durations = st.integers(1, THREE_HOURS_MS)
widths = st.integers(200, 4_000)
shares = st.floats(0, 1)


@st.composite
def axes(draw: st.DrawFn) -> TimeAxis:
    axis = TimeAxis.whole(draw(durations), draw(widths))
    for _ in range(draw(st.integers(0, 4))):
        axis = axis.zoomed(draw(st.floats(0.2, 50)), axis.width_px * draw(shares))
        axis = axis.scrolled_by(draw(st.floats(-5_000, 5_000)))
    return axis


@given(axes(), shares)
def test_a_time_survives_conversion_to_pixels_and_back(axis: TimeAxis, share: float) -> None:
    ms = axis.duration_ms * share
    assert axis.ms_at(axis.x_of(ms)) == pytest.approx(ms, abs=1e-3)


@given(axes(), shares)
def test_a_pixel_survives_conversion_to_time_and_back(axis: TimeAxis, share: float) -> None:
    x = axis.width_px * share
    assert axis.x_of(axis.ms_at(x)) == pytest.approx(x, abs=1e-4)


@given(axes(), shares)
def test_positions_are_whole_milliseconds_of_the_track(axis: TimeAxis, share: float) -> None:
    position = axis.position_at(axis.width_px * share)
    assert isinstance(position, int)
    assert 0 <= position <= axis.duration_ms


@given(axes(), st.floats(0.1, 20), shares)
def test_zoom_keeps_the_anchor_unless_an_end_prevents_it(
    axis: TimeAxis, factor: float, share: float
) -> None:
    anchor = axis.width_px * share
    zoomed = axis.zoomed(factor, anchor)
    least, greatest = zoomed.scroll_range
    is_at_an_end = zoomed.left_px <= least + 1e-6 or zoomed.left_px >= greatest - 1e-6
    assert is_at_an_end or zoomed.x_of(axis.ms_at(anchor)) == pytest.approx(anchor, abs=0.01)


@given(axes(), st.floats(1e-6, 1e6), shares)
def test_zoom_stays_between_the_whole_track_and_a_millisecond(
    axis: TimeAxis, factor: float, share: float
) -> None:
    zoomed = axis.zoomed(factor, axis.width_px * share)
    assert zoomed.closest_ms_per_px <= zoomed.ms_per_px <= zoomed.whole_ms_per_px
    assert zoomed.closest_ms_per_px <= CLOSEST_MS_PER_PX


@given(axes(), st.floats(-1e9, 1e9))
def test_scrolling_never_shows_more_than_the_margin_beyond_the_track(
    axis: TimeAxis, px: float
) -> None:
    scrolled = axis.scrolled_by(px)
    assert scrolled.x_of(0) <= END_MARGIN_PX + 0.01
    assert scrolled.x_of(axis.duration_ms) >= axis.width_px - END_MARGIN_PX - 0.01


@given(durations, widths, widths)
def test_a_track_wholly_in_view_stays_so_when_resized(
    duration_ms: int, before: int, after: int
) -> None:
    axis = TimeAxis.whole(duration_ms, before).resized(after)
    assert axis.is_whole
    assert axis.x_of(0) == pytest.approx(END_MARGIN_PX)
    assert axis.x_of(duration_ms) == pytest.approx(after - END_MARGIN_PX)


@given(axes(), shares, shares)
def test_showing_a_span_has_it_in_view(axis: TimeAxis, a: float, b: float) -> None:
    span = Span.between(int(a * axis.duration_ms), int(b * axis.duration_ms))
    shown = axis.showing(span)
    assert shown.x_of(span.start_ms) >= -0.01
    assert shown.x_of(span.end_ms) <= shown.width_px + 0.01


@given(axes(), shares)
def test_revealing_what_is_in_view_scrolls_nothing(axis: TimeAxis, share: float) -> None:
    at = axis.position_at(40 + share * (axis.width_px - 80))
    if 33 <= axis.x_of(at) <= axis.width_px - 33:
        assert axis.revealing(Span.point(at)) == axis


@given(axes())
def test_alignment_moves_less_than_a_pixel(axis: TimeAxis) -> None:
    assert abs(axis.aligned().left_px - axis.left_px) <= 0.5
    assert axis.aligned().left_px.is_integer()


def test_zooming_in_by_many_small_steps_does_not_drift() -> None:
    axis = TimeAxis.whole(THREE_HOURS_MS, 1_600)
    anchor_ms = axis.ms_at(700)
    for _ in range(60):
        axis = axis.zoomed(1.25, 700)
    assert axis.ms_per_px == CLOSEST_MS_PER_PX
    assert axis.x_of(anchor_ms) == pytest.approx(700, abs=0.01)
