"""What is moved to another track's time stays inside the limits of its columns."""

from __future__ import annotations

from db.queries.sources import KnownLength
from db.ranges.limits import MOST_MS
from db.ranges.row_faults import faults_of
from db.repositories.track_time import Shift


def test_sums_of_places_stay_inside_their_limits() -> None:
    for by_ms in (-MOST_MS, MOST_MS):
        for at_ms in (-MOST_MS, 0, MOST_MS):
            shift = Shift(by_ms, MOST_MS, 2.0)
            source = shift.moved_row("track_source", {"offset_ms": at_ms, "tempo_ratio": 80.0})
            assert not faults_of("track_source", source)
            places = {"start_ms": max(0, at_ms), "end_ms": MOST_MS, "scene_offset_ms": MOST_MS}
            assert not faults_of("cue", shift.moved_row("cue", places))


def test_a_source_at_the_very_end_makes_no_impossible_length() -> None:
    assert KnownLength(0, False, 0, MOST_MS, 1.0, True).on_track(5_000) == MOST_MS


def test_lyrics_and_both_sides_of_an_alignment_move_with_their_track() -> None:
    shift = Shift(-1_000, 10_000)
    lines = ((None, None, "plain"), (500, 2_000, "cut"), (4_000, None, "until the next"))
    moved = shift.moved_row("lyrics", {"lines": lines})
    assert moved["lines"] == (
        (None, None, "plain"),
        (0, 1_000, "cut"),
        (3_000, None, "until the next"),
    )
    anchors = ((500, 100), (900, 200), (5_000, 6_000))
    assert shift.moved_row("alignment", {"anchors": anchors}) == {
        "anchors": ((0, 100), (4_000, 6_000))
    }
    assert shift.moved_link({"anchors": ((100, 500), (6_000, 5_000))}) == {
        "anchors": ((100, 0), (6_000, 4_000))
    }
    assert shift.moved_link({"title": "an echo"}) == {}
