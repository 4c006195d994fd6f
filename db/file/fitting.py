"""Makes a row that was read off a damaged file fit its table."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table

from db.affect_samples import AffectSamples, unpacked
from db.base import new_uid, now_ms
from db.errors import StorageFault
from db.ranges import FIRST_MS, LAST_MS

_UID = re.compile(rb"[0-9a-f-]{36}")
_UNREADABLE = "(unreadable)"
_NOBODYS_ID = 1_000_000_000
_NEEDED: dict[
    str, dict[str, Any]
] = {  # what a stand-in has besides the usual, where a table has nothing usual
    "emotion": {"name": _UNREADABLE, "colour": "#888888"},
    "emotion_set": {"name": _UNREADABLE},
    "track": {"title": _UNREADABLE, "duration_ms": 0},
    "work": {"title": _UNREADABLE, "kind": "film"},
    "scene": {"title": _UNREADABLE},
    "theme": {"name": _UNREADABLE},
    "journal_entry": {},
}

Row = Mapping[str, Any]


class Fitting:
    """The values a row may have in one table. columns: those of the new file."""

    def __init__(self, table: Table, columns: set[str]) -> None:
        self._columns = [column for column in table.c if column.name in columns]
        rules = (rule for rule in table.constraints if isinstance(rule, CheckConstraint))
        words = set(re.findall(r"\w+", " ".join(str(rule.sqltext) for rule in rules)))
        self._checked = {column.name for column in self._columns} & words

    def tries(self, row: Row) -> Iterator[dict[str, Any]]:
        """The row as it was read, made to fit; then with usual values where the table has rules."""
        fitted = {
            column.name: _fitted(column, row.get(column.name))
            for column in self._columns
            if column.name in row or not _has_default(column)
        }
        yield fitted
        calmed = fitted | {
            column.name: usual(column) for column in self._columns if column.name in self._checked
        }
        if "start_ms" in fitted and isinstance(fitted["start_ms"], int):
            start_ms = max(0, fitted["start_ms"])
            end_ms = fitted.get("end_ms")
            calmed |= {"start_ms": start_ms, "end_ms": max(start_ms, end_ms or start_ms)}
        yield calmed
        if "uid" in fitted:
            yield calmed | {"uid": new_uid()}


def stand_in(table: Table, row_id: int, columns: set[str]) -> dict[str, Any] | None:
    """A row in the place of a lost one; None for a table whose rows nobody needs that much."""
    if table.name not in _NEEDED:
        return None
    values: dict[str, Any] = {"id": row_id, "uid": new_uid()}
    if "key" in table.c:
        values["key"] = f"unreadable-{row_id}"
    values.update(_NEEDED[table.name])
    for column in table.c:
        if column.foreign_keys and not column.nullable:
            values[column.name] = row_id + _NOBODYS_ID  # it belongs to stand-ins of its own
        elif column.name in columns:
            values.setdefault(column.name, usual(column))
    return values


def usual(column: Column[Any]) -> Any:
    """What a column holds that nobody filled in."""
    if column.name in ("created_at", "updated_at") or column.name.endswith("_at"):
        return None if column.nullable else now_ms()
    default = column.default
    if default is not None and default.is_scalar:
        return default.arg  # type: ignore[attr-defined]
    if column.nullable or isinstance(column.type, AffectSamples):
        return None  # a trace without its samples is none
    return {int: 0, float: 0.0, bool: False, bytes: b""}.get(_kind(column), "")


def _has_default(column: Column[Any]) -> bool:
    return column.nullable or column.server_default is not None


def _fitted(column: Column[Any], value: Any) -> Any:
    if column.name == "uid":
        return value.decode() if isinstance(value, bytes) and _UID.fullmatch(value) else new_uid()
    if value is not None:
        value = _as_kind(column, value)
    return usual(column) if value is None and not column.nullable else value


def _as_kind(column: Column[Any], value: Any) -> Any:
    """The value as its column holds it; None when that can't be."""
    kind = _kind(column)
    if kind is bytes:
        return value if isinstance(value, bytes) and _is_whole(column, value) else None
    if kind is str:
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    try:
        number = float(value) if kind is float else int(value)
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(number):
        return None
    is_moment = column.name.endswith("_at") and column.name != "seen_at"
    return number if not is_moment or FIRST_MS <= number <= LAST_MS else None


def _is_whole(column: Column[Any], value: bytes) -> bool:
    if isinstance(column.type, AffectSamples):
        try:
            unpacked(value)
        except StorageFault:
            return False
    return True


def _kind(column: Column[Any]) -> type:
    from sqlalchemy import Boolean, Float, Integer, LargeBinary, TypeDecorator

    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, LargeBinary):
        return bytes
    if isinstance(kind, Float):
        return float
    return int if isinstance(kind, (Integer, Boolean)) else str
