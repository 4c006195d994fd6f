"""What entries hold besides their text: pictures and people; and whether they are sealed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, literal_column, select, text

from db.models.journal_entry import IS_OPEN, EntryPerson, EntryPicture, JournalEntry

Rows = Sequence[Any]


def entries(connection: Connection, ids: Collection[int]) -> Rows:
    """Rows (id, title, text, is_sealed)."""
    entry: Any = JournalEntry.__table__
    is_open: ColumnElement[bool] = text(IS_OPEN.format(r="journal_entry"))  # type: ignore[assignment]
    sealed = case((is_open, literal_column("0")), else_=literal_column("1")).label("is_sealed")
    asked = select(entry.c.id, entry.c.title, entry.c.text, sealed).where(entry.c.id.in_(ids))
    return connection.execute(asked).all()


def pictures(connection: Connection, ids: Collection[int]) -> Rows:
    """Rows (entry_id, file, words), in each entry's order."""
    picture = EntryPicture.__table__.c
    asked = select(picture.entry_id, picture.file, picture.words)
    ordered = asked.where(picture.entry_id.in_(ids)).order_by(picture.position, picture.id)
    return connection.execute(ordered).all()


def people(connection: Connection, ids: Collection[int]) -> Rows:
    """Rows (entry_id, name), in the order in which they were added."""
    person = EntryPerson.__table__.c
    asked = select(person.entry_id, person.name).where(person.entry_id.in_(ids))
    return connection.execute(asked.order_by(person.id)).all()
