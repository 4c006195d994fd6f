"""Any sequence of verbs undone is the start again, and redone is the end again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.engine import Store
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
from db.opening import open_store
from db.replay import replay
from db.unit_of_work import RecordedRow, UnitOfWork

MODELS = (Work, Character, Scene, Track, Cue, EmotionalTag, FavouriteMoment, JournalEntry)
VERBS = st.tuples(
    st.sampled_from(["add", "edit", "remove"]),
    st.sampled_from(MODELS),
    st.integers(0, 5),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
)


def state(store: Store) -> dict[str, list[Any]]:
    """Every row; the journal's lines without the running number inside their key."""
    found: dict[str, list[Any]] = {}
    with store.read() as connection:
        for table in metadata.sorted_tables:
            columns = [c for c in table.c if (table.name, c.name) != ("journal_line", "id")]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
        hits = "SELECT rowid FROM journal_text WHERE journal_text MATCH '\"abc\"'"
        found["hits"] = [len(connection.exec_driver_sql(hits).all())]
    return found


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
def test_all_undone_is_the_start_and_all_redone_the_end(verbs: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "journal.db")
        try:
            run(store, verbs)
        finally:
            store.close()


def run(store: Store, verbs: list[Any]) -> None:
    with store.write() as unit:
        group = EmotionSet(key="set", name="Set")
        unit.session.add(group)
        unit.session.flush()
        unit.session.add(Emotion(set_id=group.id, key="wonder", name="Wonder", colour="#fff"))
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
