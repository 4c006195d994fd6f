"""The few names that LIKE can't compare, in memory: asking each of 15,000 names took 0.8 ms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, or_, text

from db.models.character import Character
from db.models.emotion import Emotion
from db.models.journal_entry import EntryPerson
from db.models.scene import Scene
from db.models.track import Track
from db.queries.made_query import as_one, given
from db.search.fold import fold

_NAMES = (
    (Track, "title"),
    (Track, "album"),
    (Emotion, "name"),
    (Scene, "title"),
    (Character, "name"),
    (EntryPerson, "name"),
)
# As bytes: Python's sqlite3 can't read invalid text, and one damaged row would end the query.
_READ = " UNION ALL ".join(
    f"SELECT '{table}.{name}', id, CAST({name} AS BLOB) FROM {table}"  # not shown
    f" WHERE length({name}) < length(CAST({name} AS BLOB))"
    for table, name in ((model.__tablename__, name) for model, name in _NAMES)
)
_KEPT = "names_beyond_ascii"
_LIKE, _KNOWN = "named_{}", "{}_known"  # names of values

Names = dict[str, list[tuple[int, str]]]  # by column, as “track.title”: ids and folded names


@dataclass(frozen=True, slots=True)
class _Kept:
    state: tuple[int, int]
    names: Names


def names_beyond_ascii(connection: Connection) -> Names:
    """Kept with the connection for as long as nothing is written to the file."""
    if connection.get_execution_options().get("ost_writes", False):
        return _read(connection)  # may yet be rolled back, which nothing tells
    state = _state(connection)
    kept: _Kept | None = connection.info.get(_KEPT)
    if kept is None or kept.state != state:
        connection.info[_KEPT] = kept = _Kept(state, _read(connection))
    return kept.names


@dataclass(frozen=True, slots=True)
class Called:
    """What a query for names depends on besides the words themselves. terms: how many there are.
    beyond: tables of which some rows are known by their ids.
    """

    terms: int
    is_ascii: bool
    beyond: frozenset[str]


def called(
    beyond_ascii: Names, terms: Sequence[str], others: Mapping[str, Sequence[int]]
) -> tuple[Called, dict[str, Any]]:
    """What to ask for, and with which values. terms: folded; at least one. others: by table, ids
    of rows that are known to be called so.
    """
    found: dict[str, set[int]] = {table: set(ids) for table, ids in others.items() if ids}
    for path, names in beyond_ascii.items():
        ids = {row_id for row_id, name in names if all(term in name for term in terms)}
        if ids:
            found.setdefault(path.partition(".")[0], set()).update(ids)
    values = {_KNOWN.format(table): as_one(sorted(ids)) for table, ids in found.items()}
    values |= {_LIKE.format(at): f"%{escaped(term)}%" for at, term in enumerate(terms)}
    is_ascii = all(term.isascii() for term in terms)
    return Called(len(terms), is_ascii, frozenset(found)), values


def named(wanted: Called, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Rows of which a name contains every term, and those that are known by their ids.

    columns: of the names, all of one table.
    """
    paths = [_path(column) for column in columns]
    table = paths[0].partition(".")[0]
    conditions: list[Any] = []
    if wanted.is_ascii:
        conditions += [_is_like(path, wanted.terms) for path in paths]
    if table in wanted.beyond:
        conditions.append(_is_among(table))
    return or_(*conditions) if conditions else false()


def _path(column: Any) -> str:
    return f"{column.table.name}.{column.name}"


def _is_like(path: str, terms: int) -> Any:
    """LIKE ignores the case of ASCII."""
    names = [_LIKE.format(place) for place in range(terms)]
    has_all = " AND ".join(f"{path} LIKE :{name} ESCAPE '/'" for name in names)
    return text(f"({has_all})").bindparams(*map(given, names))


def _is_among(table: str) -> Any:
    """As one value: there may be thousands."""
    name = _KNOWN.format(table)
    among = f"{table}.id IN (SELECT value FROM json_each(:{name}))"
    return text(among).bindparams(given(name))


def _state(connection: Connection) -> tuple[int, int]:
    """Another one after others' commits to the file, and after writing by the connection itself."""
    raw: Any = connection.connection.driver_connection
    (version,) = raw.execute("PRAGMA data_version").fetchone()
    return version, raw.total_changes


def _read(connection: Connection) -> Names:
    names: Names = {}
    forms: dict[bytes, str] = {}  # an album has many tracks
    for column, row_id, name in connection.exec_driver_sql(_READ):
        if name not in forms:
            forms[name] = fold(name.decode("utf-8", "replace"))
        names.setdefault(column, []).append((row_id, forms[name]))
    return names


def escaped(term: str) -> str:
    """For LIKE, as SQLAlchemy's `autoescape` does."""
    return term.replace("/", "//").replace("%", "/%").replace("_", "/_")
