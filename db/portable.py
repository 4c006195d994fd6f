"""Everything authored as plain values that any program can read, walked off the models' own shape.

A table with a uid is a noun of the document. A table without one that points at such a noun (a
link, a heard stretch, a file) is written inside the row it belongs to. References are uids, or
keys where the target has one (emotions). What is neither (the journal's index) is derived.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from db.affect_samples import AffectSamples, as_lists
from db.base import FilePath
from db.mending import mended
from db.models.all import metadata
from db.ranges import faults_of

# Facts of one machine, found out afresh on another.
_MACHINE_FACTS = {"audio_file": frozenset({"is_available", "seen_at"})}


Rows = list[dict[str, Any]]


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
) -> Iterator[tuple[str, Rows]]:
    """Table by table, its rows in the order of their uids, every one inside its ranges.

    aside: is given the rows that are not, as they are; what was yielded in their place holds the
    nearest values that can be taken in again.
    """
    known: dict[str, dict[int, str]] = {}
    inside_ranges = _InsideRanges({} if aside is None else aside)
    for noun in nouns():
        found = connection.execute(select(noun.table).order_by(noun.table.c.uid)).mappings()
        rows = [inside_ranges.row(noun.name, dict(row)) for row in found]
        known[noun.name] = {row["id"]: row[noun.reference] for row in rows}
        inside = {
            owned.name: _owned_rows(connection, owned, known, inside_ranges) for owned in noun.owned
        }
        yield (
            noun.name,
            [
                _encoded(noun, row, known)
                | {name: by_owner.get(row["id"], []) for name, by_owner in inside.items()}
                for row in rows
            ],
        )


class _InsideRanges:
    """Brings rows inside their ranges; those it had to change it puts aside as they were."""

    def __init__(self, aside: dict[str, Rows]) -> None:
        self._aside = aside
        self._lengths: dict[int, int] = {}  # of tracks, in ms: marks lie inside of them

    def row(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        changed = mended(table, row, self._lengths.get(row.get("track_id", 0)), faults=faults_of)
        if changed:
            self._aside.setdefault(table, []).append(_as_it_is(row))
            row = row | changed
        if table == "track":
            self._lengths[row["id"]] = row["duration_ms"]
        return row


def _as_it_is(row: Mapping[str, Any]) -> dict[str, Any]:
    """Every column by its own name; what JSON can't hold as text."""
    return {
        name: value if value is None or isinstance(value, int | str) else str(value)
        for name, value in row.items()
    }


def _owned_rows(
    connection: Connection,
    noun: Noun,
    known: dict[str, dict[int, str]],
    inside_ranges: _InsideRanges,
) -> dict[int, Rows]:
    _know_targets(connection, noun, known)
    rows: dict[int, Rows] = defaultdict(list)
    for found in connection.execute(select(noun.table).order_by(noun.table.c.id)).mappings():
        row = inside_ranges.row(noun.name, dict(found))
        rows[row[noun.owner]].append(_encoded(noun, row, known))
    return rows


def _know_targets(connection: Connection, noun: Noun, known: dict[str, dict[int, str]]) -> None:
    """An owned row may refer to a noun that comes later in the walk (a character, a moment)."""
    for field in noun.fields:
        target = field.target
        if target is not None and target.name not in known:
            named = connection.execute(select(target.c.id, target.c[reference_of(target)]))
            known[target.name] = {row[0]: row[1] for row in named}


def _encoded(
    noun: Noun, row: Mapping[str, Any], known: Mapping[str, Mapping[int, str]]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in noun.fields:
        value = row[field.column.name]
        if field.target is not None and value is not None:
            value = known[field.target.name][value]
        elif isinstance(field.column.type, FilePath):
            value = encoded_path(value)
        elif isinstance(field.column.type, AffectSamples):
            value = as_lists(value)
        values[field.name] = value
    return values


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
