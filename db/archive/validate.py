"""Checks a document, every table, row and field of it, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from db.archive.collect import Field, Noun, decoded_path, nouns
from db.models.base import FilePath
from db.models.listed import Listed
from db.ranges.limits import ValueFault, Wrong, WrongValue, shortened
from db.ranges.row_faults import faults_of

_REQUIRED = frozenset({"uid", "created_at", "updated_at"})
_INT64 = range(-(2**63), 2**63)


class Step(NamedTuple):
    """A table, or a row in it. number: of the row, counted from 1; 0 for the table itself."""

    name: str
    number: int = 0
    uid: str = ""


class Place(NamedTuple):
    """A place in a document: a table or row, then one inside that row, and a field."""

    steps: tuple[Step, ...]
    field: str = ""

    def inside(self, name: str, number: int = 0) -> Place:
        return Place((*self.steps, Step(name, number)))

    def __str__(self) -> str:
        """For logs and exceptions."""
        steps = [f"{step.name} {step.number or ''} {step.uid}".strip() for step in self.steps]
        return ", ".join([*steps, self.field] if self.field else steps)


class DocumentFault(ValueError):
    """A document that can't be restored. where: in it; why: what is wrong there."""

    def __init__(self, where: Place, why: ValueFault) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


_TABLES = Place((Step("tables"),))


def checked(tables: Any) -> dict[str, list[dict[str, Any]]]:
    """The document with every field present and of its type; references are still as written.

    Raises DocumentFault for the first thing that is wrong.
    """
    if not isinstance(tables, Mapping):
        raise DocumentFault(_TABLES, ValueFault(Wrong.NO_OBJECT))
    by_name = {noun.name: noun for noun in nouns()}
    for name in tables:
        if name not in by_name:
            place = _TABLES.inside(shortened(name))
            raise DocumentFault(place, ValueFault(Wrong.UNKNOWN_TABLE))
    document = {
        noun.name: _rows(noun, tables.get(noun.name, []), Place((Step(noun.name),)))
        for noun in nouns()
    }
    for noun in nouns():
        for unique in {"uid", noun.reference}:
            _expect_distinct(noun, document[noun.name], unique)
    return document


def checked_row(noun: Noun, row: Any, number: int) -> dict[str, Any]:
    """As `checked`, for one row; its references, and whether it is there twice, aren't checked.

    number: counted from 0. Raises DocumentFault.
    """
    return _row(noun, row, number, Place((Step(noun.name),)))


def row_place(noun_name: str, number: int, row: Mapping[str, Any]) -> Place:
    """number: counted from 0."""
    uid = shortened(row["uid"]) if isinstance(row.get("uid"), str) else ""
    return Place((Step(noun_name, number + 1, uid),))


def _rows(noun: Noun, rows: Any, where: Place) -> list[dict[str, Any]]:
    if not isinstance(rows, list):
        raise DocumentFault(where, ValueFault(Wrong.NO_LIST))
    return [_row(noun, row, number, where) for number, row in enumerate(rows)]


def _row(noun: Noun, row: Any, number: int, where: Place) -> dict[str, Any]:
    place = Place((*where.steps[:-1], Step(noun.name, number + 1)))
    if not isinstance(row, Mapping):
        raise DocumentFault(place, ValueFault(Wrong.NO_OBJECT))
    if not noun.owner:
        place = row_place(noun.name, number, row)
    form = _form(noun.name)
    if unknown := row.keys() - form.names:
        name = next(name for name in row if name in unknown)
        known = place._replace(field=shortened(name))
        raise DocumentFault(known, ValueFault(Wrong.UNKNOWN_FIELD))
    values = {field.name: _value(field, read, row, place) for field, read in form.fields}
    if faults := faults_of(noun.name, values):
        name, fault = next(iter(faults.items()))
        raise DocumentFault(place._replace(field=name), fault)
    for owned in noun.owned:
        values[owned.name] = _rows(owned, row.get(owned.name, []), place.inside(owned.name))
    return values


class _Form(NamedTuple):
    """What a row of one noun may hold, and how each field is read; used for every row."""

    names: frozenset[str]
    fields: tuple[tuple[Field, Callable[[Any], Any]], ...]


@cache
def _form(noun_name: str) -> _Form:
    every = {one.name: one for outer in nouns() for one in (outer, *outer.owned)}
    noun = every[noun_name]
    names = {one.name for one in noun.fields} | {one.name for one in noun.owned}
    return _Form(frozenset(names), tuple((field, _reader(field)) for field in noun.fields))


def _reader(field: Field) -> Callable[[Any], Any]:
    """Reads a value that is there into what the column holds; raises WrongValue."""
    if field.target is not None:
        return _text
    kind = field.column.type
    if isinstance(kind, FilePath):
        return decoded_path
    return kind.from_lists if isinstance(kind, Listed) else _PLAIN[kind.python_type]


def _value(field: Field, read: Callable[[Any], Any], row: Mapping[str, Any], place: Place) -> Any:
    value = row.get(field.name)
    try:
        return _without(field, row) if value is None else read(value)
    except WrongValue as error:
        raise DocumentFault(place._replace(field=field.name), error.fault) from error


def _without(field: Field, row: Mapping[str, Any]) -> Any:
    """What the column holds for a field that is empty or missing."""
    column = field.column
    if field.name in row:
        if column.nullable:
            return None
        raise WrongValue(Wrong.EMPTY)
    if field.name in _REQUIRED or not (column.nullable or column.default is not None):
        raise WrongValue(Wrong.MISSING)
    default: Any = column.default
    return default.arg if default is not None and default.is_scalar else None


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongValue(Wrong.NO_FLAG, shortened(value))


def _whole(value: Any) -> int:
    _expect_number(value)
    if isinstance(value, int) and value in _INT64:
        return value
    raise WrongValue(Wrong.NOT_WHOLE)


def _real(value: Any) -> float:
    _expect_number(value)
    if (isinstance(value, int) and value not in _INT64) or not math.isfinite(value):
        raise WrongValue(Wrong.NOT_FINITE)
    return float(value)


def _expect_number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongValue(Wrong.NO_NUMBER)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue(Wrong.NO_TEXT)
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise WrongValue(Wrong.HALF_CHARACTER) from None
    return value


_PLAIN: dict[type, Callable[[Any], Any]] = {bool: _flag, int: _whole, float: _real, str: _text}


def _expect_distinct(noun: Noun, rows: list[dict[str, Any]], field: str) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row[field] in seen:
            place = row_place(noun.name, number, row)
            raise DocumentFault(place._replace(field=field), ValueFault(Wrong.TWICE))
        seen.add(row[field])
