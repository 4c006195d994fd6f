"""Another process writes to the journal while the window is open: it is shown within a second."""

from __future__ import annotations

from app.core.timecode import Span
from app.emotions.records import Emotion
from tests.support.app_harness import AppHarness, WindowSession, with_services
from ui.bridge.news.others import LOOK_EVERY_MS

SECOND_MS = 1_000


def titles(session: WindowSession) -> list[str]:
    model = session.pages.library.table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_an_import_by_another_process_appears_in_the_library(harness: AppHarness) -> None:
    harness.record("first.wav", seconds=3)
    harness.take_in()
    session = harness.open()
    session.desk.pages.show_page("library")
    session.pages.library.table.select_lines([session.rows()[0].key])
    harness.record("second.wav", seconds=4, hz=550)
    code, _, err = session.run_main("import", str(harness.music))
    assert (code, err) == (0, "")
    session.until(lambda: len(titles(session)) == 2)
    chosen = session.pages.library.table.selected_rows()
    assert [row.title for row in chosen] == ["first"]


def test_what_another_process_restores_appears_and_undo_stays(harness: AppHarness) -> None:
    session = harness.playing(3_000)
    emotion = _word(session, "wonder")
    export = harness.profile.parent / "export.json"
    session.services.tagging.add_tag(session.timeline.track_id, emotion.id, Span.point(9_000))
    with_services(harness.paths, lambda services: services.exports.export_json(export))
    stack = session.desk.context.history.stack
    stack.undo()
    session.services.moments.add_moment(session.timeline.track_id, Span.point(1_000))
    assert not session.timeline.tags
    code, _, err = session.run_main("restore", str(export))
    assert (code, err) == (0, "")
    session.until(lambda: len(session.timeline.tags) == 1)
    assert stack.canUndo()
    stack.undo()
    assert not session.timeline.moments and len(session.timeline.tags) == 1


def test_a_mark_by_another_process_appears_on_the_timeline(harness: AppHarness) -> None:
    session = harness.playing(3_000)
    track_id = int(session.timeline.track_id)
    session.elsewhere(
        f"services.moments.add_moment({track_id}, Span.point(2_000), note='From elsewhere')"
    )
    session.until(lambda: session.timeline.moments)
    assert [moment.note for moment in session.timeline.moments] == ["From elsewhere"]


def test_it_looks_often_enough() -> None:
    assert 2 * LOOK_EVERY_MS < SECOND_MS


def _word(session: WindowSession, name: str) -> Emotion:
    word = session.services.emotions.named(name)
    assert word is not None
    return word
