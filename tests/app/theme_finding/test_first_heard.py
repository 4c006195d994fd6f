"""A family is told from where it is first heard."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.timecode import Span
from app.theme_finding.first_heard import from_first_heard
from app.themes.records import Candidate


def candidate(track: int, start_ms: int, by: int | None, ratio: float | None) -> Candidate:
    return Candidate(TrackId(track), Span(start_ms, start_ms + 9_000), 0.9, by, ratio)


def told(*passages: Candidate) -> list[tuple[int, int, int | None, float | None]]:
    found = from_first_heard(passages, lambda one: one.track_id)
    return [(one.track_id, one.span.start_ms, one.transposition, one.tempo_ratio) for one in found]


def test_they_come_in_the_order_of_the_tracks_and_keys_are_against_the_first() -> None:
    home, higher, slower = (
        candidate(3, 0, 0, 1.0),
        candidate(1, 5_000, 4, 1.25),
        candidate(1, 20_000, -3, 0.8),
    )
    assert told(home, higher, slower) == [
        (1, 5_000, 0, 1.0),
        (1, 20_000, 5, pytest.approx(0.64)),
        (3, 0, -4, 0.8),
    ]


def test_a_tritone_stays_as_it_was_found() -> None:
    higher = candidate(2, 0, 6, 1.0)
    assert told(candidate(1, 0, 0, 1.0), higher)[1][2] == 6


def test_what_is_not_known_stays_unknown() -> None:
    known, unknown = candidate(2, 0, 0, 1.0), candidate(1, 0, None, None)
    assert told(known, unknown) == [(1, 0, None, None), (2, 0, 0, 1.0)]
