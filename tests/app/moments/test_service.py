"""Favourite moments."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.timecode import Span
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


def test_the_playhead_is_saved_beside_the_corrected_position(
    opened: OpenedProfile, track: TrackId
) -> None:
    moment = opened.services.moments.add_moment(
        track, Span.point(10_000), span=Span.point(9500), label="The cello", note="alone"
    )
    assert (moment.raw, moment.span) == (Span.point(10_000), Span.point(9500))
    assert opened.services.timelines.timeline(track).moments == (moment,)
    assert (moment.label, moment.note) == ("The cello", "alone")


def test_a_held_key_extends_the_moment(opened: OpenedProfile, track: TrackId) -> None:
    moments = opened.services.moments
    moment = moments.add_moment(track, Span.point(10_000), span=Span.point(9500))
    drawn = moments.extend(moment.id, Span(9500, 11_500), Span(10_000, 12_000))
    assert (drawn.raw, drawn.span) == (Span(10_000, 12_000), Span(9500, 11_500))
