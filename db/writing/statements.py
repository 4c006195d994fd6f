"""One prepared statement for many rows, each an image (its columns by name).

Rows are written in the order of their ids: otherwise each is on another page, which was measured to
take up to four times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from db.ranges.limits import LAST_MS
from db.writing.unit_of_work import in_parts

_STAMP = "updated_at"
_Values = tuple[Any, ...]


def insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Adds whole rows, ids included."""
    names = [column.name for column in table.columns]
    marks = ", ".join("?" * len(names))
    words = ", ".join(_quoted(connection, name) for name in names)
    sql = f"INSERT INTO {_quoted(connection, table.name)} ({words}) VALUES ({marks})"
    _run(connection, table, sql, names, rows)


def update(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Writes some columns of the rows with these ids. Returns how many rows exist.

    A row keeps the later of its stamps, because the caller may not know the newest.
    """
    if not names:
        return 0
    words = ", ".join(f"{_quoted(connection, name)} = {_new_value(name)}" for name in names)
    sql = f"UPDATE {_quoted(connection, table.name)} SET {words} WHERE id = ?"
    return _run(connection, table, sql, [*names, "id"], rows)


def update_unchanged(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    expected: Iterable[Mapping[str, Any]],
) -> int:
    """The same for rows in which these columns still are as expected. Returns how many were.

    A row may occur several times, each time expected as the time before left it.
    """
    if not names:
        return 0
    words = ", ".join(f"{_quoted(connection, name)} = {_new_value(name)}" for name in names)
    checked, test = _unchanged(connection, table, names)
    sql = f"UPDATE {_quoted(connection, table.name)} SET {words} WHERE id = ?{test}"
    new = _for_sqlite(connection, table, [*names, "id"])
    old = _for_sqlite(connection, table, checked)
    values = [
        (*new(row), *old(before))
        for row, before in sorted(zip(rows, expected, strict=True), key=lambda pair: pair[0]["id"])
    ]
    return _executed(connection, sql, values)


def delete_unchanged(
    connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]
) -> int:
    """Deletes rows if all still are as expected, apart from their stamps. Returns how many were.

    Every write changes a row's stamp, so a row with the expected stamp is as expected. The others
    are compared here: a condition on every column of every row takes SQLite three times as long as
    deleting them.
    """
    expected = {row["id"]: row for row in rows}
    stamps = dict(_raw_rows(connection, table, ("id", _STAMP), expected))
    written = [row for row_id, row in expected.items() if stamps.get(row_id) != row[_STAMP]]
    found = len(expected) - len(written) + _count_unchanged(connection, table, written)
    if found == len(expected):
        delete(connection, table, expected)
    return found


def _count_unchanged(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> int:
    """Compares every column but the stamp; a reference may have become empty."""
    others = [column.name for column in table.columns if column.name not in ("id", _STAMP)]
    names = ["id", *others]
    expected = {row[0]: row for row in _in_order(_for_sqlite(connection, table, names), rows)}
    may_be_empty = frozenset(
        place for place, name in enumerate(names) if _may_be_emptied(table.c[name])
    )
    found = 0
    for row in _raw_rows(connection, table, names, expected):
        wanted = expected[row[0]]
        found += row == wanted or _is_same(row, wanted, may_be_empty)
    return found


def delete(connection: Connection, table: Table, ids: Iterable[int]) -> int:
    """Deletes rows. Returns how many existed."""
    gone = 0
    for part in in_parts(sorted(ids)):
        sql = f"DELETE FROM {_quoted(connection, table.name)} WHERE id IN ({_places(part)})"
        gone += connection.exec_driver_sql(sql, tuple(part)).rowcount
    return gone


def first_held(connection: Connection, table: Table, column: str, ids: Sequence[int]) -> int | None:
    """The first of these ids that occurs in a column."""
    name = _quoted(connection, column)
    sql = f"SELECT {name} FROM {_quoted(connection, table.name)} WHERE {name} IN ({_places(ids)})"
    held = connection.exec_driver_sql(f"{sql} LIMIT 1", tuple(ids)).scalar()
    return None if held is None else int(held)


def ids_held(connection: Connection, table: Table, ids: Iterable[int]) -> set[int]:
    """Those of these ids that there are rows for: one question for many, because each takes 0.1 ms
    of SQLAlchemy's.
    """
    return {row_id for (row_id,) in _raw_rows(connection, table, ("id",), ids)}


def _raw_rows(
    connection: Connection, table: Table, names: Sequence[str], ids: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    """Plain tuples of SQLite's values: SQLAlchemy's rows take three times as long."""
    words = ", ".join(_quoted(connection, name) for name in names)
    head = f"SELECT {words} FROM {_quoted(connection, table.name)} WHERE id IN "
    for part in in_parts(sorted(ids)):
        found = connection.exec_driver_sql(f"{head}({_places(part)})", tuple(part))
        yield from found.cursor.fetchall()


def _is_same(values: Sequence[Any], expected: Sequence[Any], may_be_empty: Set[int]) -> bool:
    return all(
        value == wanted or (value is None and place in may_be_empty)
        for place, (value, wanted) in enumerate(zip(values, expected, strict=True))
    )


def _unchanged(connection: Connection, table: Table, names: Sequence[str]) -> tuple[list[str], str]:
    """The columns to compare, and the condition in SQL."""
    checked = [name for name in names if name not in ("id", _STAMP)]
    parts = []
    for name in checked:
        word, may_be_empty = _quoted(connection, name), _may_be_emptied(table.c[name])
        parts.append(f"({word} IS ? OR {word} IS NULL)" if may_be_empty else f"{word} IS ?")
    return checked, "".join(f" AND {part}" for part in parts)


def _may_be_emptied(column: Any) -> bool:
    """Whether it is a reference that becomes empty when its row is deleted."""
    return bool(column.foreign_keys) and bool(column.nullable)


def _run(
    connection: Connection,
    table: Table,
    sql: str,
    names: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
) -> int:
    """One prepared statement for all rows. SQLAlchemy's own way builds each row's parameters by
    name, which takes as long as SQLite does.
    """
    return _executed(connection, sql, _in_order(_for_sqlite(connection, table, names), rows))


def _executed(connection: Connection, sql: str, values: list[_Values]) -> int:
    """Returns how many rows it affected."""
    return connection.exec_driver_sql(sql, values).rowcount if values else 0


def _in_order(
    values_of: Callable[[Mapping[str, Any]], _Values], rows: Iterable[Mapping[str, Any]]
) -> list[_Values]:
    """The rows' values, in the order of their ids."""
    return [values_of(row) for row in sorted(rows, key=itemgetter("id"))]


def _for_sqlite(
    connection: Connection, table: Table, names: Sequence[str]
) -> Callable[[Mapping[str, Any]], _Values]:
    """Makes a function from a row's image to SQLite's values for these columns."""
    dialect = connection.dialect
    types = (table.c[name].type.dialect_impl(dialect) for name in names)
    found = [(place, kind.bind_processor(dialect)) for place, kind in enumerate(types)]
    makers = [(place, make) for place, make in found if make is not None]
    as_they_are = _getter(names)
    if not makers:
        return as_they_are

    def made(row: Mapping[str, Any]) -> _Values:
        values = list(as_they_are(row))
        for place, make in makers:
            values[place] = make(values[place])
        return tuple(values)

    return made


def _getter(names: Sequence[str]) -> Callable[[Mapping[str, Any]], _Values]:
    """Like `itemgetter`, but returns a tuple for one name, too, and accepts none."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: tuple(row[name] for name in names)


def _new_value(name: str) -> str:
    if name != _STAMP:
        return "?"
    return f"max(?, CASE WHEN {_STAMP} < {LAST_MS} THEN {_STAMP} + 1 ELSE 0 END)"


def _places(values: Sequence[object]) -> str:
    """“?, ?, ?”: SQLAlchemy's own `in_` handles each value separately."""
    return ", ".join("?" * len(values))


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
