"""Pictures and people of entries; not of sealed letters: only their titles are known."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    func,
    select,
)

from db.models.journal_entry import EntryPerson, EntryPicture
from db.queries.letters import sealed
from db.queries.made_query import MadeQuery, Rows, as_one, each_of

_PICTURE: Any = EntryPicture.__table__
_PERSON: Any = EntryPerson.__table__


def pictures(connection: Connection, entry_ids: Collection[int]) -> Rows:
    """Rows (entry_id, file, words, width, height), in each entry's order."""
    return _asked(connection, _pictures(), entry_ids)


def people(connection: Connection, entry_ids: Collection[int]) -> Rows:
    """Rows (entry_id, name), in the order in which they were added."""
    return _asked(connection, _people(), entry_ids)


def names(connection: Connection) -> list[tuple[str, int]]:
    """Each spelling of a name, and how many entries have it."""
    at = _PERSON.c
    named = select(at.name, func.count().label("entries")).where(at.entry_id.not_in(sealed()))
    rows = connection.execute(named.group_by(at.name).order_by(at.name))
    return [(row.name, row.entries) for row in rows]


def has_people(connection: Connection) -> bool:
    named = select(_PERSON.c.id).where(_PERSON.c.entry_id.not_in(sealed()))
    return connection.execute(named.limit(1)).first() is not None


def entries_with(names: Select[Any]) -> Select[tuple[int]]:
    """Ids of entries that name one of these."""
    at = _PERSON.c
    found: Select[Any] = select(at.entry_id).where(at.name.in_(names))
    return found.where(at.entry_id.not_in(sealed()))


def entries_naming(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    """Ids of entries that name somebody of whom this is true."""
    at = _PERSON.c
    return select(at.entry_id).where(condition, at.entry_id.not_in(sealed()))


def _asked(connection: Connection, query: MadeQuery, entry_ids: Collection[int]) -> Rows:
    return query.rows(connection, ids=as_one(entry_ids)) if entry_ids else []


@cache
def _pictures() -> MadeQuery:
    at = _PICTURE.c
    asked = select(at.entry_id, at.file, at.words, at.width, at.height)
    return MadeQuery(asked.where(*_are_mine(at.entry_id)).order_by(at.position, at.id))


@cache
def _people() -> MadeQuery:
    at = _PERSON.c
    asked = select(at.entry_id, at.name).where(*_are_mine(at.entry_id))
    return MadeQuery(asked.order_by(at.id))


def _are_mine(entry_id: ColumnElement[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return entry_id.in_(each_of("ids")), entry_id.not_in(sealed())
