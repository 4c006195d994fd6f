"""Notes that come from two sides: none is replaced by the other."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.house import House, kept_rows


def test_a_second_note_within_two_seconds_is_added_and_raises_the_mark(house: House) -> None:
    visit = house.playing(5000)
    assert visit.run_main("mark", "wonder", "--note", "the horns come in")[0] == 0
    assert visit.run_main("mark", "wonder", "--note", "and the choir")[0] == 0
    (row,) = kept_rows(house.paths)["emotional_tag"]
    assert (row["intensity"], row["note"]) == (4, "the horns come in\nand the choir")
    visit.desk.context.undo()
    assert kept_rows(house.paths)["emotional_tag"][0]["note"] == "the horns come in"


def test_the_same_note_twice_is_written_once(house: House) -> None:
    visit = house.playing(5000)
    for _ in range(2):
        visit.run_main("mark", "wonder", "--note", "the horns")
    (row,) = kept_rows(house.paths)["emotional_tag"]
    assert (row["intensity"], row["note"]) == (4, "the horns")


def test_a_note_from_outside_leaves_what_is_being_typed(house: House) -> None:
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_1)
    visit.hands.tap(Qt.Key.Key_N)
    note = visit.pages.listen.side.inspector.note
    visit.until(note.hasFocus)
    note.insertPlainText("typed here")
    visit.run_main("mark", "wonder", "--note", "from outside")
    note.commit()
    (row,) = kept_rows(house.paths)["emotional_tag"]
    assert "typed here" in row["note"] and "from outside" in row["note"]


def test_what_is_typed_right_behind_a_note_from_outside_is_added_to_it(house: House) -> None:
    visit = house.playing(5000)
    visit.run_main("mark", "wonder", "--note", "from outside")
    visit.hands.tap(Qt.Key.Key_N)
    note = visit.pages.listen.side.inspector.note
    visit.until(note.hasFocus)
    note.insertPlainText(", typed here")
    note.commit()
    assert _notes(house) == ["from outside, typed here"]


def test_a_note_that_waits_meets_another_one_that_waits(house: House) -> None:
    from tests.support.lock_holder import held

    visit = house.playing(5000)
    with held(house.paths.database):
        for words in ("first", "second"):
            code, said, _ = visit.run_main("mark", "wonder", "--note", words)
            assert code == 0 and "waits" in said
        assert visit.timeline.tags[0].tag.note == "first\nsecond"
    visit.until(lambda: not visit.services.waiting.waiting)
    assert _notes(house) == ["first\nsecond"]


def _notes(house: House) -> list[str]:
    return [str(row["note"]) for row in kept_rows(house.paths)["emotional_tag"]]
