"""Places that the search found, in the time of their track."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.theme_search.records import Passage
from app.analysis.theme_search.views import CLASSES, VIEWS, Views
from app.core.ids import TrackId
from app.core.source_time import SourceTime
from app.core.timecode import Span
from app.theme_finding.records import Length
from app.theme_finding.seen_tracks import SeenTrack


@pytest.fixture
def track() -> SeenTrack:
    """Of a minute; what its file has before its second second isn't the track's."""
    views = Views(np.zeros((VIEWS * CLASSES, 10), np.float32))
    return SeenTrack(Length(TrackId(1), 60_000), views, SourceTime(start_ms=2_000), 0)


def test_a_place_is_told_in_the_time_of_the_track(track: SeenTrack) -> None:
    assert track.span(Passage("1", 12_000, 20_000)) == Span(10_000, 18_000)


@pytest.mark.parametrize(
    ("start_ms", "found"), [(56_000, Span(54_000, 60_000)), (61_900, None), (59_000, None)]
)
def test_of_a_place_that_ends_after_the_track_most_is_in_it(
    track: SeenTrack, start_ms: int, found: Span | None
) -> None:
    assert track.span(Passage("1", start_ms, start_ms + 8_000)) == found
