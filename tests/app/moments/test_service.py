"""Favourite moments."""

from __future__ import annotations

import pytest

from app import changes
from app.ids import MomentId, TrackId
from app.timecode import Span
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


def test_the_raw_press_is_kept_beside_the_corrected_one(
    opened: OpenedProfile, track: TrackId
) -> None:
    moment = opened.services.moments.add_moment(
        track, Span.point(10_000), reaction_ms=500, label="The cello", note="alone"
    )
    assert (moment.raw, moment.span) == (Span.point(10_000), Span.point(9500))
    assert opened.services.timelines.timeline(track).moments == (moment,)
    assert (moment.label, moment.note) == ("The cello", "alone")


def test_a_moment_near_the_start_never_lies_before_it(
    opened: OpenedProfile, track: TrackId
) -> None:
    moment = opened.services.moments.add_moment(track, Span.point(100), reaction_ms=500)
    assert moment.span == Span.point(0)


def test_a_held_key_draws_the_moment_out(opened: OpenedProfile, track: TrackId) -> None:
    moments = opened.services.moments
    moment = moments.add_moment(track, Span.point(10_000), reaction_ms=500)
    drawn = moments.extend(moment.id, 12_000, 500)
    assert (drawn.raw, drawn.span) == (Span(10_000, 12_000), Span(9500, 11_500))


def test_editing_moving_and_removing_name_the_track(opened: OpenedProfile, track: TrackId) -> None:
    moments = opened.services.moments
    moment = moments.add_moment(track, Span.point(10_000))
    assert moments.edit_moment(moment.id, note="n", label="l").note == "n"
    assert moments.move_moment(moment.id, Span(3, 7)).span == Span(3, 7)
    moments.remove_moment(moment.id)
    assert opened.services.timelines.timeline(track).moments == ()
    for change in opened.changes[-4:]:
        assert change.kinds == {changes.MOMENT}
        assert change.track_ids == {track}


def test_only_words_can_be_edited(opened: OpenedProfile, track: TrackId) -> None:
    moment = opened.services.moments.add_moment(track, Span.point(0))
    with pytest.raises(TypeError, match="start_ms"):
        opened.services.moments.edit_moment(moment.id, start_ms=1)


def test_a_moment_that_is_gone_is_said_to_be(opened: OpenedProfile) -> None:
    with pytest.raises(LookupError):
        opened.services.moments.move_moment(MomentId(9), Span(0, 1))
