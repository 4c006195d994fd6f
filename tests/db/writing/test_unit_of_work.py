"""Commits only when told to, otherwise rolls back, and records what changed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from db.models.all import Character, Cue, Scene, SceneCharacter, Track, Work
from db.store.engine import Store
from db.writing.replay import replay
from db.writing.unit_of_work import RecordedRow, UnitOfWork


def titles(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(Work.title).order_by(Work.id)))


def add(unit: UnitOfWork, row: Any) -> Any:
    unit.session.add(row)
    unit.session.flush()
    return row


def a_scene_with_a_cue(store: Store) -> None:
    with store.write() as unit:
        work = add(unit, Work(kind="film", title="Snow"))
        yuki = add(unit, Character(work_id=work.id, name="Yuki"))
        scene = add(unit, Scene(work_id=work.id, title="Harbour"))
        add(unit, SceneCharacter(scene_id=scene.id, character_id=yuki.id))
        track = add(unit, Track(title="T", duration_ms=9_000, work_id=work.id))
        add(unit, Cue(track_id=track.id, scene_id=scene.id, start_ms=0, end_ms=5))
        unit.commit()


def back(store: Store, recorded: list[RecordedRow]) -> None:
    with store.write() as unit:
        states = [(table, after, before) for table, before, after in reversed(recorded)]
        replay(unit.session.connection(), states)
        unit.commit()


def test_without_commit_nothing_is_saved(store: Store) -> None:
    with store.write() as unit:
        add(unit, Work(kind="film", title="Forgotten"))
    assert titles(store) == []


def test_an_exception_rolls_back(store: Store) -> None:
    with pytest.raises(RuntimeError, match="halfway"), store.write() as unit:
        add(unit, Work(kind="film", title="Half"))
        raise RuntimeError("halfway")
    assert titles(store) == []
    with store.write() as unit:  # and the next writer is not kept waiting
        add(unit, Work(kind="film", title="Whole"))
        unit.commit()
    assert titles(store) == ["Whole"]


def test_rows_are_remembered_before_and_after(store: Store) -> None:
    with store.write() as unit:
        work = add(unit, Work(kind="film", title="Snow"))
        unit.commit()
        added = list(unit.recorded)
    assert [(table, before) for table, before, _ in added] == [("work", None)]
    assert added[0][2] is not None and added[0][2]["title"] == "Snow"
    with store.write() as unit:
        row = unit.get(Work, work.id)
        row.title = "Sand"
        unit.commit()
        ((table, before, after),) = unit.recorded
    assert (table, before and before["title"], after and after["title"]) == ("work", "Snow", "Sand")
    assert before and after and after["updated_at"] >= before["updated_at"]
    with store.write() as unit:
        unit.remove(unit.get(Work, work.id))
        unit.commit()
        ((_, before, after),) = unit.recorded
    assert after is None and before and before["title"] == "Sand"


def test_setting_the_same_value_records_nothing(store: Store) -> None:
    with store.write() as unit:
        work = add(unit, Work(kind="film", title="Snow"))
        unit.commit()
    with store.write() as unit:
        unit.get(Work, work.id).title = "Snow"
        unit.commit()
        assert unit.recorded == []


def test_deleting_includes_dependents_and_undo_restores_everything(store: Store) -> None:
    a_scene_with_a_cue(store)
    before = dump(store)
    with store.write() as unit:
        unit.remove(unit.get(Work, 1))
        unit.commit()
        recorded = list(unit.recorded)
    left = {table for table, rows in dump(store).items() if rows}
    assert left == {"track"}
    assert {table for table, _, _ in recorded} == {
        "work",
        "character",
        "scene",
        "scene_character",
        "cue",
        "track",
    }
    back(store, recorded)
    assert dump(store) == before


def test_undo_leaves_alone_what_others_changed_in_the_same_row(store: Store) -> None:
    with store.write() as unit:
        add(unit, Work(kind="film", title="Snow"))
        unit.commit()
    with store.write() as unit:
        unit.get(Work, 1).title = "Sand"
        unit.commit()
        recorded = list(unit.recorded)
    with store.write() as unit:
        unit.get(Work, 1).year = 1999
        unit.commit()
    back(store, recorded)
    with store.read() as connection:
        row = connection.execute(select(Work.title, Work.year)).one()
    assert tuple(row) == ("Snow", 1999)


def test_undoing_an_add_never_deletes_later_rows(store: Store) -> None:
    with store.write() as unit:
        add(unit, Work(kind="film", title="Snow"))
        unit.commit()
        recorded = list(unit.recorded)
    with store.write() as unit:
        add(unit, Scene(work_id=1, title="Restored since"))
        unit.commit()
    with pytest.raises(LookupError, match="scene depends on work 1"):
        back(store, recorded)
    assert titles(store) == ["Snow"]


def test_undo_of_a_row_that_is_gone_says_so(store: Store) -> None:
    with store.write() as unit:
        add(unit, Work(kind="film", title="Snow"))
        unit.commit()
        recorded = list(unit.recorded)
    back(store, recorded)
    with pytest.raises(LookupError, match="gone or changed"):
        back(store, recorded)


def test_redoing_a_mark_whose_listen_is_gone_keeps_the_mark(store: Store) -> None:
    from db.models.all import FavouriteMoment, Listen

    with store.write() as unit:
        add(unit, Track(title="T", duration_ms=1))
        add(unit, Listen(track_id=1, started_at=0, ended_at=0))
        unit.commit()
    with store.write() as unit:
        span = {"start_ms": 0, "end_ms": 0, "raw_start_ms": 0, "raw_end_ms": 0}
        add(unit, FavouriteMoment(track_id=1, listen_id=1, **span))
        unit.commit()
        recorded = list(unit.recorded)
    back(store, recorded)
    with store.write() as unit:
        unit.remove(unit.get(Listen, 1))
        unit.commit()
    with store.write() as unit:
        replay(unit.session.connection(), recorded)
        unit.commit()
    with store.read() as connection:
        assert connection.scalars(select(FavouriteMoment.listen_id)).all() == [None]


def dump(store: Store) -> dict[str, list[Any]]:
    """Every authored row without its stamp; the journal's lines without the number in their key."""
    from db.models.all import metadata

    found: dict[str, list[Any]] = {}
    with store.read() as connection:
        for table in metadata.sorted_tables:
            columns = [
                column
                for column in table.c
                if column.name != "updated_at"
                and (table.name, column.name) != ("journal_line", "id")
            ]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found
