"""Checks what is about to be written to rows against the limits of their columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from db.ranges.columns import RANGES
from db.ranges.limits import ValueFault, Whole
from db.ranges.row_faults import BACKWARDS, faults_of, is_backwards

# A text field can hold a null character or half a surrogate pair; text in a file can't.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_SPAN = frozenset({"start_ms", "end_ms"})

Row = Mapping[str, Any]


class OutOfRange(ValueError):
    """A value that a column can't hold."""

    def __init__(self, table: str, column: str, fault: ValueFault) -> None:
        super().__init__(f"{table}.{column} {fault}")
        self.table = table
        self.column = column
        self.fault = fault


def expect_inside(table: str, row: Row, changed: Collection[str]) -> None:
    """Raises OutOfRange when one of the columns to be written is outside its limits.

    The other columns may hold anything: another verb or an earlier version wrote them.
    """
    for column, fault in faults_of(table, row).items():
        is_span = column == "end_ms" and "start_ms" in changed
        if column in changed or is_span:
            raise OutOfRange(table, column, fault)


def expect_all_inside(
    table: str, rows: Sequence[Row], changed: Collection[str] | None = None
) -> None:
    """The same for rows with the same columns; all of them unless `changed` names some. Ten
    thousand rows take a few milliseconds.
    """
    names = (rows[0] if changed is None else changed) if rows else ()
    expect_columns_inside(table, {name: [row[name] for row in rows] for name in names})
    if _SPAN.isdisjoint(names):
        return
    for row in rows:
        if is_backwards(row):
            raise OutOfRange(table, "end_ms", BACKWARDS)


def are_all_inside(table: str, rows: Sequence[Row], changed: Collection[str] | None = None) -> bool:
    """The same as a question, for rows that may even hold values that can't be compared."""
    try:
        expect_all_inside(table, rows, changed)
    except (OutOfRange, TypeError):
        return False
    return True


def expect_columns_inside(table: str, columns: Mapping[str, list[Any]]) -> None:
    """The same for the values of each column; columns the table doesn't have may hold anything.

    Whether spans end before they begin isn't checked.
    """
    for column, values in columns.items():
        if column in RANGES[table]:
            _expect_column_inside(table, column, values)


def _expect_column_inside(table: str, column: str, values: list[Any]) -> None:
    limits = RANGES[table][column]
    held: Iterable[Any] = (value for value in values if value is not None)
    if isinstance(limits, Whole) and set(map(type, values)) == {int}:
        held = (min(values), max(values))
    elif len(values) > 1:
        held = set(held)
    for value in held:
        if fault := limits.fault(value):
            raise OutOfRange(table, column, fault)


def without_odd_signs(text: str) -> str:
    """The text as a file can hold it; the same object when nothing has to go."""
    if not _NO_TEXT.search(text):
        return text
    return _NO_TEXT.sub(lambda found: "" if found[0] == "\0" else "\ufffd", text)
