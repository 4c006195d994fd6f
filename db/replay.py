"""Undo and redo: puts recorded rows back as they were before, or after.

What was written in between and is on no stack (imports, listens, a restore) is never overwritten:
an update touches only the columns its step changed, and a row that others hang on by now stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from db.dependents import SET_NULL, dependents_of, table_named

RowImage = Mapping[str, Any]
RowStates = tuple[str, RowImage | None, RowImage | None]  # table, from, to


def replay(connection: Connection, rows: Iterable[RowStates]) -> None:
    """Moves every row from its first state to its second. Foreign keys are checked at commit.

    Raises LookupError when a row is no longer there to be moved, when one is there already or a
    unique value is taken, or when others hang on a row that would go.
    """
    moves = list(rows)
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table_name, source, target in moves:
        try:
            _move(connection, table_named(table_name), source, target)
        except IntegrityError as error:  # a path or key that somebody else has by now
            raise LookupError(f"{table_name}: {error.orig}") from error
    seen = _Seen(connection)
    for (table_name, _), target in _outcome(moves).items():
        if target is not None:
            _mend_references(connection, table_named(table_name), target, seen)


def _outcome(moves: Iterable[RowStates]) -> dict[tuple[str, Any], RowImage | None]:
    """What becomes of each row in the end: one may be changed first and then removed."""
    return {(name, (target or source or {})["id"]): target for name, source, target in moves}


def _move(
    connection: Connection, table: Table, source: RowImage | None, target: RowImage | None
) -> None:
    if source is None and target is not None:
        _expect_none(connection, table, target)
        connection.execute(insert(table).values(**target))
    elif target is None and source is not None:
        _expect_alone(connection, table, source)
        _expect_one(connection.execute(delete(table).where(table.c.id == source["id"])), table)
    elif source is not None and target is not None:
        changed = {name: target[name] for name in target if source[name] != target[name]}
        moved = update(table).where(table.c.id == source["id"]).values(**changed)
        _expect_one(connection.execute(moved), table)


class _Seen:
    """Which rows are there, each asked for once: many marks point at few tracks and emotions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, int], bool] = {}

    def has(self, table: Table, row_id: int) -> bool:
        key = (table.name, row_id)
        if key not in self._known:
            self._known[key] = _has(self._connection, table, row_id)
        return self._known[key]


def _mend_references(connection: Connection, table: Table, row: RowImage, seen: _Seen) -> None:
    """A reference that may be empty and whose row is gone (a listen) becomes empty.

    Raises LookupError for one that may not.
    """
    for key in table.foreign_keys:
        value = row[key.parent.name]
        if value is None or seen.has(key.column.table, value):
            continue
        if key.ondelete != SET_NULL:
            raise LookupError(f"{table.name} {row['id']} needs {key.column.table.name} {value}")
        empty = update(table).where(table.c.id == row["id"]).values({key.parent.name: None})
        connection.execute(empty)


def _expect_none(connection: Connection, table: Table, row: RowImage) -> None:
    if _has(connection, table, row["id"]):
        raise LookupError(f"{table.name} {row['id']} is there already")


def _expect_alone(connection: Connection, table: Table, row: RowImage) -> None:
    for dependent in dependents_of(table.name):
        if dependent.rule == SET_NULL:
            continue
        hangs = exists().where(dependent.table.c[dependent.column] == row["id"])
        if connection.scalar(select(hangs)):
            raise LookupError(f"{dependent.table.name} hangs on {table.name} {row['id']}")


def _has(connection: Connection, table: Table, row_id: int) -> bool:
    return bool(connection.scalar(select(exists().where(table.c.id == row_id))))


def _expect_one(result: Any, table: Table) -> None:
    if result.rowcount != 1:
        raise LookupError(f"the row of {table.name} is no longer there")
