"""Pictures and people of entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from db.models.journal_entry import EntryPerson, EntryPicture, JournalEntry
from db.writing.unit_of_work import UnitOfWork


def pictures(unit: UnitOfWork, entry_id: int) -> list[EntryPicture]:
    """In their order."""
    found = select(EntryPicture).where(EntryPicture.entry_id == entry_id)
    return list(unit.session.scalars(found.order_by(EntryPicture.position, EntryPicture.id)))


def people(unit: UnitOfWork, entry_id: int) -> list[EntryPerson]:
    """In the order in which they were added."""
    found = select(EntryPerson).where(EntryPerson.entry_id == entry_id).order_by(EntryPerson.id)
    return list(unit.session.scalars(found))


def set_pictures(
    unit: UnitOfWork, entry: JournalEntry, wanted: Sequence[Mapping[str, Any]]
) -> None:
    """Makes an entry show exactly these. wanted: columns of each, in order, without position."""
    by_file = {row.file: row for row in pictures(unit, entry.id)}
    for position, columns in enumerate(wanted):
        row = by_file.pop(columns["file"], None)
        if row is None:
            unit.session.add(EntryPicture(entry_id=entry.id, position=position, **columns))
            continue
        for name, value in (*columns.items(), ("position", position)):
            if getattr(row, name) != value:
                setattr(row, name, value)
    for row in by_file.values():
        unit.remove(row)
    unit.session.flush()


def set_people(unit: UnitOfWork, entry: JournalEntry, names: Iterable[str]) -> None:
    """Makes an entry name exactly these."""
    missing = list(names)
    for row in people(unit, entry.id):
        if row.name in missing:
            missing.remove(row.name)
        else:
            unit.remove(row)
    unit.session.add_all(EntryPerson(entry_id=entry.id, name=name) for name in missing)
    unit.session.flush()
