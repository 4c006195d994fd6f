"""To the climax, hearing what leads to it, and correcting where it is: by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.analysis.heard import hear_what_is_missing
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.intensity.records import EventKind, IntensityEvent
from tests.app.analysis.dynamics.swelling import RATE_HZ, swelling
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.audio import write_audio
from ui.timeline.lanes.intensity_lane import IntensityLane
from ui.timeline.view import TimelineView

Key = Qt.Key
SHIFT, NO_KEYS = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
SWELL = ((0, -30), (12, -30), (28, -8), (33, -8), (43, -24), (50, -24))


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    write_audio(harness.music / "theme.wav", swelling(*SWELL), rate_hz=RATE_HZ)
    harness.take_in()
    harness.play_by_hand()
    return opened(harness)


def opened(harness: AppHarness) -> WindowSession:
    """The track was listened through before."""
    session = harness.open()
    hear(session)
    session.play()
    session.until(lambda: view_of(session).events.is_known)
    return session


def hear(session: WindowSession) -> None:
    for row in session.rows():
        (held,) = session.services.library.track(row.id).files
        store = session.services.analysis.features
        hear_what_is_missing(held.path, held.payload_hash, store, JobContext())


def view_of(session: WindowSession) -> TimelineView:
    return session.pages.listen.timeline


def of_kind(session: WindowSession, kind: EventKind) -> list[IntensityEvent]:
    return [event for event in view_of(session).events.events if event.kind is kind]


def test_to_the_climax_from_its_build_moved_and_back(
    harness: AppHarness, session: WindowSession
) -> None:
    driver, playback, view = session.driver, session.playback, view_of(session)
    (build,), (climax,) = of_kind(session, EventKind.BUILD), of_kind(session, EventKind.CLIMAX)
    assert view.lanes.slot_for(view.lanes.of(IntensityLane)) is not None
    playback.pause()

    driver.alt(Key.Key_K)
    assert view.events.at == climax
    assert playback.position_ms == climax.peak_ms
    assert "Climax" in view.canvas.accessibleDescription()
    driver.alt(Key.Key_K)
    assert session.said == "There is no climax after this place in the track."

    driver.ctrl(Key.Key_B)
    lead_ms = session.services.settings.current.preroll_ms
    session.until(lambda: playback.state.value == "playing")
    assert playback.position_ms == max(0, build.span.start_ms - lead_ms)
    playback.pause()

    driver.tap(Key.Key_Right, SHIFT)
    (moved,) = of_kind(session, EventKind.CLIMAX)
    assert moved.span == climax.span.moved_to(climax.span.start_ms + 100)
    assert moved.correction_id is not None and view.events.at == moved
    assert "corrected by you" in view.canvas.accessibleDescription()
    driver.tap(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    (shorter,) = of_kind(session, EventKind.CLIMAX)
    assert shorter.span == Span(moved.span.start_ms, moved.span.end_ms - 10)

    driver.ctrl(Key.Key_Z)
    driver.ctrl(Key.Key_Z)
    assert of_kind(session, EventKind.CLIMAX) == [climax]
    driver.ctrl(Key.Key_Z, shift=True)
    assert of_kind(session, EventKind.CLIMAX) == [moved]
    session.close()
    kept = kept_rows(harness.paths)["intensity_event"]
    assert sorted(row["is_removed"] for row in kept) == [0, 1]

    again = opened(harness)
    assert of_kind(again, EventKind.CLIMAX) == [moved], "it outlives the window and a new reading"


def test_a_climax_that_isnt_one_is_removed(session: WindowSession) -> None:
    driver, (climax,) = session.driver, of_kind(session, EventKind.CLIMAX)
    driver.alt(Key.Key_K)
    driver.tap(Key.Key_Delete)
    assert of_kind(session, EventKind.CLIMAX) == []
    assert view_of(session).events.at is None
    driver.ctrl(Key.Key_Z)
    assert of_kind(session, EventKind.CLIMAX) == [climax]


def test_a_break_that_was_missed_is_added_over_the_selection(session: WindowSession) -> None:
    page, before = session.pages.listen, len(view_of(session).events.events)
    view_of(session).marks.keep_chosen(Span(44_000, 47_000))
    page.intensity.add(EventKind.BREAK)
    (added,) = of_kind(session, EventKind.BREAK)
    assert added.span == Span(44_000, 47_000) and added.correction_id is not None
    assert view_of(session).events.at == added
    menu = page.list_events()
    words = [action.text() for action in menu.actions() if action.text()]
    assert "Break, corrected by you, 0:44.000 to 0:47.000" in words and "Add climax" in words
    next(one for one in menu.actions() if one.text() == "Take back all corrections").trigger()
    menu.close()
    assert len(view_of(session).events.events) == before


def test_a_mark_and_an_event_are_never_chosen_together(session: WindowSession) -> None:
    driver, view = session.driver, view_of(session)
    driver.tap(Key.Key_F)
    driver.alt(Key.Key_K)
    assert view.events.at is not None and view.marks.selection is None
    driver.tap(Key.Key_Comma)
    assert view.events.at is None and view.marks.selection is not None
    driver.alt(Key.Key_K)
    driver.tap(Key.Key_Escape)
    assert view.events.at is None and view.marks.selection is None


def test_what_is_asked_for_before_the_track_was_heard_is_there_once_it_was(
    harness: AppHarness,
) -> None:
    write_audio(harness.music / "theme.wav", swelling(*SWELL), rate_hz=RATE_HZ)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.play()
    listening, (row,) = session.desk.context.listening_through, session.rows()
    session.driver.alt(Key.Key_K)
    assert session.said.startswith("This track isn’t listened through yet.")
    assert listening.standing.is_awaited or view_of(session).events.is_known
    hear(session)
    listening.listened.emit(row.id)  # as when its process tells
    session.until(lambda: view_of(session).events.is_known)
    session.driver.alt(Key.Key_K)
    assert view_of(session).events.at is not None
