"""What was found, as the listener corrected it: whatever is found next time."""

from __future__ import annotations

import pytest

from app.core.ids import IntensityEventId, TrackId
from app.core.timecode import Span
from app.intensity.correcting import corrected
from app.intensity.records import Correction, EventKind, IntensityEvent

BUILD, CLIMAX, DROP = EventKind.BUILD, EventKind.CLIMAX, EventKind.DROP


def found(
    kind: EventKind, start_ms: int, end_ms: int, peak_ms: int | None = None
) -> IntensityEvent:
    return IntensityEvent(kind, Span(start_ms, end_ms), peak_ms)


def said(kind: EventKind, start_ms: int, end_ms: int, *, is_removed: bool = False) -> Correction:
    key = IntensityEventId(start_ms + 1)
    return Correction(key, "u", TrackId(1), kind, Span(start_ms, end_ms), None, is_removed)


def spans(events: tuple[IntensityEvent, ...]) -> list[tuple[int, int]]:
    return [(event.span.start_ms, event.span.end_ms) for event in events]


def test_without_corrections_everything_is_as_found_in_time_order() -> None:
    later, first = found(CLIMAX, 40_000, 44_000, 41_000), found(BUILD, 10_000, 40_000)
    assert corrected([later, first], []) == (first, later)


@pytest.mark.parametrize(
    ("start_ms", "end_ms"),
    [(10_000, 40_000), (12_000, 41_000), (5_000, 60_000), (20_000, 30_000)],
)
def test_what_was_removed_stays_away_however_it_is_found_next(start_ms: int, end_ms: int) -> None:
    removed = said(BUILD, 10_000, 40_000, is_removed=True)
    assert corrected([found(BUILD, start_ms, end_ms)], [removed]) == ()


def test_a_removal_is_about_its_place_and_kind() -> None:
    events = [found(BUILD, 41_000, 60_000), found(DROP, 10_000, 40_000), found(BUILD, 0, 10_000)]
    removed = said(BUILD, 10_000, 40_000, is_removed=True)
    assert corrected(events, [removed]) == (events[2], events[1], events[0])


def test_an_event_as_short_as_a_beat_is_known_again_a_beat_later() -> None:
    removed = said(CLIMAX, 30_000, 30_000, is_removed=True)
    assert corrected([found(CLIMAX, 30_900, 30_900)], [removed]) == ()
    assert corrected([found(CLIMAX, 31_000, 31_400)], [removed]) == ()
    far = found(CLIMAX, 36_000, 36_400)
    assert corrected([far], [removed]) == (far,)
    assert corrected([found(CLIMAX, 0, 0)], [said(CLIMAX, 500, 500, is_removed=True)]) == ()


def test_a_moved_event_replaces_what_was_found() -> None:
    corrections = [said(BUILD, 10_000, 40_000, is_removed=True), said(BUILD, 50_000, 70_000)]
    events = corrected([found(BUILD, 11_000, 39_000), found(BUILD, 51_000, 69_000)], corrections)
    assert spans(events) == [(50_000, 70_000)]
    assert events[0].correction_id == corrections[1].id


def test_an_added_event_is_there_once_it_is_found_too() -> None:
    added = said(DROP, 10_000, 12_000)
    assert corrected([], [added]) == (added.event,)
    assert corrected([found(DROP, 10_200, 12_400)], [added]) == (added.event,)
