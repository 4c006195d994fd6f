"""One navigator leads from page to page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.bridge.places import CurrentTrack, EntryPlace, NewEntry, NewMusic, ScenePlace, TrackPlace
from ui.journal.entry_dialog import EntryDialog
from ui.story.story_nodes import NodeRef


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    harness.record("dawn.wav", seconds=30)
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


def front(session: WindowSession) -> str:
    return session.desk.pages.current_key


def test_a_track_is_shown_at_the_place_with_its_mark_selected(session: WindowSession) -> None:
    (row,) = session.rows()
    services = session.services
    emotion = services.emotions.emotions()[0]
    tag = services.tagging.add_tag(TrackId(row.id), emotion.id, Span(9_000, 11_000))
    ref = MarkRef(MarkKind.TAG, tag.id)
    session.desk.context.navigator.show(TrackPlace(row.id, 9_000, ref))
    assert front(session) == "listen"
    assert session.playback.track is not None and session.playback.track.id == row.id
    assert session.playback.position_ms == 9_000
    assert session.pages.listen.selection == ref


def test_the_current_track_is_shown_without_touching_playback(session: WindowSession) -> None:
    session.play("dawn")
    session.desk.pages.show_page("story")
    before_ms = session.playback.position_ms
    session.desk.context.navigator.show(CurrentTrack())
    assert front(session) == "listen" and session.playback.position_ms == before_ms


def test_a_scene_is_shown_on_the_story_page(session: WindowSession) -> None:
    scenes = session.services.scenes
    work = scenes.add_work(WorkKind.FILM, "My Heart")
    scene = scenes.add_scene(work, "The harbour")
    session.desk.context.navigator.show(ScenePlace(scene))
    assert front(session) == "story"
    assert session.pages.story.tree.ref == NodeRef("scene", scene)


def test_an_entry_is_opened_in_the_journal(session: WindowSession) -> None:
    entry = session.services.journal.write_entry(EntryDraft("Rain all day", "Rain"))
    session.desk.context.navigator.show(EntryPlace(entry))
    dialog = session.window.findChild(EntryDialog)
    assert front(session) == "journal" and dialog is not None and dialog.isVisible()
    dialog.reject()


def test_new_music_is_imported_by_the_library_which_says_when_it_is_done(
    session: WindowSession, harness: AppHarness
) -> None:
    ended: list[str] = []
    new = harness.record("dusk.wav", seconds=2, hz=330)
    session.desk.context.navigator.show(NewMusic((new,), on_ended=lambda: ended.append("in")))
    assert front(session) == "library"
    session.until(lambda: ended)
    assert {row.title for row in session.rows()} == {"dawn", "dusk"}
    session.desk.context.navigator.show(NewMusic((new,)))
    session.until(lambda: not session.pages.library.flow.is_running)
    assert ended == ["in"], "it is told only once"


def test_a_place_that_no_page_shows_is_an_error(session: WindowSession) -> None:
    with pytest.raises(KeyError):
        session.desk.context.navigator.show(Qt.Key.Key_A)


def test_pages_are_opened_by_their_keys(session: WindowSession) -> None:
    session.desk.context.navigator.open_page("settings")
    assert front(session) == "settings"
    with pytest.raises(KeyError):
        session.desk.context.navigator.open_page("nowhere")


def test_a_letter_is_begun_over_the_page_in_front(session: WindowSession) -> None:
    session.desk.pages.show_page("letters")
    session.desk.context.navigator.show(NewEntry(is_letter=True))
    assert front(session) == "letters"
    (dialog,) = session.pages.journal.window().findChildren(EntryDialog)
    assert dialog.isVisible()
    dialog.reject()
