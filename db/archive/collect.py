"""Everything the listener made, as plain values that any program can read; follows the models.

A table with a uid is a noun of the document. A table without one that refers to a noun (a link, a
passage of a listen) is written inside the row it belongs to; a file is written inside the sources
that have its payload. References are uids, or keys where the target has them (emotions). Other
tables are derived (the journal's index) or this machine's (open questions), and left out.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from db.models.all import metadata
from db.models.base import FilePath
from db.models.listed import Listed
from db.ranges.doors import are_all_inside
from db.ranges.limits import Wrong, WrongValue
from db.ranges.mending import mended
from db.ranges.row_faults import faults_of

_AT_A_TIME = 1000

# True only on one machine; found out again on another.
_MACHINE_FACTS = {
    "audio_file": frozenset({"is_available", "seen_at", "read_by", "album_entry_id", "is_wordless"})
}
_MACHINE_TABLES = frozenset({"open_question"})


Row = dict[str, Any]
Rows = list[Row]
Encode = Callable[[Any], Any] | None  # None: unchanged


@dataclass(frozen=True, slots=True)
class Field:
    """A column under its name in the document. target: the table it refers to."""

    name: str
    column: Column[Any]
    target: Table | None


@dataclass(frozen=True, slots=True)
class Noun:
    """A table of the document, with the tables written inside its rows.

    owner: for an owned table, the column that refers to its owner; the document leaves it out.
    owner_key: the owner's column that it refers to.
    """

    table: Table
    fields: tuple[Field, ...]
    owned: tuple[Noun, ...] = ()
    owner: str = ""
    owner_key: str = "id"

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def reference(self) -> str:
        """The column by which others refer to its rows."""
        return reference_of(self.table)

    def fields_that_hold(self, what: str) -> tuple[str, ...]:
        """what: as in the models, “picture” or “markdown”."""
        return tuple(f.name for f in self.fields if f.column.info.get("holds") == what)


@cache
def nouns() -> tuple[Noun, ...]:
    """Every noun; each comes after the nouns it refers to."""
    authored = [table for table in metadata.sorted_tables if "uid" in table.c]
    owned: dict[str, list[Noun]] = defaultdict(list)
    for table in metadata.sorted_tables:
        if table not in authored and (owner := _owner_column(table)) is not None:
            target, key = _owner_of(owner)
            fields = _fields(table, leave_out=owner.name)
            owned[target].append(Noun(table, fields, owner=owner.name, owner_key=key))
    return tuple(Noun(table, _fields(table), tuple(owned[table.name])) for table in authored)


def reference_of(table: Table) -> str:
    return "key" if "key" in table.c else "uid"


def collect(
    connection: Connection, aside: dict[str, Rows] | None = None
) -> Iterator[tuple[Noun, Iterator[Row]]]:
    """Table by table, rows ordered by uid, every value inside its limits.

    Rows are read lazily, so each table's must be used up before the next table. aside: receives the
    rows that are outside their limits, unchanged; the rows yielded instead hold the nearest values
    that can be restored.
    """
    walk = _Walk(connection, {} if aside is None else aside)
    for noun in nouns():
        yield noun, walk.rows(noun)


def count(connection: Connection) -> int:
    """How many rows `collect` will yield, not counting those inside others."""
    return sum(
        connection.execute(select(func.count()).select_from(noun.table)).scalar_one()
        for noun in nouns()
    )


def references(connection: Connection, table: Table) -> dict[int, str]:
    """How the document refers to each row, by the row's id."""
    name = reference_of(table)
    found = connection.execute(select(table.c.id, table.c[name]))
    return {
        row_id: mended(table.name, {name: value}, faults=faults_of).get(name, value)
        for row_id, value in found
    }


def stamps(connection: Connection, table: Table) -> dict[str, int]:
    """When each row was last changed, by its uid; both as in the document."""
    found = connection.execute(select(table.c.uid, table.c.updated_at)).mappings()
    told = (dict(row) | mended(table.name, dict(row), faults=faults_of) for row in found)
    return {row["uid"]: row["updated_at"] for row in told}


class _Walk:
    """One walk over everything, a batch of rows at a time."""

    def __init__(self, connection: Connection, aside: dict[str, Rows]) -> None:
        self._connection = connection
        self._inside_ranges = _InsideRanges(aside)
        self._known: dict[str, dict[int, str]] = {}  # by table: `references`

    def rows(self, noun: Noun) -> Iterator[Row]:
        in_order = select(noun.table).order_by(noun.table.c.uid)
        found = self._connection.execute(in_order.execution_options(yield_per=_AT_A_TIME))
        encoders = self._encoders(noun)
        for some in found.mappings().partitions():
            rows = self._inside_ranges.rows(noun.name, list(map(dict, some)))
            inside = [
                (owned, self._owned(owned, [row[owned.owner_key] for row in rows]))
                for owned in noun.owned
            ]
            for row in rows:
                yield _encoded(encoders, row) | {
                    owned.name: by_owner.get(row[owned.owner_key], []) for owned, by_owner in inside
                }

    def _owned(self, noun: Noun, owners: list[Any]) -> dict[Any, Rows]:
        rows: dict[Any, Rows] = defaultdict(list)
        mine = select(noun.table).where(noun.table.c[noun.owner].in_(owners))
        found = self._connection.execute(mine.order_by(noun.table.c.id)).mappings()
        encoders = self._encoders(noun)
        for row in self._inside_ranges.rows(noun.name, list(map(dict, found))):
            rows[row[noun.owner]].append(_encoded(encoders, row))
        return rows

    def _encoders(self, noun: Noun) -> list[tuple[str, str, Encode]]:
        """For each field its name, its column's name and how to encode its value."""
        return [(one.name, one.column.name, self._encoder(one)) for one in noun.fields]

    def _encoder(self, field: Field) -> Encode:
        if field.target is not None:
            known = self._references(field.target)
            # In a damaged file it may refer to nothing; the document then says so.
            return lambda value: None if value is None else known.get(value, f"number {value}")
        if isinstance(field.column.type, FilePath):
            return encoded_path
        kind = field.column.type
        return kind.as_lists if isinstance(kind, Listed) else None

    def _references(self, target: Table) -> dict[int, str]:
        if target.name not in self._known:
            self._known[target.name] = references(self._connection, target)
        return self._known[target.name]


def _encoded(encoders: list[tuple[str, str, Encode]], row: Row) -> Row:
    return {
        name: row[column] if encode is None else encode(row[column])
        for name, column, encode in encoders
    }


class _InsideRanges:
    """Brings rows inside their limits, and sets aside the originals of those it had to change."""

    def __init__(self, aside: dict[str, Rows]) -> None:
        self._aside = aside
        self._lengths: dict[int, int] = {}  # of tracks, in ms: marks lie inside them

    def rows(self, table: str, rows: Rows) -> Rows:
        """Checks column by column first: that takes a fifth of the time of checking each row."""
        if not are_all_inside(table, rows):
            rows = [self._mended(table, row) for row in rows]
        if table == "track":
            self._lengths |= {row["id"]: row["duration_ms"] for row in rows}
        return rows

    def _mended(self, table: str, row: Row) -> Row:
        changed = mended(table, row, self._lengths.get(row.get("track_id", 0)), faults=faults_of)
        if changed:
            self._aside.setdefault(table, []).append(_as_it_is(row))
        return row | changed


def _as_it_is(row: Row) -> Row:
    """Every column under its own name; values that JSON can't hold become text."""
    return {
        name: value if value is None or isinstance(value, int | str) else str(value)
        for name, value in row.items()
    }


def encoded_path(path: str) -> str | dict[str, str]:
    """Text where the path is valid text, else its bytes in base64."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogateescape")
        return {"base64": base64.b64encode(raw).decode("ascii")}
    return path


def decoded_path(value: Any) -> str:
    """Raises WrongValue for anything that isn't an encoded path."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and isinstance(value.get("base64"), str):
        try:
            raw = base64.b64decode(value["base64"], validate=True)
        except ValueError:
            raise WrongValue(Wrong.NO_PATH) from None
        return raw.decode("utf-8", "surrogateescape")
    raise WrongValue(Wrong.NO_PATH)


def _fields(table: Table, leave_out: str = "id") -> tuple[Field, ...]:
    hidden = {"id", leave_out} | _MACHINE_FACTS.get(table.name, frozenset())
    return tuple(
        Field(
            column.name.removesuffix("_id")
            if (target := _target(column)) is not None
            else column.name,
            column,
            target,
        )
        for column in table.c
        if column.name not in hidden
    )


def _target(column: Column[Any]) -> Table | None:
    return next((key.column.table for key in column.foreign_keys), None)


def _owner_column(table: Table) -> Column[Any] | None:
    if table.name in _MACHINE_TABLES:
        return None
    named = next((column for column in table.c if "inside" in column.info), None)
    if named is not None:
        return named
    return next((column for column in table.c if column.foreign_keys), None)


def _owner_of(column: Column[Any]) -> tuple[str, str]:
    """The table and column that an owned table's column refers to."""
    if (target := _target(column)) is not None:
        return target.name, "id"
    name, _, key = column.info["inside"].partition(".")
    return name, key
