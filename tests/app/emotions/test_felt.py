"""What leads at each place of a track."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode
from tests.support.opened_profile import OpenedProfile

MINUTE_MS = 60_000


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track(duration_ms=2 * MINUTE_MS)


def emotion(opened: OpenedProfile, name: str) -> Emotion:
    found = opened.services.emotions.named(name)
    assert found is not None
    return found


def mark(
    opened: OpenedProfile, track: TrackId, name: str, span: Span, intensity: int = 3,
    mode: Mode = Mode.FELT,
) -> None:  # fmt: skip
    word = emotion(opened, name)
    opened.services.tagging.add_tag(track, word.id, span, intensity=intensity, mode=mode)


def strip(opened: OpenedProfile, track: TrackId) -> list[tuple[float, float, str]]:
    found = opened.services.feelings.strips([track])[track]
    return [(round(one.start, 3), round(one.end, 3), one.emotion.key) for one in found]


def test_a_strip_is_the_track_in_time(opened: OpenedProfile, track: TrackId) -> None:
    """A point lasts three seconds, as on the waveform."""
    mark(opened, track, "wonder", Span(0, 30_000))
    mark(opened, track, "sadness", Span.point(MINUTE_MS))
    assert strip(opened, track) == [(0.0, 0.25, "wonder"), (0.5, 0.525, "sadness")]


def test_the_stronger_feeling_leads_where_two_meet(opened: OpenedProfile, track: TrackId) -> None:
    mark(opened, track, "wonder", Span(0, MINUTE_MS), 2)
    mark(opened, track, "sadness", Span(30_000, 2 * MINUTE_MS), 3)
    assert strip(opened, track) == [(0.0, 0.25, "wonder"), (0.25, 1.0, "sadness")]


def test_equal_ones_go_by_the_vocabulary(opened: OpenedProfile, track: TrackId) -> None:
    mark(opened, track, "sadness", Span(0, MINUTE_MS))
    mark(opened, track, "wonder", Span(0, MINUTE_MS))
    assert strip(opened, track) == [(0.0, 0.5, "wonder")]


def test_what_is_only_expressed_was_not_felt(opened: OpenedProfile, track: TrackId) -> None:
    mark(opened, track, "wonder", Span(0, MINUTE_MS), mode=Mode.EXPRESSED)
    assert strip(opened, track) == []


def test_a_mark_at_the_very_end_is_seen(opened: OpenedProfile, track: TrackId) -> None:
    mark(opened, track, "wonder", Span.point(2 * MINUTE_MS))
    assert strip(opened, track) == [(0.992, 1.0, "wonder")]


def test_stretches_neither_touch_backwards_nor_leave_the_track(
    opened: OpenedProfile, track: TrackId
) -> None:
    for at, name in enumerate(("wonder", "sadness", "tension", "wonder", "power") * 20):
        mark(opened, track, name, Span(at * 1_150, at * 1_150 + 4_000), 1 + at % 5)
    found = opened.services.feelings.strips([track])[track]
    assert found and found[0].start >= 0 and found[-1].end <= 1
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.emotion != other.emotion or one.end < other.start
               for one, other in pairwise(found))  # fmt: skip


def test_many_tracks_are_told_apart_and_all_answered(opened: OpenedProfile, track: TrackId) -> None:
    other = opened.track(duration_ms=MINUTE_MS)
    silent = opened.track(duration_ms=MINUTE_MS)
    mark(opened, track, "wonder", Span(0, MINUTE_MS))
    mark(opened, other, "sadness", Span(0, MINUTE_MS))
    found = opened.services.feelings.strips([silent, other, track])
    assert found[silent] == ()
    assert [one.emotion.key for one in found[other]] == ["sadness"]
    assert [one.emotion.key for one in found[track]] == ["wonder"]


def test_an_albums_strip_has_the_strongest_first_and_leaves_room_for_what_was_not_felt(
    opened: OpenedProfile, track: TrackId
) -> None:
    """By intensity, not by the number of marks."""
    silent = opened.track()
    for at_ms in (0, 10_000):
        mark(opened, track, "wonder", Span.point(at_ms), 1)
    mark(opened, track, "sadness", Span.point(20_000), 4)
    mark(opened, track, "power", Span.point(20_000), 5, Mode.EXPRESSED)
    found = opened.services.feelings.shares({"both": [track, silent], "none": [silent], "": []})
    assert [(one.emotion.key, round(one.start, 3), round(one.end, 3)) for one in found["both"]] == [
        ("sadness", 0.0, 0.333), ("wonder", 0.333, 0.5),
    ]  # fmt: skip
    assert found["none"] == found[""] == ()
