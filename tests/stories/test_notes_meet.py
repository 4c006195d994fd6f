"""Notes written in two places: neither replaces the other."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.app_harness import AppHarness, kept_rows


def test_a_second_note_within_two_seconds_is_added_and_raises_the_mark(harness: AppHarness) -> None:
    session = harness.playing(5000)
    assert session.run_main("mark", "wonder", "--note", "the horns come in")[0] == 0
    assert session.run_main("mark", "wonder", "--note", "and the choir")[0] == 0
    (row,) = kept_rows(harness.paths)["emotional_tag"]
    assert (row["intensity"], row["note"]) == (4, "the horns come in\nand the choir")
    session.desk.context.undo()
    assert kept_rows(harness.paths)["emotional_tag"][0]["note"] == "the horns come in"


def test_the_same_note_twice_is_written_once(harness: AppHarness) -> None:
    session = harness.playing(5000)
    for _ in range(2):
        session.run_main("mark", "wonder", "--note", "the horns")
    (row,) = kept_rows(harness.paths)["emotional_tag"]
    assert (row["intensity"], row["note"]) == (4, "the horns")


def test_a_note_from_outside_leaves_what_is_being_typed(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    session.driver.tap(Qt.Key.Key_N)
    note = session.pages.listen.side.inspector.note
    session.until(note.hasFocus)
    note.insertPlainText("typed here")
    session.run_main("mark", "wonder", "--note", "from outside")
    note.commit()
    (row,) = kept_rows(harness.paths)["emotional_tag"]
    assert "typed here" in row["note"] and "from outside" in row["note"]


def test_what_is_typed_right_after_a_note_from_outside_is_added_to_it(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.run_main("mark", "wonder", "--note", "from outside")
    session.driver.tap(Qt.Key.Key_N)
    note = session.pages.listen.side.inspector.note
    session.until(note.hasFocus)
    note.insertPlainText(", typed here")
    note.commit()
    assert _notes(harness) == ["from outside, typed here"]


def test_a_note_that_waits_meets_another_one_that_waits(harness: AppHarness) -> None:
    from tests.support.lock_holder import held

    session = harness.playing(5000)
    with held(harness.paths.database):
        for words in ("first", "second"):
            code, said, _ = session.run_main("mark", "wonder", "--note", words)
            assert code == 0 and "waits" in said
        assert session.timeline.tags[0].tag.note == "first\nsecond"
    session.until(lambda: not session.services.waiting.waiting)
    assert _notes(harness) == ["first\nsecond"]


def _notes(harness: AppHarness) -> list[str]:
    return [str(row["note"]) for row in kept_rows(harness.paths)["emotional_tag"]]
