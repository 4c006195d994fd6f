"""Pictures and people of entries; not of sealed letters: only their titles are known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from db.models.journal_entry import EntryPerson, EntryPicture
from db.queries.letters import sealed

Rows = Sequence[Row[Any]]

_PICTURE: Any = EntryPicture.__table__
_PERSON: Any = EntryPerson.__table__


def pictures(connection: Connection, entry_ids: Collection[int]) -> Rows:
    """Rows (entry_id, file, words, width, height), in each entry's order."""
    at = _PICTURE.c
    asked = select(at.entry_id, at.file, at.words, at.width, at.height)
    return _of(connection, asked, _PICTURE, entry_ids, at.position, at.id)


def people(connection: Connection, entry_ids: Collection[int]) -> Rows:
    """Rows (entry_id, name), in the order in which they were added."""
    at = _PERSON.c
    return _of(connection, select(at.entry_id, at.name), _PERSON, entry_ids, at.id)


def names(connection: Connection) -> list[tuple[str, int]]:
    """Each spelling of a name, and how many entries have it."""
    at = _PERSON.c
    named = select(at.name, func.count().label("entries")).where(at.entry_id.not_in(sealed()))
    rows = connection.execute(named.group_by(at.name).order_by(at.name))
    return [(row.name, row.entries) for row in rows]


def has_people(connection: Connection) -> bool:
    return connection.execute(select(_PERSON.c.id).limit(1)).first() is not None


def entries_with(names: Collection[str]) -> Select[tuple[int]]:
    """Ids of entries that name one of these."""
    at = _PERSON.c
    found: Select[Any] = select(at.entry_id).where(at.name.in_(names))
    return found.where(at.entry_id.not_in(sealed()))


def entries_naming(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    """Ids of entries that name somebody of whom this is true."""
    at = _PERSON.c
    return select(at.entry_id).where(condition, at.entry_id.not_in(sealed()))


def _of(
    connection: Connection,
    asked: Select[Any],
    table: Any,
    entry_ids: Collection[int],
    *order: ColumnElement[Any],
) -> Rows:
    if not entry_ids:
        return []
    mine = asked.where(table.c.entry_id.in_(entry_ids), table.c.entry_id.not_in(sealed()))
    return connection.execute(mine.order_by(*order)).all()
