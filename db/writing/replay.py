"""Undo and redo: returns recorded rows to their state before or after a step.

What was written since without being an undo step (imports, listens, another process) is never
overwritten: only the columns that the step changed are written, and only while they are as the step
left them; a row that was changed since, or that others depend on by now, stays.
Undo is itself a change: rows get a new stamp in both directions, so that an older export, merged
later, never brings back what was undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from itertools import compress, groupby
from operator import ne
from typing import Any

from sqlalchemy import Connection, Table, text, update
from sqlalchemy.exc import IntegrityError

from db.models.base import change_stamp, next_moment
from db.ranges.doors import are_all_inside
from db.writing import statements
from db.writing.dependents import SET_NULL, dependents_of, table_named
from db.writing.unit_of_work import in_parts

RowImage = Mapping[str, Any]
RowStates = tuple[str, RowImage | None, RowImage | None]  # table, from, to

_STAMP = "updated_at"
_FOLLOWING = frozenset(
    {"track", "listen"}
)  # changed by imports and playing, not by what the listener writes


def replay(connection: Connection, rows: Iterable[RowStates]) -> None:
    """Moves every row from its first state to its second. Foreign keys are checked at commit.

    Raises LookupError if a row is gone or no longer in its first state, if one to be added exists
    already or a unique value is taken, or if other rows depend on one to be deleted.
    """
    moves = list(rows)
    next_moment()
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    written: dict[str, set[str]] = defaultdict(set)
    for (table_name, how, names), alike in groupby(moves, _manner):
        group = list(alike)
        written[table_name].update(names)
        try:
            with _unchecked(connection, how == "change" and _has_odd(table_name, names, group)):
                _MANNERS[how](connection, table_named(table_name), names, group)
        except IntegrityError as error:  # a path or key that another row has by now
            raise LookupError(f"{table_name}: {error.orig}") from error
    left = defaultdict(list)
    for (table_name, _), target in _outcome(moves).items():
        if target is not None:
            left[table_name].append(target)
    for table_name, targets in left.items():
        _mend_references(connection, table_named(table_name), targets, written[table_name])


def _has_odd(table_name: str, names: Sequence[str], moves: Iterable[RowStates]) -> bool:
    """Whether some row goes back to values outside their limits. Columns that don't change aren't
    checked by SQLite either.
    """
    targets = [target for _, _, target in moves if target is not None]
    return not are_all_inside(table_name, targets, names)


@contextmanager
def _unchecked(connection: Connection, is_needed: bool) -> Iterator[None]:
    """Switches off the table's checks, which would refuse invalid values that an earlier version
    allowed and that were repaired since.
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
    """Each row's final state: one may be changed first and then deleted."""
    return {(name, (target or source or {})["id"]): target for name, source, target in moves}


def _manner(move: RowStates) -> tuple[str, str, tuple[str, ...]]:
    """The table, how it changes, and which columns: equal neighbours are handled together."""
    table_name, source, target = move
    if target is None:
        return table_name, "remove", ()
    if source is None:
        return table_name, "add", tuple(target)
    changed = tuple(compress(target, map(ne, map(source.__getitem__, target), target.values())))
    if _STAMP in target and _STAMP not in changed:
        changed += (_STAMP,)
    return table_name, "change", changed


def _add(
    connection: Connection, table: Table, _names: tuple[str, ...], moves: list[RowStates]
) -> None:
    targets = [target for _, _, target in moves if target is not None]
    for part in in_parts([target["id"] for target in targets]):
        there = statements.first_held(connection, table, "id", part)
        if there is not None:
            raise LookupError(f"{table.name} {there} exists already")
    statements.insert(connection, table, _stamped(targets))


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
    if not names:
        return
    targets = _stamped([target for _, _, target in moves if target is not None])
    if _STAMP in table.c:
        sources = [source for _, source, _ in moves if source is not None]
        moved = statements.update_unchanged(connection, table, names, targets, sources)
    else:
        moved = statements.update(connection, table, names, targets)
    _expect(moved, len(targets), table)


def _stamped(rows: Sequence[RowImage]) -> Sequence[RowImage]:
    """Rows of one table, each changed now."""
    if _STAMP not in rows[0]:
        return rows
    now = change_stamp()
    return [
        {**row, _STAMP: now if row[_STAMP] < now else change_stamp(row[_STAMP])} for row in rows
    ]


_MANNERS = {"add": _add, "remove": _remove, "change": _change}


def _mend_references(
    connection: Connection, table: Table, rows: list[RowImage], written: Set[str]
) -> None:
    """Empties those references that were written to rows that are gone (such as a listen), if they
    may be empty.

    Raises LookupError for one that mustn't be empty.
    """
    for key in table.foreign_keys:
        name, target = key.parent.name, key.column.table
        if name not in written:
            continue
        meant = {row[name] for row in rows} - {None}
        gone = meant - statements.ids_held(connection, target, meant)
        for row in rows if gone else ():
            if row[name] not in gone:
                continue
            if key.ondelete != SET_NULL:
                raise LookupError(f"{table.name} {row['id']} needs {target.name} {row[name]}")
            empty: dict[str, Any] = {name: None}
            if _STAMP in row:
                empty[_STAMP] = table.c[_STAMP]  # it has just been given one
            connection.execute(update(table).where(table.c.id == row["id"]).values(empty))


def _expect_alone(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    for dependent in dependents_of(table.name):
        if dependent.rule == SET_NULL:
            continue
        held = statements.first_held(connection, dependent.table, dependent.column, ids)
        if held is not None:
            raise LookupError(f"{dependent.table.name} depends on {table.name} {held}")


def _expect(found: int, wanted: int, table: Table) -> None:
    if found != wanted:
        raise LookupError(f"{wanted - found} rows of {table.name} are gone or changed")
