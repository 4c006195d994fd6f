"""Undo and redo: puts recorded rows back as they were before, or after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, text, update

from db.base import Base

RowStates = tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]  # table, from, to


def replay(connection: Connection, rows: Iterable[RowStates]) -> None:
    """Moves every row from its first state to its second. Foreign keys are checked at commit.

    Raises LookupError when a row is no longer there to be moved.
    """
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table_name, source, target in rows:
        table = Base.metadata.tables[table_name]
        if source is None and target is not None:
            connection.execute(insert(table).values(**target))
        elif target is None and source is not None:
            _expect_one(connection.execute(delete(table).where(_is(table, source))), table)
        elif source is not None and target is not None:
            _expect_one(
                connection.execute(update(table).where(_is(table, source)).values(**target)), table
            )


def _is(table: Table, image: Mapping[str, Any]) -> Any:
    return table.c.id == image["id"]


def _expect_one(result: Any, table: Table) -> None:
    if result.rowcount != 1:
        raise LookupError(f"the row of {table.name} is no longer there")
