"""Undoing any sequence of changes gives the start, and redoing it the end."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, event, select

from db.models import base
from db.models.all import (
    Character,
    Cue,
    Emotion,
    EmotionalTag,
    EmotionSet,
    FavouriteMoment,
    JournalEntry,
    Scene,
    SceneCharacter,
    Track,
    Work,
    metadata,
)
from db.store.engine import Store
from db.store.opening import open_store
from db.writing.replay import replay
from db.writing.unit_of_work import RecordedRow, UnitOfWork
from tests.support.ready_journal import ready_journal

MODELS = (Work, Character, Scene, Track, Cue, EmotionalTag, FavouriteMoment, JournalEntry)
VERBS = st.tuples(
    st.sampled_from(["add", "edit", "remove"]),
    st.sampled_from(MODELS),
    st.integers(0, 5),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
)


def _question(table: Table) -> str:
    """As it lies in the file. Plain SQL: asked a thousand times, building it was half the test."""
    left_out = {"updated_at", *(["id"] if table.name == "journal_line" else [])}
    names = ", ".join(f'"{column.name}"' for column in table.c if column.name not in left_out)
    return f'SELECT {names} FROM "{table.name}"'


QUESTIONS = {table.name: _question(table) for table in metadata.sorted_tables} | {
    "hits": "SELECT count(*) FROM journal_text WHERE journal_text MATCH '\"abc\"'"
}


def state(store: Store) -> dict[str, list[Any]]:
    """Every row without its stamp; the journal's lines without the number inside their key."""
    with store.read() as connection:
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(question).all()), key=repr)
            for name, question in QUESTIONS.items()
        }


def one_of(unit: UnitOfWork, model: type[Any], number: int) -> Any:
    rows = unit.session.scalars(select(model).order_by(model.id)).all()
    return rows[number % len(rows)] if rows else None


def perform(unit: UnitOfWork, verb: str, model: type[Any], number: int, text: str) -> None:
    if verb == "add":
        add(unit, model, number, text)
    elif (row := one_of(unit, model, number)) is not None:
        if verb == "remove":
            unit.remove(row)
        else:
            edit(row, number, text)


def edit(row: Any, number: int, text: str) -> None:
    for name in ("title", "name", "note", "text"):
        if hasattr(row, name):
            setattr(row, name, text + "abc")
    if hasattr(row, "start_ms") and row.start_ms is not None:
        row.start_ms, row.end_ms = number, number + 7


def add(unit: UnitOfWork, model: type[Any], number: int, text: str) -> None:
    values: dict[str, Any] = {}
    for key in model.__table__.foreign_keys:
        known = (model for model in (*MODELS, Emotion) if model.__table__ is key.column.table)
        target = next(known, None)  # no listens, no episodes
        row = one_of(unit, target, number) if target is not None else None
        if row is None and not key.parent.nullable:
            return
        values[key.parent.name] = row and row.id
    for name in ("start_ms", "end_ms", "raw_start_ms", "raw_end_ms", "duration_ms"):
        if name in model.__table__.c:
            values[name] = number
    for name in ("title", "name", "note", "text"):
        if name in model.__table__.c:
            values[name] = text
    if model is Work:
        values["kind"] = "film"
    row = model(**values)
    unit.session.add(row)
    unit.session.flush()
    if model is Scene and (person := one_of(unit, Character, number)) is not None:
        unit.session.add(SceneCharacter(scene_id=row.id, character_id=person.id))


def move(store: Store, step: list[RecordedRow], *, is_undo: bool) -> None:
    with store.write() as unit:
        if is_undo:
            rows = [(table, after, before) for table, before, after in reversed(step)]
        else:
            rows = list(step)
        replay(unit.session.connection(), rows)
        unit.commit()


@settings(max_examples=60, deadline=None)
@given(verbs=st.lists(VERBS, min_size=1, max_size=14))
def test_undoing_all_gives_the_start_and_redoing_all_the_end(verbs: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(ready_journal(Path(folder) / "journal.db"))
        try:
            run(store, verbs)
        finally:
            store.close()


def run(store: Store, verbs: list[Any]) -> None:
    with store.write() as unit:
        group = EmotionSet(key="set", name="Set")
        unit.session.add(group)
        unit.session.flush()
        unit.session.add(Emotion(set_id=group.id, key="wonder", name="Wonder", colour="#ffffff"))
        unit.commit()
    states, steps = [state(store)], []
    for verb in verbs:
        with store.write() as unit:
            perform(unit, *verb)
            unit.commit()
            steps.append(list(unit.recorded))
        states.append(state(store))
    for step, before in zip(reversed(steps), reversed(states[:-1]), strict=True):
        move(store, step, is_undo=True)
        assert state(store) == before
    for step, after in zip(steps, states[1:], strict=True):
        move(store, step, is_undo=False)
        assert state(store) == after
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    with store.engine.connect() as connection:
        connection.exec_driver_sql(
            "INSERT INTO journal_text(journal_text, rank) VALUES('integrity-check', 0)"
        )


def stamp(store: Store, row_id: int) -> int:
    with store.read() as connection:
        found = connection.scalar(select(Work.updated_at).where(Work.id == row_id))
        assert found is not None
        return found


@pytest.mark.parametrize("verb", ["add", "edit", "remove"])
@pytest.mark.parametrize("clock", ["goes on", "is set back"])
def test_undo_and_redo_give_a_new_stamp(
    store: Store, verb: str, clock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
        recorded = list(unit.recorded)
    first = newest = stamp(store, 1)
    if verb != "add":
        with store.write() as unit:
            row = unit.get(Work, 1)
            row.title = "Rain"
            if verb == "remove":
                unit.remove(row)
            unit.commit()
            recorded = list(unit.recorded)
    began = base.now_ms()
    if clock == "is set back":
        monkeypatch.setattr(base, "now_ms", lambda: 1_000)
    for is_undo in (True, False, True, False):
        move(store, recorded, is_undo=is_undo)
        if is_undo is (verb == "add") or (verb == "remove" and not is_undo):
            continue  # the row is gone
        # A row that is added anew is what it was: its stamp need not be later than last time's.
        assert stamp(store, 1) >= newest + (verb == "edit")
        newest = stamp(store, 1)
    assert newest > first
    assert newest >= began or clock == "is set back"


def test_an_impossible_stamp_gives_way_to_now(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
        unit.session.connection().exec_driver_sql(f"UPDATE work SET updated_at = {2**63 - 1}")
        unit.session.commit()
    with store.write() as unit:
        unit.get(Work, 1).title = "Rain"
        unit.commit()
        recorded = list(unit.recorded)
    move(store, recorded, is_undo=True)
    assert stamp(store, 1) <= base.now_ms()


MANY = 1_200  # more than go into one statement


def many_marks(store: Store) -> tuple[list[int], list[RecordedRow]]:
    """Marks on one track, and the rows of a step that moved them all."""
    with store.write() as unit:
        track = Track(title="Long", duration_ms=9_000_000)
        unit.session.add(track)
        unit.session.flush()
        rows = [
            FavouriteMoment(track_id=track.id, start_ms=n, end_ms=n, raw_start_ms=n, raw_end_ms=n)
            for n in range(MANY)
        ]
        unit.session.add_all(rows)
        unit.commit()
        ids = [row.id for row in rows]
    with store.write() as unit:
        found = unit.session.scalars(select(FavouriteMoment)).all()
        for row in found:
            row.start_ms, row.end_ms = row.start_ms + 5, row.end_ms + 5
        unit.commit()
        return ids, list(unit.recorded)


@pytest.mark.parametrize("verb", ["move", "remove"])
def test_many_rows_are_undone_and_redone_together(store: Store, verb: str) -> None:
    _, step = many_marks(store)
    if verb == "remove":
        with store.write() as unit:
            unit.remove_all(unit.session.scalars(select(FavouriteMoment)).all())
            unit.commit()
            step = list(unit.recorded)
    assert len(step) == MANY
    after = state(store)
    move(store, step, is_undo=True)
    assert len(state(store)["favourite_moment"]) == MANY
    assert state(store) != after
    move(store, step, is_undo=False)
    assert state(store) == after


@pytest.mark.parametrize("place", [0, 700, MANY - 1])
def test_one_row_of_many_that_is_gone_stops_all(store: Store, place: int) -> None:
    ids, step = many_marks(store)
    with store.write() as unit:
        unit.remove(unit.get(FavouriteMoment, ids[place]))
        unit.commit()
    before = state(store)
    with pytest.raises(LookupError):
        move(store, step, is_undo=True)
    assert state(store) == before


def test_one_row_of_many_that_is_there_already_stops_all(store: Store) -> None:
    ids, _ = many_marks(store)
    with store.write() as unit:
        images = [dict(row._mapping) for row in _images(unit, ids)]
        unit.remove_all(unit.session.scalars(select(FavouriteMoment)).all()[1:])
        unit.commit()
    before = state(store)
    step: list[RecordedRow] = [("favourite_moment", None, image) for image in images]
    with pytest.raises(LookupError, match="exists already"):
        move(store, step, is_undo=False)
    assert state(store) == before


def _images(unit: UnitOfWork, ids: list[int]) -> Any:
    table = FavouriteMoment.__table__
    return unit.session.connection().execute(select(table).where(table.c.id >= min(ids)))


def test_what_was_changed_elsewhere_meanwhile_is_not_overwritten(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow", note="Mine"))
        unit.commit()
        added = list(unit.recorded)
    with store.write() as unit:
        unit.get(Work, 1).title = "Rain"
        unit.commit()
        renamed = list(unit.recorded)
    with store.write() as unit:  # on no stack: another process
        unit.get(Work, 1).title = "Theirs"
        unit.commit()
    before = state(store)
    for step in (renamed, added):
        with pytest.raises(LookupError):
            move(store, step, is_undo=True)
        assert state(store) == before


def test_other_columns_may_have_been_changed_elsewhere(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
    with store.write() as unit:
        unit.get(Work, 1).title = "Rain"
        unit.commit()
        renamed = list(unit.recorded)
    with store.write() as unit:
        unit.get(Work, 1).note = "Theirs"
        unit.commit()
    move(store, renamed, is_undo=True)
    with store.read() as connection:
        assert connection.execute(select(Work.title, Work.note)).one() == ("Snow", "Theirs")


def test_one_row_in_two_states_within_a_step_goes_back_through_both(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
    before = state(store)
    with store.write() as unit:
        row = unit.get(Work, 1)
        for title in ("Rain", "Hail"):
            row.title = title
            unit.session.flush()
        unit.commit()
        step = list(unit.recorded)
    after = state(store)
    move(store, step, is_undo=True)
    assert state(store) == before
    move(store, step, is_undo=False)
    assert state(store) == after


def test_a_row_of_which_only_the_stamp_changed_goes_back(store: Store) -> None:
    with store.write() as unit:
        unit.session.add(Work(kind="film", title="Snow"))
        unit.commit()
        _, _, image = unit.recorded[0]
    assert image is not None
    later = {**image, "updated_at": image["updated_at"] + 5}
    with store.write() as unit:
        update = f"UPDATE work SET updated_at = {later['updated_at']}"
        unit.session.connection().exec_driver_sql(update)
        unit.commit()
    before = state(store)
    move(store, [("work", image, later)], is_undo=True)
    assert state(store) == before


def test_which_rows_are_there_is_asked_once_for_many(store: Store) -> None:
    """An import of ten thousand scenes was redone with as many questions."""
    assert _questions_to_redo(store, 300) == _questions_to_redo(store, 3)


def _questions_to_redo(store: Store, many: int) -> int:
    """A work with so many scenes, each with a character."""
    with store.write() as unit:
        work = Work(kind="film", title="Ebb")
        unit.session.add(work)
        unit.session.flush()
        person = Character(work_id=work.id, name="Mira", colour="#112233")
        scenes = [Scene(work_id=work.id, title=str(n), story_order=n) for n in range(many)]
        unit.session.add_all([person, *scenes])
        unit.session.flush()
        unit.session.add_all(
            SceneCharacter(scene_id=scene.id, character_id=person.id) for scene in scenes
        )
        unit.commit()
        step = list(unit.recorded)
    move(store, step, is_undo=True)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, sql: str, *_more: Any) -> None:
        asked.append(sql)

    with store.write() as unit:
        connection = unit.session.connection()
        event.listen(connection, "before_cursor_execute", note)
        replay(connection, step)
        event.remove(connection, "before_cursor_execute", note)
        unit.commit()
    return len(asked)
