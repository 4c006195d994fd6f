"""Favourite moments."""

from __future__ import annotations

import pytest

from app.ids import TrackId
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
