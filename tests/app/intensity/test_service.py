"""Correcting builds, climaxes, drops and breaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.core.ids import IntensityEventId, TrackId
from app.core.timecode import Span
from app.intensity.correcting import corrected
from app.intensity.records import Correction, EventKind, IntensityEvent
from app.transactions import changes
from tests.support.opened_profile import OpenedProfile

FOUND = IntensityEvent(EventKind.BUILD, Span(10_000, 40_000), 38_000)
AGAIN = IntensityEvent(EventKind.BUILD, Span(11_000, 41_000), 39_500)  # by the next version


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


def corrections(opened: OpenedProfile, track: TrackId) -> tuple[Correction, ...]:
    return opened.services.intensity.corrections((track,)).get(track, ())


def events(opened: OpenedProfile, track: TrackId) -> tuple[IntensityEvent, ...]:
    return corrected([AGAIN], corrections(opened, track))


def test_a_removed_event_survives_the_next_analysis(opened: OpenedProfile, track: TrackId) -> None:
    opened.services.intensity.remove(track, FOUND)
    assert opened.changes[-1].kinds == {changes.INTENSITY}
    assert opened.changes[-1].track_ids == {track}
    assert opened.last_step.label == "Remove build"
    assert events(opened, track) == ()


def test_a_moved_event_is_there_and_not_where_it_was(opened: OpenedProfile, track: TrackId) -> None:
    intensity = opened.services.intensity
    made = intensity.move(track, FOUND, Span(50_000, 70_000))
    (moved,) = events(opened, track)
    assert (moved.span, moved.peak_ms, moved.correction_id) == (
        Span(50_000, 70_000),
        70_000,  # moved along, and still inside
        made,
    )
    assert intensity.move(track, moved, Span(55_000, 75_000), 60_000) == made
    (moved,) = events(opened, track)
    assert (moved.span, moved.peak_ms) == (Span(55_000, 75_000), 60_000)
    intensity.remove(track, moved)
    assert events(opened, track) == ()


def test_an_event_can_be_added(opened: OpenedProfile, track: TrackId) -> None:
    made = opened.services.intensity.add(track, EventKind.CLIMAX, Span(60_000, 62_000), 61_000)
    (_, added) = events(opened, track)
    assert added == IntensityEvent(EventKind.CLIMAX, Span(60_000, 62_000), 61_000, made)


def test_everything_can_be_as_it_was_found(opened: OpenedProfile, track: TrackId) -> None:
    intensity, other = opened.services.intensity, opened.track("Another")
    intensity.add(other, EventKind.DROP, Span(0, 1_000))
    intensity.move(track, FOUND, Span(50_000, 70_000))
    intensity.take_back(track)
    assert events(opened, track) == (AGAIN,)
    assert opened.last_step.label == "Take back 2 corrections"
    assert len(corrections(opened, other)) == 1


def test_corrections_of_many_tracks_are_read_at_once(opened: OpenedProfile) -> None:
    tracks = [opened.track(str(number)) for number in range(3)]
    for track in tracks[:2]:
        opened.services.intensity.add(track, EventKind.BREAK, Span(5_000, 9_000))
    found = opened.services.intensity.corrections(tracks)
    assert {track: len(some) for track, some in found.items()} == dict.fromkeys(tracks[:2], 1)


def test_places_are_inside_the_track(opened: OpenedProfile, track: TrackId) -> None:
    intensity = opened.services.intensity
    intensity.add(track, EventKind.BUILD, Span(80_000, 100_000), 99_000)
    (one,) = corrections(opened, track)
    assert (one.span, one.peak_ms) == (Span(80_000, 90_000), 90_000)
    before = opened.tables()
    with pytest.raises(ValueError, match="after the end"):
        intensity.add(track, EventKind.BUILD, Span(90_000, 100_000))
    with pytest.raises(LookupError):
        intensity.add(TrackId(99), EventKind.BUILD, Span(0, 1_000))
    gone = IntensityEvent(EventKind.BUILD, Span(0, 1_000), None, IntensityEventId(99))
    with pytest.raises(LookupError):
        intensity.move(track, gone, Span(5_000, 6_000))
    with pytest.raises(LookupError):
        intensity.remove(track, gone)
    assert opened.tables() == before


VERBS: dict[str, Callable[[OpenedProfile, TrackId], object]] = {
    "add": lambda p, t: p.services.intensity.add(t, EventKind.DROP, Span(0, 1_000)),
    "move what was found": lambda p, t: p.services.intensity.move(t, FOUND, Span(0, 9_000)),
    "move what was added": lambda p, t: p.services.intensity.move(
        t, corrections(p, t)[0].event, Span(0, 9_000)
    ),
    "remove what was found": lambda p, t: p.services.intensity.remove(t, FOUND),
    "remove what was added": lambda p, t: p.services.intensity.remove(
        t, corrections(p, t)[0].event
    ),
    "take back": lambda p, t: p.services.intensity.take_back(t),
}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_one_step_that_undoes(
    opened: OpenedProfile, track: TrackId, name: str
) -> None:
    ledger = opened.services.ledger
    opened.services.intensity.add(track, EventKind.CLIMAX, Span(60_000, 62_000))
    before, steps = opened.tables(), len(opened.steps())
    VERBS[name](opened, track)
    assert len(opened.steps()) == steps + 1
    after, step = opened.tables(), opened.last_step
    ledger.undo(step)
    assert opened.tables() == before
    ledger.redo(step)
    assert opened.tables() == after != before
