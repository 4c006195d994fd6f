"""Everything authored as plain values that any program can read, walked off the models' own shape.

A table with a uid is a noun of the document. A table without one that points at such a noun (a
link, a heard stretch, a file) is written inside the row it belongs to. References are uids, or
keys where the target has one (emotions). What is neither (the journal's index) is derived.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from db.models.affect_samples import AffectSamples, as_lists
from db.models.all import metadata
from db.models.base import FilePath
from db.ranges.columns import faults_of
from db.ranges.doors import are_all_inside
from db.ranges.mending import mended

_AT_A_TIME = 1000

# Facts of one machine, found out afresh on another.
_MACHINE_FACTS = {"audio_file": frozenset({"is_available", "seen_at"})}


Row = dict[str, Any]
Rows = list[Row]
Encode = Callable[[Any], Any] | None  # None: as it is


@dataclass(frozen=True, slots=True)
class Field:
    """A column as the document names it; target: the table it refers to."""

    name: str
    column: Column[Any]
    target: Table | None


@dataclass(frozen=True, slots=True)
class Noun:
    """A table of the document, with the tables written inside its rows.

    owner: for an owned table, the column that points at its owner, which the document leaves out.
    """

    table: Table
    fields: tuple[Field, ...]
    owned: tuple[Noun, ...] = ()
    owner: str = ""

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def reference(self) -> str:
        """The column others know its rows by."""
        return reference_of(self.table)

    def fields_that_hold(self, what: str) -> tuple[str, ...]:
        """what: as the models say it, “picture” or “markdown”."""
        return tuple(f.name for f in self.fields if f.column.info.get("holds") == what)


@cache
def nouns() -> tuple[Noun, ...]:
    """Every noun; the ones referred to before the ones that refer."""
    authored = [table for table in metadata.sorted_tables if "uid" in table.c]
    owned: dict[str, list[Noun]] = defaultdict(list)
    for table in metadata.sorted_tables:
        if table not in authored and (owner := _owner_column(table)) is not None:
            target = _target(owner)
            assert target is not None
            owned[target.name].append(
                Noun(table, _fields(table, leave_out=owner.name), owner=owner.name)
            )
    return tuple(Noun(table, _fields(table), tuple(owned[table.name])) for table in authored)


def reference_of(table: Table) -> str:
    return "key" if "key" in table.c else "uid"


def collect(
    connection: Connection, aside: dict[str, Rows] | None = None
) -> Iterator[tuple[Noun, Iterator[Row]]]:
    """Table by table, its rows in the order of their uids, every one inside its ranges.

    Rows are drawn as they are wanted; each table's before the next one's. aside: is given the rows
    that are not inside, as they are; what was yielded in their place holds the nearest values that
    can be taken in again.
    """
    walk = _Walk(connection, {} if aside is None else aside)
    for noun in nouns():
        yield noun, walk.rows(noun)


def count(connection: Connection) -> int:
    """How many rows `collect` will come to, without those inside of others."""
    return sum(
        connection.execute(select(func.count()).select_from(noun.table)).scalar_one()
        for noun in nouns()
    )


def references(connection: Connection, table: Table) -> dict[int, str]:
    """By what the document knows each row, by its id."""
    name = reference_of(table)
    found = connection.execute(select(table.c.id, table.c[name]))
    return {
        row_id: mended(table.name, {name: value}, faults=faults_of).get(name, value)
        for row_id, value in found
    }


def stamps(connection: Connection, table: Table) -> dict[str, int]:
    """When each row was changed last, by its uid; both as the document says them."""
    found = connection.execute(select(table.c.uid, table.c.updated_at)).mappings()
    told = (dict(row) | mended(table.name, dict(row), faults=faults_of) for row in found)
    return {row["uid"]: row["updated_at"] for row in told}


class _Walk:
    """One walk over everything, some rows at a time."""

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
            ids = [row["id"] for row in rows]
            inside = {owned.name: self._owned(owned, ids) for owned in noun.owned}
            for row in rows:
                yield _encoded(encoders, row) | {
                    name: by_owner.get(row["id"], []) for name, by_owner in inside.items()
                }

    def _owned(self, noun: Noun, owners: list[int]) -> dict[int, Rows]:
        rows: dict[int, Rows] = defaultdict(list)
        mine = select(noun.table).where(noun.table.c[noun.owner].in_(owners))
        found = self._connection.execute(mine.order_by(noun.table.c.id)).mappings()
        encoders = self._encoders(noun)
        for row in self._inside_ranges.rows(noun.name, list(map(dict, found))):
            rows[row[noun.owner]].append(_encoded(encoders, row))
        return rows

    def _encoders(self, noun: Noun) -> list[tuple[str, str, Encode]]:
        """By field: its name, its column's, and what its value becomes. Made once for many rows."""
        return [(one.name, one.column.name, self._encoder(one)) for one in noun.fields]

    def _encoder(self, field: Field) -> Encode:
        if field.target is not None:
            known = self._references(field.target)
            # In a damaged file it may point at nothing; the document then says so.
            return lambda value: None if value is None else known.get(value, f"number {value}")
        if isinstance(field.column.type, FilePath):
            return encoded_path
        return as_lists if isinstance(field.column.type, AffectSamples) else None

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
    """Brings rows inside their ranges; those it had to change it puts aside as they were."""

    def __init__(self, aside: dict[str, Rows]) -> None:
        self._aside = aside
        self._lengths: dict[int, int] = {}  # of tracks, in ms: marks lie inside of them

    def rows(self, table: str, rows: Rows) -> Rows:
        """By column as long as all are inside: a fifth of the time that each row takes."""
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
    """Every column by its own name; what JSON can't hold as text."""
    return {
        name: value if value is None or isinstance(value, int | str) else str(value)
        for name, value in row.items()
    }


def encoded_path(path: str) -> str | dict[str, str]:
    """Text where the path is text; its bytes in base64 where no encoding fits them."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogateescape")
        return {"base64": base64.b64encode(raw).decode("ascii")}
    return path


def decoded_path(value: Any) -> str:
    """Raises ValueError for what is no encoded path."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and isinstance(value.get("base64"), str):
        raw = base64.b64decode(value["base64"], validate=True)
        return raw.decode("utf-8", "surrogateescape")
    raise ValueError("is neither text nor bytes in base64")


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
    return next((column for column in table.c if column.foreign_keys), None)
