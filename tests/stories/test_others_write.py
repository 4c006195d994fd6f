"""Another process writes to the journal while the window is open: it is seen within a second."""

from __future__ import annotations

from app.core.timecode import Span
from app.emotions.records import Emotion
from tests.support.house import House, Visit, with_services
from ui.bridge.news.others import LOOK_EVERY_MS

SECOND_MS = 1_000


def titles(visit: Visit) -> list[str]:
    model = visit.pages.library.table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_an_import_by_another_process_appears_in_the_library(house: House) -> None:
    house.record("first.wav", seconds=3)
    house.take_in()
    visit = house.open()
    visit.desk.pages.show_page("library")
    visit.pages.library.table.select_ids([visit.rows()[0].id])
    house.record("second.wav", seconds=4, hz=550)
    code, _, err = visit.run_main("import", str(house.music))
    assert (code, err) == (0, "")
    visit.until(lambda: len(titles(visit)) == 2)
    chosen = visit.pages.library.table.selected_rows()
    assert [row.title for row in chosen] == ["first"]


def test_what_another_process_restores_appears_and_undo_stays(house: House) -> None:
    visit = house.playing(3_000)
    emotion = _word(visit, "wonder")
    export = house.profile.parent / "export.json"
    visit.services.tagging.add_tag(visit.timeline.track_id, emotion.id, Span.point(9_000))
    with_services(house.paths, lambda services: services.exports.export_json(export))
    stack = visit.desk.context.history.stack
    stack.undo()
    visit.services.moments.add_moment(visit.timeline.track_id, Span.point(1_000))
    assert not visit.timeline.tags
    code, _, err = visit.run_main("restore", str(export))
    assert (code, err) == (0, "")
    visit.until(lambda: len(visit.timeline.tags) == 1)
    assert stack.canUndo()
    stack.undo()
    assert not visit.timeline.moments and len(visit.timeline.tags) == 1


def test_a_mark_by_another_process_appears_on_the_timeline(house: House) -> None:
    visit = house.playing(3_000)
    track_id = int(visit.timeline.track_id)
    visit.elsewhere(
        f"services.moments.add_moment({track_id}, Span.point(2_000), note='From elsewhere')"
    )
    visit.until(lambda: visit.timeline.moments)
    assert [moment.note for moment in visit.timeline.moments] == ["From elsewhere"]


def test_looking_comes_often_enough() -> None:
    assert 2 * LOOK_EVERY_MS < SECOND_MS


def _word(visit: Visit, name: str) -> Emotion:
    word = visit.services.emotions.named(name)
    assert word is not None
    return word
