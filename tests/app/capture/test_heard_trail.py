"""Heard time continues when a loop starts again, and begins anew at a seek."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.capture.heard_trail import HeardPath, HeardTrail
from app.core.ids import TrackId
from app.core.timecode import Span

TRACK, OTHER = TrackId(1), TrackId(2)
LOOP = Span(10_000, 14_000)
REACTIONS = st.integers(0, 12_000)


def looped(position_ms: int, *, seams: int) -> HeardPath:
    """From 0:08 into the loop, through it so many times, to a position in it."""
    trail = HeardTrail()
    trail.begin(TRACK, 8_000)
    for _ in range(seams):
        trail.see(13_990)
        trail.turn(LOOP)
        trail.see(13_998)
        trail.see(10_004)
    return trail.path(TRACK, position_ms)


def meant(path: HeardPath, reaction_ms: int) -> int:
    return path.position(path.earlier(path.now_ms, reaction_ms))


@given(st.integers(0, 36_000_000), REACTIONS)
def test_if_nothing_else_is_known_it_reaches_back_to_the_tracks_start(
    position_ms: int, reaction_ms: int
) -> None:
    path = HeardPath.whole(TRACK, position_ms)
    assert meant(path, reaction_ms) == max(0, position_ms - reaction_ms)


def test_just_after_a_restart_it_reaches_into_the_round_before() -> None:
    assert meant(looped(10_500, seams=1), 1_500) == 13_000
    assert meant(looped(10_500, seams=1), 500) == 10_000
    assert meant(looped(10_500, seams=0), 1_500) == 9_000, "the loop hasn't started again yet"


def test_a_long_reaction_reaches_back_over_several_rounds() -> None:
    assert meant(looped(11_000, seams=3), 9_500) == 13_500
    assert meant(looped(11_000, seams=3), 60_000) == 8_000, "no farther than it was heard"


def test_it_does_not_reach_back_over_a_seek_or_into_another_track() -> None:
    trail = HeardTrail()
    trail.begin(TRACK, 0)
    trail.see(20_000)
    trail.begin(TRACK, 50_000)
    assert meant(trail.path(TRACK, 50_400), 1_500) == 50_000
    trail.begin(OTHER, 0)
    assert meant(trail.path(OTHER, 300), 1_500) == 0


def test_with_a_slow_device_the_restart_counts_when_it_is_heard() -> None:
    trail = HeardTrail()
    trail.begin(TRACK, 10_000)
    trail.see(13_000)
    trail.turn(LOOP)  # played, but heard a second later
    trail.see(13_500)
    trail.see(13_480)  # a correction of the clock isn't a new round
    trail.see(13_990)
    trail.see(10_005)
    assert meant(trail.path(TRACK, 10_100), 200) == 13_900


def test_what_was_heard_is_divided_where_the_loop_restarts() -> None:
    path = looped(11_000, seams=2)
    assert path.stretches(path.earlier(path.now_ms, 6_000), path.now_ms) == [
        Span(13_000, 14_000),
        Span(10_000, 14_000),
        Span(10_000, 11_000),
    ]
    assert path.stretches(path.now_ms, path.now_ms) == [Span.point(11_000)]


def test_a_seek_is_a_break() -> None:
    trail = HeardTrail()
    trail.begin(TRACK, 0)
    trail.see(5_000)
    before = trail.path(TRACK, 5_000).now_ms
    trail.see(8_000)
    trail.begin(TRACK, 40_000)
    path = trail.path(TRACK, 41_000)
    until = path.unbroken_until(before)
    assert path.stretches(before, until) == [Span(5_000, 8_000)]
    assert path.unbroken_until(path.now_ms) == path.now_ms


def test_what_was_heard_of_the_previous_track_is_still_known() -> None:
    trail = HeardTrail()
    trail.begin(TRACK, 0)
    then = trail.path(TRACK, 5_000).now_ms
    trail.begin(OTHER, 0)
    path = trail.path(OTHER, 700)
    assert path.is_of(TRACK, then)
    assert path.is_of(OTHER, path.now_ms)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3_990)), max_size=40), REACTIONS)
def test_stretches_are_as_long_as_the_time_they_cover(
    moves: list[tuple[bool, int]], reaction_ms: int
) -> None:
    trail = HeardTrail()
    trail.begin(TRACK, 10_000)
    position_ms = 10_000
    for is_turn, into_ms in moves:
        if is_turn:
            trail.see(13_995)
            trail.turn(LOOP)
            trail.see(10_000)
            position_ms = 10_000
        else:
            position_ms = max(position_ms, 10_000 + into_ms)
            trail.see(position_ms)
    path = trail.path(TRACK, position_ms)
    start = path.earlier(path.now_ms, reaction_ms)
    pieces = path.stretches(start, path.now_ms)
    assert sum(piece.duration_ms for piece in pieces) == path.now_ms - start
    assert path.position(path.now_ms) == position_ms
