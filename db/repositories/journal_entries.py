"""Journal entries and their links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from db.models.journal_entry import EntryMoment, EntryScene, EntryTrack, JournalEntry
from db.writing.unit_of_work import UnitOfWork

_LINKS: tuple[tuple[type[Any], str], ...] = (
    (EntryTrack, "track_id"),
    (EntryScene, "scene_id"),
    (EntryMoment, "moment_id"),
)


def set_links(unit: UnitOfWork, entry: JournalEntry, **wanted: Iterable[int]) -> None:
    """Makes an entry link to exactly these, as far as they exist.

    wanted: ids by track_id, scene_id and moment_id.
    """
    for model, column in _LINKS:
        ids = list(dict.fromkeys(wanted.get(column, ())))
        for row in _links(unit, model, entry.id):
            if getattr(row, column) in ids:
                ids.remove(getattr(row, column))
            else:
                unit.remove(row)
        there = _there(unit, model, column, ids)
        unit.session.add_all(
            model(entry_id=entry.id, **{column: target}) for target in ids if target in there
        )
    unit.session.flush()


def linked(unit: UnitOfWork, entry_id: int) -> dict[str, list[int]]:
    """The ids that an entry links to, by track_id, scene_id and moment_id, in the order added."""
    return {
        column: [getattr(row, column) for row in _links(unit, model, entry_id)]
        for model, column in _LINKS
    }


def _there(unit: UnitOfWork, model: type[Any], column: str, ids: list[int]) -> set[int]:
    """Which of the rows to be linked still exist."""
    (key,) = model.__table__.c[column].foreign_keys
    return (
        set(unit.session.scalars(select(key.column).where(key.column.in_(ids)))) if ids else set()
    )


def _links(unit: UnitOfWork, model: type[Any], entry_id: int) -> list[Any]:
    found = select(model).where(model.entry_id == entry_id).order_by(model.id)
    return list(unit.session.scalars(found))
