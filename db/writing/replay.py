"""Undo and redo: puts recorded rows back as they were before, or after.

What was written in between and is on no stack (imports, listens, another process) is never
overwritten: an update touches only the columns its step changed, and only while they are as the
step left them; a row that others hang on by now, or that was changed since, stays.
Going back is a change of now: rows get a new stamp in both directions, so that an older export,
merged later, never brings back what was undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, select, text, update
from sqlalchemy.exc import IntegrityError

from db.models.base import change_stamp, next_moment
from db.ranges.doors import are_all_inside
from db.writing import bulk_rows
from db.writing.dependents import SET_NULL, dependents_of, table_named
from db.writing.unit_of_work import in_parts

RowImage = Mapping[str, Any]
RowStates = tuple[str, RowImage | None, RowImage | None]  # table, from, to

_STAMP = "updated_at"
_FOLLOWING = frozenset({"track", "listen"})  # imports and hearing change them, and nobody's words


def replay(connection: Connection, rows: Iterable[RowStates]) -> None:
    """Moves every row from its first state to its second. Foreign keys are checked at commit.

    Raises LookupError when a row is no longer there to be moved or is not in its first state any
    more, when one is there already or a unique value is taken, or when others hang on a row that
    would go.
    """
    moves = list(rows)
    next_moment()
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for (table_name, how, names), alike in groupby(moves, _manner):
        group = list(alike)
        try:
            with _unchecked(connection, how == "change" and _has_odd(table_name, group)):
                _MANNERS[how](connection, table_named(table_name), names, group)
        except IntegrityError as error:  # a path or key that somebody else has by now
            raise LookupError(f"{table_name}: {error.orig}") from error
    seen = _Seen(connection)
    for (table_name, _), target in _outcome(moves).items():
        if target is not None:
            _mend_references(connection, table_named(table_name), target, seen)


def _has_odd(table_name: str, moves: Iterable[RowStates]) -> bool:
    """Whether some row goes back to what is outside of its ranges."""
    targets = [target for _, _, target in moves if target is not None]
    return not are_all_inside(table_name, targets)


@contextmanager
def _unchecked(connection: Connection, is_needed: bool) -> Iterator[None]:
    """What an earlier version let in and was mended since goes back as it was; a table's checks
    would refuse it.
    """
    if not is_needed:
        yield
        return
    connection.execute(text("PRAGMA ignore_check_constraints = ON"))
    try:
        yield
    finally:
        connection.execute(text("PRAGMA ignore_check_constraints = OFF"))


def _outcome(moves: Iterable[RowStates]) -> dict[tuple[str, Any], RowImage | None]:
    """What becomes of each row in the end: one may be changed first and then removed."""
    return {(name, (target or source or {})["id"]): target for name, source, target in moves}


def _manner(move: RowStates) -> tuple[str, str, tuple[str, ...]]:
    """Of which table, how, and which columns change: neighbours that agree go together."""
    table_name, source, target = move
    if source is None or target is None:
        return table_name, "add" if source is None else "remove", ()
    changed = (name for name in target if source[name] != target[name] or name == _STAMP)
    return table_name, "change", tuple(changed)


def _add(
    connection: Connection, table: Table, _names: tuple[str, ...], moves: list[RowStates]
) -> None:
    targets = [target for _, _, target in moves if target is not None]
    for part in in_parts([target["id"] for target in targets]):
        there = connection.scalar(select(table.c.id).where(table.c.id.in_(part)).limit(1))
        if there is not None:
            raise LookupError(f"{table.name} {there} is there already")
    bulk_rows.insert(connection, table, map(_stamped, targets))


def _remove(
    connection: Connection, table: Table, _names: tuple[str, ...], moves: list[RowStates]
) -> None:
    sources = [source for _, source, _ in moves if source is not None]
    ids = sorted(source["id"] for source in sources)
    for part in in_parts(ids):
        _expect_alone(connection, table, part)
    if _STAMP in table.c and table.name not in _FOLLOWING:
        _expect(bulk_rows.delete_unchanged(connection, table, sources), len(ids), table)
        return
    for part in in_parts(ids):
        gone = connection.execute(delete(table).where(table.c.id.in_(part)))
        _expect(gone.rowcount, len(part), table)


def _change(
    connection: Connection, table: Table, names: tuple[str, ...], moves: list[RowStates]
) -> None:
    targets = [_stamped(target) for _, _, target in moves if target is not None]
    if not names:
        return
    if _STAMP in table.c:
        sources = [source for _, source, _ in moves if source is not None]
        moved = bulk_rows.update_unchanged(connection, table, names, targets, sources)
    else:
        moved = bulk_rows.update(connection, table, names, targets)
    _expect(moved, len(targets), table)


def _stamped(row: RowImage) -> RowImage:
    return {**row, _STAMP: change_stamp(row[_STAMP])} if _STAMP in row else row


_MANNERS = {"add": _add, "remove": _remove, "change": _change}


class _Seen:
    """Which rows are there, each asked for once: many marks point at few tracks and emotions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, int], bool] = {}

    def has(self, table: Table, row_id: int) -> bool:
        key = (table.name, row_id)
        if key not in self._known:
            self._known[key] = _has(self._connection, table, row_id)
        return self._known[key]


def _mend_references(connection: Connection, table: Table, row: RowImage, seen: _Seen) -> None:
    """A reference that may be empty and whose row is gone (a listen) becomes empty.

    Raises LookupError for one that may not.
    """
    for key in table.foreign_keys:
        value = row[key.parent.name]
        if value is None or seen.has(key.column.table, value):
            continue
        if key.ondelete != SET_NULL:
            raise LookupError(f"{table.name} {row['id']} needs {key.column.table.name} {value}")
        empty: dict[str, Any] = {key.parent.name: None}
        if _STAMP in row:
            empty[_STAMP] = table.c[_STAMP]  # it was given one just now
        connection.execute(update(table).where(table.c.id == row["id"]).values(empty))


def _expect_alone(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    for dependent in dependents_of(table.name):
        if dependent.rule == SET_NULL:
            continue
        column = dependent.table.c[dependent.column]
        held = connection.scalar(select(column).where(column.in_(ids)).limit(1))
        if held is not None:
            raise LookupError(f"{dependent.table.name} hangs on {table.name} {held}")


def _has(connection: Connection, table: Table, row_id: int) -> bool:
    return bool(connection.scalar(select(exists().where(table.c.id == row_id))))


def _expect(found: int, wanted: int, table: Table) -> None:
    if found != wanted:
        raise LookupError(f"{wanted - found} rows of {table.name} are gone or changed")
