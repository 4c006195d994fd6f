"""Makes a row from a damaged file fit its table: first types, then limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, Table, TypeDecorator

from db.models.base import new_uid, now_ms
from db.models.listed import Listed
from db.ranges.columns import RANGES
from db.ranges.limits import Text, Words
from db.ranges.row_faults import fault_of, faults_of

_GREY = "#888888"
_NOBODYS_ID = 1_000_000_000
# Tables whose lost rows are replaced by a stand-in, because others need them.
_NEEDED = frozenset(
    {"emotion", "emotion_set", "journal_entry", "scene", "theme", "track", "work"}
)  # fmt: skip


class Fitting:
    """Makes rows fit one table. columns: those that the table has in the new file."""

    def __init__(self, table: Table, columns: set[str]) -> None:
        self._table = table
        self._columns = [column for column in table.c if column.name in columns]

    def tries(self, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The row made to fit; then the same with another uid."""
        values = {
            str(column.name): _typed(column, row.get(column.name))
            for column in self._columns
            if column.name in row or not _is_filled_in(column)
        }
        # Bytes (paths) and lists are limited by their type.
        told = {
            name: value
            for name, value in values.items()
            if not isinstance(value, bytes) and not isinstance(self._table.c[name].type, Listed)
        }
        for name in faults_of(self._table.name, told):
            values[name] = self._sound(name, values)
        yield values
        if "uid" in values:
            yield values | {"uid": new_uid()}

    def _sound(self, name: str, values: Mapping[str, Any]) -> Any:
        """The valid value nearest to one outside its column's limits."""
        column = self._table.c[name]
        if name == "end_ms" and isinstance(values.get("start_ms"), int):
            return max(values["start_ms"], 0)
        limits = RANGES[self._table.name][name]
        if isinstance(limits, Text) and values[name]:
            return str(values[name]).replace("\0", "\ufffd")[: limits.most]
        return _first_sound(self._table.name, column)


def stand_in(table: Table, row_id: int, columns: set[str], name: str) -> dict[str, Any] | None:
    """A row called `name` in place of a lost one; None if the table's lost rows aren't replaced."""
    if table.name not in _NEEDED:
        return None
    values: dict[str, Any] = {"id": row_id}
    for column in table.c:
        if column.foreign_keys and not column.nullable:
            values[column.name] = row_id + _NOBODYS_ID  # refers to a stand-in of its own
        elif column.name in ("title", "name"):
            values[column.name] = name
        elif column.unique:
            values[column.name] = new_uid()  # there may be several stand-ins
        elif column.name in columns:
            values.setdefault(column.name, _first_sound(table.name, column))
    return values


def _first_sound(table: str, column: Column[Any]) -> Any:
    candidates: list[Any] = [_usual(column), _GREY, new_uid()]
    limits = RANGES[table][column.name]
    if isinstance(limits, Words):
        candidates.append(limits.known[0])
    return next(
        (value for value in candidates if value is None or not fault_of(table, column.name, value)),
        None,
    )


def _usual(column: Column[Any]) -> Any:
    """A column's default; None if it has none."""
    if column.nullable:
        return None
    if isinstance(column.type, Listed):
        return column.type.nothing
    if column.name.endswith("_at"):
        return now_ms()
    default = column.default
    if default is not None and default.is_scalar:
        return default.arg  # type: ignore[attr-defined]
    return _KINDS[_kind(column)]


# The Python type for each type of column, and its empty value.
_KINDS: dict[type, Any] = {int: 0, float: 0.0, bytes: b"", str: ""}


def _is_filled_in(column: Column[Any]) -> bool:
    return column.nullable or column.server_default is not None


def _typed(column: Column[Any], value: Any) -> Any:
    """The value as its column's type, or the default."""
    fitting = None if value is None else _as_kind(column, value)
    return _usual(column) if fitting is None else fitting


def _as_kind(column: Column[Any], value: Any) -> Any:
    kind = _kind(column)
    if kind is bytes:
        is_whole = not isinstance(column.type, Listed) or column.type.is_whole(value)
        return value if isinstance(value, bytes) and is_whole else None
    if kind is str:
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    try:
        return kind(value)
    except (ValueError, OverflowError):
        return None


def _kind(column: Column[Any]) -> type:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, LargeBinary):
        return bytes
    if isinstance(kind, Float):
        return float
    return int if isinstance(kind, Integer | Boolean) else str
