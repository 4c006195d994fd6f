"""Profiles that hypothesis makes up: every noun of the glossary, with references of all sorts."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Table, UniqueConstraint, insert
from sqlalchemy.engine import Connection

from db.archive.collect import nouns
from db.models.affect_samples import AffectSamples
from db.models.anchor_pairs import AnchorPairs
from db.models.base import FilePath
from db.models.timed_lines import TimedLines
from db.ranges.columns import RANGES
from db.ranges.limits import MOST_MS, Day, Flag, Real, Shape, Text, Whole, Words

SHAPES = {
    "colour": ["#8a6f9e", "#0E8A9C"],
    "icon": ["heart", "star"],
    "portrait": ["a.png"],
    "still": ["a.png", "é.jpg"],
    "cover": ["b.jpg"],
    "picture": ["a.png", "c.webp"],
    "file": ["a.png", "d.gif"],
    "carried_from": ["emotional_tag-uid-1"],
    "language": ["", "en", "pt-BR"],
    "date": ["", "1999", "1999-12-31"],
    "link": ["", "https://example.org/a"],
}
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=8)
PLACES = st.integers(0, 10_000_000)
PLAIN_LINES = st.tuples(st.none(), st.none(), LINES)
TIMED_LINES = st.tuples(PLACES, st.one_of(st.none(), st.integers(10_000_000, MOST_MS)), LINES)


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Rows by table name, in an order that can be inserted."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for noun in nouns():
        for table in (noun.table, *(owned.table for owned in noun.owned)):
            tables.setdefault(table.name, [])
    for noun in nouns():
        _draw_rows(draw, noun.table, tables)
    for noun in nouns():
        for owned in noun.owned:
            _draw_rows(draw, owned.table, tables)
    return {name: rows for name, rows in tables.items() if rows}


def fill(connection: Connection, tables: dict[str, list[dict[str, Any]]]) -> None:
    by_name = {table.name: table for table in _tables()}
    for name, table in by_name.items():
        if rows := tables.get(name):
            connection.execute(insert(table), rows)


def _tables() -> list[Table]:
    return [noun.table for noun in nouns()] + [o.table for noun in nouns() for o in noun.owned]


def _draw_rows(draw: st.DrawFn, table: Table, tables: dict[str, list[dict[str, Any]]]) -> None:
    for number in range(1, draw(st.integers(0, 3)) + 1):
        row: dict[str, Any] = {"id": number}
        for column in table.c:
            if column.name == "id":
                continue
            value = _draw_value(draw, table, column, number, tables)
            if value is _IMPOSSIBLE:
                return
            row[column.name] = value
        _tidy_spans(row)
        tables[table.name].append(row)
    _drop_doubles(table, tables)


_IMPOSSIBLE = object()


def _draw_value(
    draw: st.DrawFn, table: Table, column: Any, number: int, tables: dict[str, Any]
) -> Any:
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table.name
        ids: list[Any] = [row["id"] for row in tables[target]]
        ids += [None] if column.nullable else []
        return draw(st.sampled_from(ids)) if ids else _IMPOSSIBLE
    if table.name == "audio_file" and column.name == "payload_hash":
        held = [row["payload_hash"] for row in tables["track_source"]]
        return draw(st.sampled_from(held)) if held else _IMPOSSIBLE
    if column.name in ("uid", "key", "payload_hash"):
        return f"{table.name}-{column.name}-{number}"
    if isinstance(column.type, FilePath):
        return f"/music/{table.name}{number}" + draw(st.sampled_from(["", "é", "\udcff"]))
    if isinstance(column.type, TimedLines):
        return tuple(draw(st.lists(st.one_of(PLAIN_LINES, TIMED_LINES), max_size=3)))
    if isinstance(column.type, AnchorPairs):
        return tuple((ms, 2 * ms) for ms in sorted(draw(st.sets(PLACES, max_size=3))))
    if isinstance(column.type, AffectSamples):
        return draw(st.binary(max_size=12).map(_tidy_samples))
    if column.name == "is_available":
        return False
    if column.nullable and draw(st.booleans()):
        return None
    limits = RANGES[table.name][column.name]
    if isinstance(limits, Words):
        return draw(st.sampled_from(limits.known))
    if isinstance(limits, Shape):
        return draw(st.sampled_from(SHAPES[column.name]))
    if isinstance(limits, Day):
        return draw(st.dates(date(1800, 1, 1), date(2199, 12, 31))).isoformat()
    if isinstance(limits, Real):
        return draw(st.floats(limits.least, limits.most))
    if isinstance(limits, Whole):
        return draw(st.integers(limits.least, limits.most))
    if isinstance(limits, Flag):
        return draw(st.booleans())
    is_needed = isinstance(limits, Text) and limits.is_needed
    return draw(WORDS.filter(bool) if is_needed else WORDS)


def _tidy_samples(raw: bytes) -> bytes:
    """Whole pairs, without the one byte that is out of range."""
    return raw[: len(raw) // 2 * 2].replace(b"\x80", b"\x81")


def _tidy_spans(row: dict[str, Any]) -> None:
    if row.get("end_ms") is not None:
        row["start_ms"], row["end_ms"] = sorted([row["start_ms"] or 0, row["end_ms"]])


def _drop_doubles(table: Table, tables: dict[str, list[dict[str, Any]]]) -> None:
    """No link may be there twice."""
    unique = [index for index in table.indexes if index.unique]
    unique += [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    for rule in unique:
        names = [column.name for column in rule.columns]
        kept = {tuple(row[name] for name in names): row for row in tables[table.name]}
        tables[table.name] = list(kept.values())
