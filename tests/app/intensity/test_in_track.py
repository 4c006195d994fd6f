"""A file’s dynamics on the time of a track: shifted, stretched, cut out."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.dynamics import Dynamics
from app.core.source_time import WHOLE_FILE, SourceTime
from app.intensity.in_track import in_track
from app.intensity.records import EventKind
from tests.app.analysis.dynamics.swelling import heard, swelling


@pytest.fixture(scope="module")
def dynamics() -> Dynamics:
    return heard(swelling((0, -30), (10, -30), (26, -8), (30, -8), (30.2, -28), (40, -28)))


def test_of_a_whole_file_they_are_the_files_own(dynamics: Dynamics) -> None:
    track = in_track(dynamics, WHOLE_FILE)
    places = [(event.kind, event.span.start_ms, event.span.end_ms) for event in track.found]
    assert places == [(event.kind, event.start_ms, event.end_ms) for event in dynamics.events]
    assert {EventKind.BUILD, EventKind.CLIMAX} <= {kind for kind, _start, _end in places}


def test_a_track_that_begins_later_has_them_earlier(dynamics: Dynamics) -> None:
    plain, early = (
        in_track(dynamics, source) for source in (WHOLE_FILE, SourceTime(0, None, -5_000))
    )
    climaxes = [
        next(event for event in track.found if event.kind is EventKind.CLIMAX)
        for track in (plain, early)
    ]
    assert climaxes[0].span.start_ms - climaxes[1].span.start_ms == 5_000
    assert climaxes[0].peak_ms is not None and climaxes[1].peak_ms == climaxes[0].peak_ms - 5_000
    shift = len(plain.curve.values) - len(early.curve.values)
    assert shift == 50
    assert np.array_equal(plain.curve.values[50:], early.curve.values)


def test_a_slower_source_stretches_them(dynamics: Dynamics) -> None:
    track = in_track(dynamics, SourceTime(tempo_ratio=2.0))
    first, there = dynamics.events[0], track.found[0]
    assert (there.span.start_ms, there.span.end_ms) == (2 * first.start_ms, 2 * first.end_ms)
    assert len(track.curve.values) == 2 * len(dynamics.curve.values)


def test_of_a_part_of_a_file_only_its_own_are_found(dynamics: Dynamics) -> None:
    assert in_track(dynamics, SourceTime(31_000, 40_000)).found == ()
