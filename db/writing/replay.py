"""Undo and redo: puts recorded rows back as they were before, or after.

What was written in between and is on no stack (imports, listens, another process) is never
overwritten: an update touches only the columns its step changed, and only while they are as the
step left them; a row that others hang on by now, or that was changed since, stays.
Going back is a change of now: rows get a new stamp in both directions, so that an older export,
merged later, never brings back what was undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import compress, groupby
from operator import ne
from typing import Any

from sqlalchemy import Connection, Table, exists, select, text, update
from sqlalchemy.exc import IntegrityError

from db.models.base import change_stamp, next_moment
from db.ranges.doors import are_all_inside
from db.writing import statements
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
            with _unchecked(connection, how == "change" and _has_odd(table_name, names, group)):
                _MANNERS[how](connection, table_named(table_name), names, group)
        except IntegrityError as error:  # a path or key that somebody else has by now
            raise LookupError(f"{table_name}: {error.orig}") from error
    left = defaultdict(list)
    for (table_name, _), target in _outcome(moves).items():
        if target is not None:
            left[table_name].append(target)
    for table_name, targets in left.items():
        _mend_references(connection, table_named(table_name), targets)


def _has_odd(table_name: str, names: Sequence[str], moves: Iterable[RowStates]) -> bool:
    """Whether some row goes back to what is outside of its ranges. What does not change is not
    checked by SQLite either.
    """
    targets = [target for _, _, target in moves if target is not None]
    return not are_all_inside(table_name, targets, names)


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
    changed = compress(target, map(ne, map(source.__getitem__, target), target.values()))
    names = dict.fromkeys(changed)
    if _STAMP in target:
        names[_STAMP] = None
    return table_name, "change", tuple(names)


def _add(
    connection: Connection, table: Table, _names: tuple[str, ...], moves: list[RowStates]
) -> None:
    targets = [target for _, _, target in moves if target is not None]
    for part in in_parts([target["id"] for target in targets]):
        there = statements.first_held(connection, table, "id", part)
        if there is not None:
            raise LookupError(f"{table.name} {there} is there already")
    statements.insert(connection, table, map(_stamped, targets))


def _remove(
    connection: Connection, table: Table, _names: tuple[str, ...], moves: list[RowStates]
) -> None:
    sources = [source for _, source, _ in moves if source is not None]
    ids = sorted(source["id"] for source in sources)
    for part in in_parts(ids):
        _expect_alone(connection, table, part)
    if _STAMP in table.c and table.name not in _FOLLOWING:
        _expect(statements.delete_unchanged(connection, table, sources), len(ids), table)
        return
    _expect(statements.delete(connection, table, ids), len(ids), table)


def _change(
    connection: Connection, table: Table, names: tuple[str, ...], moves: list[RowStates]
) -> None:
    targets = [_stamped(target) for _, _, target in moves if target is not None]
    if not names:
        return
    if _STAMP in table.c:
        sources = [source for _, source, _ in moves if source is not None]
        moved = statements.update_unchanged(connection, table, names, targets, sources)
    else:
        moved = statements.update(connection, table, names, targets)
    _expect(moved, len(targets), table)


def _stamped(row: RowImage) -> RowImage:
    return {**row, _STAMP: change_stamp(row[_STAMP])} if _STAMP in row else row


_MANNERS = {"add": _add, "remove": _remove, "change": _change}


def _mend_references(connection: Connection, table: Table, rows: list[RowImage]) -> None:
    """A reference that may be empty and whose row is gone (a listen) becomes empty.

    Many marks point at few tracks and emotions: each of those is asked for once.
    Raises LookupError for one that may not.
    """
    for key in table.foreign_keys:
        name, target = key.parent.name, key.column.table
        meant = {row[name] for row in rows} - {None}
        gone = {value for value in meant if not _has(connection, target, value)}
        for row in rows if gone else ():
            if row[name] not in gone:
                continue
            if key.ondelete != SET_NULL:
                raise LookupError(f"{table.name} {row['id']} needs {target.name} {row[name]}")
            empty: dict[str, Any] = {name: None}
            if _STAMP in row:
                empty[_STAMP] = table.c[_STAMP]  # it was given one just now
            connection.execute(update(table).where(table.c.id == row["id"]).values(empty))


def _expect_alone(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    for dependent in dependents_of(table.name):
        if dependent.rule == SET_NULL:
            continue
        held = statements.first_held(connection, dependent.table, dependent.column, ids)
        if held is not None:
            raise LookupError(f"{dependent.table.name} hangs on {table.name} {held}")


def _has(connection: Connection, table: Table, row_id: int) -> bool:
    return bool(connection.scalar(select(exists().where(table.c.id == row_id))))


def _expect(found: int, wanted: int, table: Table) -> None:
    if found != wanted:
        raise LookupError(f"{wanted - found} rows of {table.name} are gone or changed")
