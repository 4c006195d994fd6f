"""Rows changed together are recorded, stamped and undone like rows changed one by one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from db.models.all import (
    AudioFile,
    EntryMoment,
    FavouriteMoment,
    JournalEntry,
    Scene,
    Track,
    Work,
)
from db.store.engine import Store
from db.writing import bulk_rows
from db.writing.replay import replay
from db.writing.unit_of_work import RecordedRow, UnitOfWork

MOMENT: Any = FavouriteMoment.__table__
MANY = 1_200  # more than go into one question


@pytest.fixture
def track_id(store: Store) -> int:
    with store.write() as unit:
        unit.session.add(Track(title="T", duration_ms=9_000_000))
        unit.commit()
        return int(unit.session.scalar(select(Track.id)) or 0)


def moments(connection: Connection) -> dict[int, dict[str, Any]]:
    return {row.id: row._asdict() for row in connection.execute(select(MOMENT))}


def timeless(rows: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Without the stamps: an undo is a change of its own."""
    return {row_id: {**row, "updated_at": None} for row_id, row in rows.items()}


def planted(unit: UnitOfWork, track_id: int, count: int = MANY) -> list[int]:
    rows = [_moment(track_id, number) for number in range(count)]
    return bulk_rows.add(unit, MOMENT, rows)


def _moment(track_id: int, number: int) -> dict[str, Any]:
    # From late to early: their ids are in another order than their times.
    at_ms = 5_000_000 - 1_000 * number
    place = {"start_ms": at_ms, "end_ms": at_ms, "raw_start_ms": at_ms, "raw_end_ms": at_ms}
    return {"track_id": track_id, "label": f"m{number}", **place}


def back(store: Store, recorded: list[RecordedRow]) -> None:
    with store.write() as unit:
        states = [(table, after, before) for table, before, after in reversed(recorded)]
        replay(unit.session.connection(), states)
        unit.commit()


def test_what_is_added_is_what_a_mapped_object_would_be(store: Store, track_id: int) -> None:
    with store.write() as unit:
        unit.session.add(FavouriteMoment(**_moment(track_id, 0)))
        unit.session.flush()
        (second,) = bulk_rows.add(unit, MOMENT, [_moment(track_id, 0)])
        unit.commit()
        first_row, second_row = (after for _, _, after in unit.recorded)
    with store.read() as connection:
        there = moments(connection)
    assert list(there) == [1, 2] and second == 2
    assert there == {1: first_row, 2: second_row}
    own = {"id", "uid", "created_at", "updated_at", "made_at"}
    same = [{k: v for k, v in row.items() if k not in own} for row in there.values()]
    assert same[0] == same[1]
    assert there[1]["uid"] != there[2]["uid"]


def test_ids_are_in_the_order_of_the_rows_and_never_reused(store: Store, track_id: int) -> None:
    with store.write() as unit:
        ids = planted(unit, track_id)
        unit.commit()
    with store.write() as unit:
        rows = bulk_rows.read(unit.session.connection(), MOMENT, ids)
        assert [rows[row_id]["label"] for row_id in ids] == [f"m{n}" for n in range(MANY)]
        bulk_rows.remove(unit, MOMENT, rows)
        again = planted(unit, track_id, 3)
        unit.commit()
    assert min(again) == max(ids) + 1


def test_only_what_differs_is_written_stamped_and_recorded(store: Store, track_id: int) -> None:
    with store.write() as unit:
        ids = planted(unit, track_id)
        unit.commit()
    with store.write() as unit:
        rows = bulk_rows.read(unit.session.connection(), MOMENT, ids)
        wanted: dict[int, dict[str, Any]] = {row_id: {"note": "new"} for row_id in ids[:600]}
        wanted |= {row_id: {"label": rows[row_id]["label"]} for row_id in ids[600:]}
        wanted[ids[0]] = {"note": "new", "start_ms": 7}
        bulk_rows.change(unit, MOMENT, rows, wanted)
        unit.commit()
        recorded = list(unit.recorded)
    with store.read() as connection:
        there = moments(connection)
    assert len(recorded) == 600
    assert there[ids[0]]["start_ms"] == 7
    for table, before, after in recorded:
        assert table == "favourite_moment" and before is not None and after is not None
        assert before == rows[before["id"]] and after == there[after["id"]]
        assert after["updated_at"] > before["updated_at"]
    assert all(there[row_id] == rows[row_id] for row_id in ids[600:])
    back(store, recorded)
    with store.read() as connection:
        undone = moments(connection)
    assert timeless(undone) == timeless(rows)
    assert all(undone[row_id]["updated_at"] > there[row_id]["updated_at"] for row_id in ids[:600])
    assert all(undone[row_id] == rows[row_id] for row_id in ids[600:])


def test_what_depends_on_rows_is_deleted_with_them_and_restored(
    store: Store, track_id: int
) -> None:
    with store.write() as unit:
        ids = planted(unit, track_id, 3)
        entry = JournalEntry(text="That evening")
        unit.session.add(entry)
        unit.session.flush()
        unit.session.add_all(EntryMoment(entry_id=entry.id, moment_id=row_id) for row_id in ids)
        unit.commit()
    with store.read() as connection:
        before = (
            timeless(moments(connection)),
            connection.execute(select(EntryMoment.__table__)).all(),
        )
    with store.write() as unit:
        rows = bulk_rows.read(unit.session.connection(), MOMENT, ids[:2])
        bulk_rows.remove(unit, MOMENT, rows)
        unit.commit()
        recorded = list(unit.recorded)
    with store.read() as connection:
        assert list(moments(connection)) == ids[2:]
        links = connection.execute(select(EntryMoment.__table__)).all()
    assert [link.moment_id for link in links] == ids[2:]
    assert [table for table, _, _ in recorded] == ["entry_moment"] * 2 + ["favourite_moment"] * 2
    back(store, recorded)
    with store.read() as connection:
        assert (
            timeless(moments(connection)),
            connection.execute(select(EntryMoment.__table__)).all(),
        ) == before


def test_what_only_refers_to_rows_stays_without_the_reference(store: Store) -> None:
    with store.write() as unit:
        work = Work(kind="film", title="Snow")
        unit.session.add(work)
        unit.session.flush()
        unit.session.add(Scene(work_id=work.id, title="Harbour"))
        unit.session.add(Track(title="T", duration_ms=9, work_id=work.id))
        unit.commit()
    table: Any = Work.__table__
    with store.write() as unit:
        bulk_rows.remove(unit, table, bulk_rows.read(unit.session.connection(), table, [work.id]))
        unit.commit()
        recorded = list(unit.recorded)
    with store.read() as connection:
        assert connection.execute(select(Track.work_id)).scalars().all() == [None]
        assert connection.execute(select(Scene.id)).all() == []
    back(store, recorded)
    with store.read() as connection:
        assert connection.execute(select(Track.work_id)).scalars().all() == [work.id]
        assert connection.execute(select(Scene.title)).scalars().all() == ["Harbour"]


def test_values_of_custom_types_are_stored_as_mapped_objects_store_them(
    store: Store, track_id: int
) -> None:
    odd = "/music/\udcff.flac"  # a name that is no text
    table: Any = AudioFile.__table__
    facts = {"size": 1, "mtime_ns": 2, "payload_hash": "1:ab"}
    with store.write() as unit:
        (row_id,) = bulk_rows.add(unit, table, [{"track_id": track_id, "path": odd, **facts}])
        unit.commit()
    with store.read() as connection:
        assert bulk_rows.read(connection, table, [row_id])[row_id]["path"] == odd
        assert connection.execute(select(AudioFile.path)).scalar() == odd
