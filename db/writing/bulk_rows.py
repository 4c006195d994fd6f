"""Changes many rows of one table at once, and records each change.

A mapped object takes 0.1 ms to load, compare and write: with 10,000 selected marks, the listener
waited for a second and a half. Here a row is an image (its columns by name), and each statement is
prepared once (`db/writing/statements.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from db.models.base import change_stamp
from db.writing import statements
from db.writing.unit_of_work import RowImage, UnitOfWork, in_parts

_STAMP = "updated_at"


def read(connection: Connection, table: Table, ids: Iterable[int]) -> dict[int, RowImage]:
    """The rows with these ids that exist."""
    return read_where(connection, table, table.c.id, ids)


def read_where(
    connection: Connection, table: Table, column: Any, values: Iterable[Any]
) -> dict[int, RowImage]:
    """The rows that have one of these values in a column."""
    names = [known.name for known in table.columns]
    place = names.index("id")
    return {
        row[place]: dict(zip(names, row, strict=True))
        for part in in_parts(sorted(values))
        for row in connection.execute(select(table).where(column.in_(part)))
    }


def add(unit: UnitOfWork, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Adds rows, with defaults for the columns they leave out. Returns their ids, in order."""
    connection = unit.session.connection()
    first = _last_id(connection, table) + 1
    usual = _defaults(table)
    images = [
        {name: row[name] if name in row else value() for name, value in usual.items()}
        | {"id": first + number}
        for number, row in enumerate(rows)
    ]
    statements.insert(connection, table, images)
    for image in images:
        unit.record(table.name, None, image)
    return [image["id"] for image in images]


def change(
    unit: UnitOfWork,
    table: Table,
    rows: Mapping[int, RowImage],
    values: Mapping[int, Mapping[str, Any]],
) -> None:
    """rows: as they are now. values: the columns to write, by id; equal values aren't written."""
    moves = []
    for row_id, wanted in values.items():
        before = rows[row_id]
        new = {name: value for name, value in wanted.items() if before[name] != value}
        if new:
            if _STAMP in before and _STAMP not in new:
                new[_STAMP] = change_stamp(before[_STAMP])
            moves.append((before, before | new))
    changed = {name for before, after in moves for name in after if before[name] != after[name]}
    statements.update(
        unit.session.connection(), table, sorted(changed), [after for _, after in moves]
    )
    for before, after in moves:
        unit.record(table.name, before, after)


def remove(unit: UnitOfWork, table: Table, rows: Mapping[int, RowImage]) -> None:
    """Deletes rows and everything that depends on them, so that undo can restore all of it."""
    from db.writing.dependents import (  # all models: not at start-up
        CASCADE,
        SET_NULL,
        dependents_of,
    )

    if not rows:
        return
    connection = unit.session.connection()
    for dependent in dependents_of(table.name):
        column = dependent.table.c[dependent.column]
        children = read_where(connection, dependent.table, column, rows)
        if dependent.rule == CASCADE:
            remove(unit, dependent.table, children)
        elif dependent.rule == SET_NULL:
            empty = {row_id: {dependent.column: None} for row_id in children}
            change(unit, dependent.table, children, empty)
    statements.delete(connection, table, rows)
    for image in rows.values():
        unit.record(table.name, image, None)


def _last_id(connection: Connection, table: Table) -> int:
    """The highest id ever used; this connection is the only one that writes."""
    found = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)
    )
    return int(found.scalar() or 0)


def _defaults(table: Table) -> dict[str, Callable[[], Any]]:
    """What makes each column's default."""
    return {column.name: _default_of(column) for column in table.columns}


def _default_of(column: Any) -> Callable[[], Any]:
    default = column.default
    if default is None:
        return lambda: None
    if default.is_callable:
        return lambda: default.arg(None)  # SQLAlchemy passes its functions a context
    return lambda: default.arg
