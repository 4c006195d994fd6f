"""Whether a document is one: every table, row and field, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from db.archive.collect import Field, Noun, decoded_path, nouns
from db.models.affect_samples import AffectSamples, from_lists
from db.models.base import FilePath
from db.ranges.columns import faults_of
from db.ranges.limits import shortened

_REQUIRED = frozenset({"uid", "created_at", "updated_at"})
_INT64 = range(-(2**63), 2**63)


class DocumentFault(ValueError):
    """A document that can't be taken in. where: which row and field; why: what is wrong with it."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} {why}")
        self.where = where
        self.why = why


def checked(tables: Any) -> dict[str, list[dict[str, Any]]]:
    """The document, every field present and of its type, references still as they were written.

    Raises DocumentFault at the first thing that is wrong.
    """
    if not isinstance(tables, Mapping):
        raise DocumentFault("“tables”", "is not an object")
    by_name = {noun.name: noun for noun in nouns()}
    for name in tables:
        if name not in by_name:
            raise DocumentFault(f"“tables”, “{shortened(name)}”", "is no table of this program")
    document = {
        noun.name: _rows(noun, tables.get(noun.name, []), f"“{noun.name}”") for noun in nouns()
    }
    for noun in nouns():
        for unique in {"uid", noun.reference}:
            _expect_distinct(noun, document[noun.name], unique)
    return document


def checked_row(noun: Noun, row: Any, number: int) -> dict[str, Any]:
    """As `checked`, for one row; what it points at and whether it is there twice is not looked at.

    number: counted from 0. Raises DocumentFault.
    """
    return _row(noun, row, number, f"“{noun.name}”")


def row_place(noun_name: str, number: int, row: Mapping[str, Any]) -> str:
    """number: counted from 0."""
    uid = f" (uid {shortened(row['uid'])})" if isinstance(row.get("uid"), str) else ""
    return f"“{noun_name}” number {number + 1}{uid}"


def _rows(noun: Noun, rows: Any, where: str) -> list[dict[str, Any]]:
    if not isinstance(rows, list):
        raise DocumentFault(where, "is not a list")
    return [_row(noun, row, number, where) for number, row in enumerate(rows)]


def _row(noun: Noun, row: Any, number: int, where: str) -> dict[str, Any]:
    place = f"{where} number {number + 1}"
    if not isinstance(row, Mapping):
        raise DocumentFault(place, "is not an object")
    if not noun.owner:
        place = row_place(noun.name, number, row)
    form = _form(noun.name)
    if unknown := row.keys() - form.names:
        name = next(name for name in row if name in unknown)
        raise DocumentFault(f"{place}, field “{shortened(name)}”,", "is not known to this program")
    values = {field.name: _value(field, read, row, place) for field, read in form.fields}
    if faults := faults_of(noun.name, values):
        name, fault = next(iter(faults.items()))
        raise DocumentFault(f"{place}, field “{name}”,", fault)
    for owned in noun.owned:
        inside = f"{place}, “{owned.name}”"
        values[owned.name] = _rows(owned, row.get(owned.name, []), inside)
    return values


class _Form(NamedTuple):
    """What a row of one noun may hold, and how each field is read: asked for every row."""

    names: frozenset[str]
    fields: tuple[tuple[Field, Callable[[Any], Any]], ...]


@cache
def _form(noun_name: str) -> _Form:
    every = {one.name: one for outer in nouns() for one in (outer, *outer.owned)}
    noun = every[noun_name]
    names = {one.name for one in noun.fields} | {one.name for one in noun.owned}
    return _Form(frozenset(names), tuple((field, _reader(field)) for field in noun.fields))


def _reader(field: Field) -> Callable[[Any], Any]:
    """Of values that are there; what it gives is as the column holds it. It raises ValueError."""
    if field.target is not None:
        return _text
    kind = field.column.type
    if isinstance(kind, FilePath):
        return decoded_path
    return from_lists if isinstance(kind, AffectSamples) else _PLAIN[kind.python_type]


def _value(field: Field, read: Callable[[Any], Any], row: Mapping[str, Any], place: str) -> Any:
    value = row.get(field.name)
    try:
        return _without(field, row) if value is None else read(value)
    except ValueError as error:
        raise DocumentFault(f"{place}, field “{field.name}”,", str(error)) from error


def _without(field: Field, row: Mapping[str, Any]) -> Any:
    """What a field holds that is empty, or not there."""
    column = field.column
    if field.name in row:
        if column.nullable:
            return None
        raise ValueError("is empty")
    if field.name in _REQUIRED or not (column.nullable or column.default is not None):
        raise ValueError("is missing")
    default: Any = column.default
    return default.arg if default is not None and default.is_scalar else None


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("is neither true nor false")


def _whole(value: Any) -> int:
    _expect_number(value)
    if isinstance(value, int) and value in _INT64:
        return value
    raise ValueError("is not a whole number of 64 bits")


def _real(value: Any) -> float:
    _expect_number(value)
    if (isinstance(value, int) and value not in _INT64) or not math.isfinite(value):
        raise ValueError("is not a finite number")
    return float(value)


def _expect_number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("is not a number")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is not text")
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError("holds half a character") from None
    return value


_PLAIN: dict[type, Callable[[Any], Any]] = {bool: _flag, int: _whole, float: _real, str: _text}


def _expect_distinct(noun: Noun, rows: list[dict[str, Any]], field: str) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row[field] in seen:
            place = row_place(noun.name, number, row)
            raise DocumentFault(f"{place}, field “{field}”,", "is there twice")
        seen.add(row[field])
