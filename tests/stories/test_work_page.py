"""A listener opens a work, plays its story, and finds it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.ids import TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.bridge.places import WorkPlace
from ui.work.page import WorkPage

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    for number, name in enumerate(("dawn", "dusk")):
        harness.record(f"{name}.wav", seconds=12, hz=220 * (number + 1))
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


def work_page(session: WindowSession) -> WorkPage:
    page = session.desk.pages.page("work")
    assert isinstance(page, WorkPage)
    session.until(lambda: not page.is_reading)
    return page


def front(session: WindowSession) -> str:
    return session.desk.pages.current_key


def tell(session: WindowSession) -> int:
    services = session.services
    tracks = {row.title: TrackId(row.id) for row in session.rows()}
    work = services.scenes.add_work(WorkKind.FILM, "My Heart", track_ids=tracks.values())
    for title, track in (("The boats", "dusk"), ("The letter", "dawn")):
        scene = services.scenes.add_scene(work, title)
        services.cues.add_cue(tracks[track], Span(0, 3000), scene)
    return work


def test_a_work_is_opened_its_story_played_and_found_again(
    session: WindowSession, harness: AppHarness
) -> None:
    work = tell(session)
    driver = session.driver
    driver.alt(Key.Key_3)
    assert front(session) == "story", "no work was opened yet"
    tree = session.pages.story.tree
    session.until(lambda: tree.ref is not None)
    tree.setFocus()
    driver.tap(Key.Key_Return)
    assert front(session) == "work"
    page = work_page(session)
    assert page.head.title.text() == "My Heart"

    # Its story is played in story order; the player bar says so, and a feeling is marked here.
    page.head.play.button.click()
    bar = session.desk.bar.now_playing
    assert session.playback.track is not None and session.playback.track.title == "dusk"
    assert "Playing the story · cue 1 of 2" in bar.accessibleName()
    session.turn(500)
    driver.tap(Key.Key_1)
    session.until(lambda: session.services.library.mark_counts([session.playback.track.id]))
    session.playback.next()
    assert "cue 2 of 2" in bar.accessibleName() and session.playback.track.title == "dawn"
    session.turn(3500)
    assert "Playing the story" not in bar.accessibleName()

    # Its form is one key away, and Escape leads back.
    page.head.edit.click()
    assert front(session) == "story" and session.pages.story.way_back.isVisible()
    session.pages.story.tree.setFocus()
    driver.tap(Key.Key_Escape)
    assert front(session) == "work"

    # “Story” leads to it from now on, and it is there after a restart.
    driver.alt(Key.Key_1)
    driver.alt(Key.Key_3)
    assert front(session) == "work"
    session.desk.context.navigator.show(WorkPlace(work))
    assert front(session) == "work"
    session.close()
    again = harness.open()
    assert front(again) == "work"
    assert work_page(again).head.title.text() == "My Heart"
    again.services.scenes.remove("work", work)  # type: ignore[arg-type]
    again.driver.alt(Key.Key_1)
    again.driver.alt(Key.Key_3)
    assert front(again) == "story"
