"""Spans under the pointer: inside the track, snapping, never turned over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.timecode import Span
from ui.timeline.dragging import (
    LEAST_SPAN_MS,
    SNAP_PX,
    dragged,
    resized,
    snapped,
    snapped_position,
)
from ui.timeline.lane import Part
from ui.timeline.time_axis import TimeAxis

DURATION_MS = 100_000
AXIS = TimeAxis.whole(DURATION_MS, 1_024)  # 100 ms a pixel
spans = st.tuples(st.integers(0, DURATION_MS), st.integers(0, DURATION_MS)).map(
    lambda pair: Span.between(*pair)
)
moves = st.integers(-2 * DURATION_MS, 2 * DURATION_MS)


@given(spans, moves)
def test_a_moved_body_keeps_its_length_inside_the_track(span: Span, by_ms: int) -> None:
    moved = dragged(span, Part.BODY, by_ms, DURATION_MS)
    assert moved.duration_ms == span.duration_ms
    assert moved.end_ms <= DURATION_MS


@given(spans, moves)
def test_an_edge_never_passes_the_other(span: Span, by_ms: int) -> None:
    if span.duration_ms >= LEAST_SPAN_MS:
        start = dragged(span, Part.START, by_ms, DURATION_MS)
        end = dragged(span, Part.END, by_ms, DURATION_MS)
        assert start.end_ms == span.end_ms
        assert start.duration_ms >= LEAST_SPAN_MS
        assert end.start_ms == span.start_ms
        assert LEAST_SPAN_MS <= end.duration_ms <= DURATION_MS - span.start_ms


@given(spans, moves)
def test_a_nudged_end_stays_between_start_and_the_tracks_end(span: Span, by_ms: int) -> None:
    found = resized(span, by_ms, DURATION_MS)
    assert found.start_ms == span.start_ms
    assert found.end_ms <= DURATION_MS


@given(spans, st.sampled_from(Part), moves, st.integers(0, DURATION_MS))
def test_snapping_reaches_no_farther_than_six_pixels(
    span: Span, part: Part, by_ms: int, edge: int
) -> None:
    if part is not Part.BODY and span.duration_ms < LEAST_SPAN_MS:
        return
    free = dragged(span, part, by_ms, DURATION_MS)
    pulled, at = snapped(AXIS, span, part, by_ms, lambda _x: [edge])
    reach_ms = AXIS.ms_for(SNAP_PX) + 1
    assert abs(pulled.start_ms - free.start_ms) <= reach_ms
    assert abs(pulled.end_ms - free.end_ms) <= reach_ms
    if at is not None:
        assert at == edge
        assert edge in (pulled.start_ms, pulled.end_ms)


def test_the_nearest_edge_wins() -> None:
    span = Span(10_000, 20_000)
    pulled, at = snapped(AXIS, span, Part.BODY, 1_000, lambda _x: [11_400, 20_800])
    assert (pulled, at) == (Span(10_800, 20_800), 20_800)


def test_a_mark_does_not_snap_to_where_it_was() -> None:
    span = Span(10_000, 20_000)
    pulled, at = snapped(AXIS, span, Part.BODY, 200, lambda _x: [10_000, 20_000])
    assert (pulled, at) == (Span(10_200, 20_200), None)


def test_a_position_snaps_only_when_near() -> None:
    x = AXIS.x_of(50_000)
    assert snapped_position(AXIS, x + 3, lambda _x: [50_000]) == (50_000, 50_000)
    assert snapped_position(AXIS, x + 9, lambda _x: [50_000]) == (50_900, None)
