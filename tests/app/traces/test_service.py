"""Traces are saved, replaced and deleted; each pass is one step."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.ids import TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.traces.records import STEP_MS, Stretch, affect_at, sample_of
from tests.support.opened_profile import OpenedProfile


def level(start: int, count: int, value: int) -> Stretch:
    """count samples of one value, from place `start` of the grid on."""
    return Stretch(start * STEP_MS, bytes([value, value]) * count)


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


def lines(opened: OpenedProfile, track: TrackId) -> list[tuple[int, list[int]]]:
    """Each trace: its first place on the grid and its values."""
    return [
        (trace.span.start_ms // STEP_MS, list(trace.samples[0::2]))
        for trace in opened.services.traces.of_track(track)
    ]


def test_a_stretch_is_saved_as_it_was_recorded(opened: OpenedProfile, track: TrackId) -> None:
    samples = sample_of((1.0, -1.0)) + sample_of((0.0, 0.5))
    opened.services.traces.record(track, [Stretch(100, samples)])
    (trace,) = opened.services.traces.of_track(track)
    assert trace.span == Span(100, 200)
    assert trace.at(100) == (1.0, -1.0) and trace.at(149) == (1.0, -1.0)
    told = trace.at(150)
    assert told is not None and told[0] == 0.0 and abs(told[1] - 0.5) < 0.01
    assert trace.at(99) is None and trace.at(200) is None
    assert affect_at((trace,), 120) == (1.0, -1.0)


def test_a_new_pass_replaces_what_it_covers(opened: OpenedProfile, track: TrackId) -> None:
    traces = opened.services.traces
    traces.record(track, [level(0, 10, 1)])
    traces.record(track, [level(3, 4, 9)])
    assert lines(opened, track) == [(0, [1, 1, 1]), (3, [9, 9, 9, 9]), (7, [1, 1, 1])]
    opened.services.ledger.undo(opened.last_step)
    assert lines(opened, track) == [(0, [1] * 10)]


def test_a_pass_saved_in_pieces_is_one_trace_and_one_step(
    opened: OpenedProfile, track: TrackId
) -> None:
    traces = opened.services.traces
    traces.record(track, [level(5, 5, 1)])
    before = opened.tables()
    first = traces.record(track, [level(0, 3, 7)], a_pass="p")
    step = opened.last_step
    for place in (3, 6):
        first = traces.record(track, [level(place, 3, 7)], after=first, a_pass="p")
        joined = step.joined(opened.last_step)
        assert joined is not None
        step = joined
    assert lines(opened, track) == [(0, [7] * 9), (9, [1])]
    assert len(step.rows) == 3, "one row per row, however many pieces"
    after = opened.tables()
    opened.services.ledger.undo(step)
    assert opened.tables() == before
    opened.services.ledger.redo(step)
    assert opened.tables() == after


def test_different_passes_are_different_steps(opened: OpenedProfile, track: TrackId) -> None:
    traces = opened.services.traces
    traces.record(track, [level(0, 3, 7)], a_pass="p")
    one = opened.last_step
    traces.record(track, [level(3, 3, 7)], a_pass="q")
    assert one.joined(opened.last_step) is None


def test_a_gap_stays_a_gap(opened: OpenedProfile, track: TrackId) -> None:
    opened.services.traces.record(track, [level(0, 2, 1), level(8, 2, 1)])
    assert lines(opened, track) == [(0, [1, 1]), (8, [1, 1])]


def test_deleting_cuts_a_gap_and_can_be_undone(opened: OpenedProfile, track: TrackId) -> None:
    traces = opened.services.traces
    traces.record(track, [level(0, 10, 1)])
    traces.erase(track, Span(2 * STEP_MS, 4 * STEP_MS))
    assert lines(opened, track) == [(0, [1, 1]), (4, [1] * 6)]
    opened.services.ledger.undo(opened.last_step)
    assert lines(opened, track) == [(0, [1] * 10)]
    count = len(opened.changes)
    traces.erase(track, Span(90 * STEP_MS, 95 * STEP_MS))
    assert len(opened.changes) == count, "nothing was there, so nothing is announced"


def test_merged_tracks_keep_their_traces(opened: OpenedProfile, track: TrackId) -> None:
    other = opened.track("The same")
    opened.services.traces.record(other, [level(0, 2, 1)])
    opened.services.same_tracks.merge(track, [other], JobContext())
    assert lines(opened, track) == [(0, [1, 1])]


passes = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(1, 100)))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=passes)
def test_everywhere_the_last_recording_counts(
    opened: OpenedProfile, told: list[tuple[int, int, int]]
) -> None:
    track = opened.track()
    expected: dict[int, int] = {}
    steps = len(opened.steps())
    for start, count, value in told:
        opened.services.traces.record(track, [level(start, count, value)])
        expected |= dict.fromkeys(range(start, start + count), value)
    kept = opened.services.traces.of_track(track)
    found = {
        trace.span.start_ms // STEP_MS + n: value
        for trace in kept
        for n, value in enumerate(trace.samples[0::2])
    }
    assert found == expected
    assert sum(len(trace.samples) // 2 for trace in kept) == len(expected), "no overlap"
    assert all(len(t.samples) // 2 * STEP_MS == t.span.duration_ms for t in kept)
    for step in reversed(opened.steps()[steps:]):
        opened.services.ledger.undo(step)
    assert opened.services.traces.of_track(track) == ()
