"""Whether a document is one: every table, row and field, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from db.affect_samples import AffectSamples, from_lists
from db.base import FilePath
from db.limits import shortened
from db.portable import Field, Noun, decoded_path, nouns
from db.ranges import faults_of

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
    known = {field.name for field in noun.fields} | {owned.name for owned in noun.owned}
    for name in row:
        if name not in known:
            raise DocumentFault(
                f"{place}, field “{shortened(name)}”,", "is not known to this program"
            )
    values = {field.name: _value(field, row, place) for field in noun.fields}
    if faults := faults_of(noun.name, values):
        name, fault = next(iter(faults.items()))
        raise DocumentFault(f"{place}, field “{name}”,", fault)
    for owned in noun.owned:
        inside = f"{place}, “{owned.name}”"
        values[owned.name] = _rows(owned, row.get(owned.name, []), inside)
    return values


def _value(field: Field, row: Mapping[str, Any], place: str) -> Any:
    where = f"{place}, field “{field.name}”,"
    column = field.column
    if field.name not in row:
        if field.name in _REQUIRED or not (column.nullable or column.default is not None):
            raise DocumentFault(where, "is missing")
        default: Any = column.default
        return default.arg if default is not None and default.is_scalar else None
    value = row[field.name]
    if value is None:
        if column.nullable:
            return None
        raise DocumentFault(where, "is empty")
    if field.target is not None:
        return _text(value, where)
    if isinstance(column.type, FilePath):
        return _decoded(decoded_path, value, where)
    if isinstance(column.type, AffectSamples):
        return _decoded(from_lists, value, where)
    return _plain(column.type.python_type, value, where)


def _plain(kind: type, value: Any, where: str) -> Any:
    if kind is str:
        return _text(value, where)
    if kind is bool:
        if isinstance(value, bool):
            return value
        raise DocumentFault(where, "is neither true nor false")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise DocumentFault(where, "is not a number")
    if kind is int and (not isinstance(value, int) or value not in _INT64):
        raise DocumentFault(where, "is not a whole number of 64 bits")
    if (isinstance(value, int) and value not in _INT64) or not math.isfinite(value):
        raise DocumentFault(where, "is not a finite number")
    return float(value) if kind is float else value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise DocumentFault(where, "is not text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise DocumentFault(where, "holds half a character") from None
    return value


def _decoded(decode: Callable[[Any], Any], value: Any, where: str) -> Any:
    try:
        return decode(value)
    except ValueError as error:
        raise DocumentFault(where, str(error)) from error


def _expect_distinct(noun: Noun, rows: list[dict[str, Any]], field: str) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row[field] in seen:
            place = row_place(noun.name, number, row)
            raise DocumentFault(f"{place}, field “{field}”,", "is there twice")
        seen.add(row[field])
