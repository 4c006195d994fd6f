"""One navigator leads from page to page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from tests.support.house import House, Visit
from ui.bridge.places import CurrentTrack, EntryPlace, NewMusic, ScenePlace, TrackPlace
from ui.journal.entry_dialog import EntryDialog
from ui.story.story_nodes import NodeRef


@pytest.fixture
def visit(house: House) -> Visit:
    house.record("dawn.wav", seconds=30)
    house.take_in()
    house.play_by_hand()
    return house.open()


def front(visit: Visit) -> str:
    return visit.desk.pages.current_key


def test_a_track_is_shown_where_it_was_meant_with_its_mark_selected(visit: Visit) -> None:
    (row,) = visit.rows()
    services = visit.services
    emotion = services.emotions.emotions()[0]
    tag = services.tagging.add_tag(TrackId(row.id), emotion.id, Span(9_000, 11_000))
    ref = MarkRef(MarkKind.TAG, tag.id)
    visit.desk.context.navigator.show(TrackPlace(row.id, 9_000, ref))
    assert front(visit) == "listen"
    assert visit.playback.track is not None and visit.playback.track.id == row.id
    assert visit.playback.position_ms == 9_000
    assert visit.pages.listen.selection == ref


def test_what_plays_is_shown_without_touching_it(visit: Visit) -> None:
    visit.play("dawn")
    visit.desk.pages.show_page("story")
    before_ms = visit.playback.position_ms
    visit.desk.context.navigator.show(CurrentTrack())
    assert front(visit) == "listen" and visit.playback.position_ms == before_ms


def test_a_scene_is_shown_in_the_story(visit: Visit) -> None:
    scenes = visit.services.scenes
    work = scenes.add_work(WorkKind.FILM, "My Heart")
    scene = scenes.add_scene(work, "The harbour")
    visit.desk.context.navigator.show(ScenePlace(scene))
    assert front(visit) == "story"
    assert visit.pages.story.tree.ref == NodeRef("scene", scene)


def test_an_entry_is_opened_in_the_journal(visit: Visit) -> None:
    entry = visit.services.journal.write_entry(EntryDraft("Rain all day", "Rain"))
    visit.desk.context.navigator.show(EntryPlace(entry))
    dialog = visit.window.findChild(EntryDialog)
    assert front(visit) == "journal" and dialog is not None and dialog.isVisible()
    dialog.reject()


def test_new_music_goes_through_the_library_and_says_when_it_is_in(
    visit: Visit, house: House
) -> None:
    ended: list[str] = []
    new = house.record("dusk.wav", seconds=2, hz=330)
    visit.desk.context.navigator.show(NewMusic((new,), on_ended=lambda: ended.append("in")))
    assert front(visit) == "library"
    visit.until(lambda: ended)
    assert {row.title for row in visit.rows()} == {"dawn", "dusk"}
    visit.desk.context.navigator.show(NewMusic((new,)))
    visit.until(lambda: not visit.pages.library.flow.is_running)
    assert ended == ["in"], "nobody is told twice"


def test_a_place_that_no_page_shows_is_a_mistake(visit: Visit) -> None:
    with pytest.raises(KeyError):
        visit.desk.context.navigator.show(Qt.Key.Key_A)


def test_pages_are_opened_by_their_keys(visit: Visit) -> None:
    visit.desk.context.navigator.open_page("settings")
    assert front(visit) == "settings"
    with pytest.raises(KeyError):
        visit.desk.context.navigator.open_page("nowhere")
