"""Queries that are made into SQL once, and then asked for other values.

SQLAlchemy works out a query's shape and parameters each time: for the few rows of a page that takes
longer than SQLite's answer does. An `IN` that has a place for each value would be other SQL for
each number of them, so many values are one: see `each_of`.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select
from sqlalchemy.dialects.sqlite.pysqlite import dialect

Rows = Sequence[Any]

_DIALECT: Any = dialect()
_LATER = object()
MADE = 256  # for how many different questions such queries are kept


class MadeQuery:
    """Values are those of the query's `given`s, by name; others than those are ignored, so that one
    set of values serves several queries. What is written into the query itself stays.

    Rows are named tuples, as SQLite has them: of a column's type only what SQLite knows of it.
    """

    def __init__(self, query: Select[Any]) -> None:
        self.query = query
        made: Any = query.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self._sql: str = made.string
        self._names: tuple[str, ...] = tuple(made.positiontup)
        self._written = {name: value for name, value in made.params.items() if value is not _LATER}
        names = [str(column.key) for column in query.selected_columns]
        self._as_row: Callable[[Any], Any] = namedtuple("_Row", names, rename=True)._make  # type: ignore[attr-defined]

    def rows(self, connection: Connection, **values: Any) -> Rows:
        """Raises KeyError if a value is missing."""
        return list(map(self._as_row, self.tuples(connection, **values)))

    def tuples(self, connection: Connection, **values: Any) -> list[Any]:
        """The same, without names: for what is taken apart at once."""
        there = {**self._written, **values}
        asked = [there[name] for name in self._names]
        # Bypasses SQLAlchemy, which would take five times as long.
        raw: Any = connection.connection.driver_connection
        found: list[Any] = raw.execute(self._sql, asked).fetchall()
        return found

    def ids(self, connection: Connection, **values: Any) -> list[int]:
        """The first column."""
        return [row[0] for row in self.tuples(connection, **values)]


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its values: to be asked alone, or inside of another one."""

    made: MadeQuery
    values: Mapping[str, Any]

    def ids(self, connection: Connection) -> list[int]:
        return self.made.ids(connection, **self.values)


def given(name: str, type_: Any = None) -> BindParameter[Any]:
    """A value that is given when the query is asked. type_: where operators depend on it."""
    return bindparam(name, _LATER, type_=type_)


def each_of(name: str) -> Select[Any]:
    """The values of one parameter, which is given by `as_one`."""
    return select(func.json_each(given(name)).table_valued("value").c.value)


def as_one(values: Collection[Any]) -> str:
    """Whole numbers or texts as one value."""
    return json.dumps(list(values))
