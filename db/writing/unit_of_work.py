"""One transaction: commits only when told to, otherwise rolls back, and records what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Session

from db.models.base import Authored, Base, change_stamp
from db.ranges.doors import expect_inside, without_odd_signs

T = TypeVar("T", bound=Base)
V = TypeVar("V")

RowImage = dict[str, Any]
RecordedRow = tuple[str, RowImage | None, RowImage | None]  # table, before, after

# Written by triggers, also on undo.
_DERIVED = frozenset({"journal_line"})
_AT_ONCE = 500


class UnitOfWork:
    """One transaction. `session` is for repositories; `recorded` contains the changed rows.

    Changes to mapped objects are recorded, and those by `db/writing/bulk_rows.py`; bulk Core
    statements (imports) aren't. most_recorded: if more rows than this change, nothing is recorded,
    and `is_too_much` says so; None for no limit.
    """

    def __init__(self, connection: Connection, on_committed: Callable[[], None]) -> None:
        """on_committed: called after each successful commit."""
        self.session = Session(connection, autoflush=True, expire_on_commit=False)
        self._on_committed = on_committed
        self.recorded: list[RecordedRow] = []
        self.most_recorded: int | None = None
        self.is_too_much = False
        self._before: dict[tuple[str, int], RowImage] = {}
        event.listen(self.session, "before_flush", self._on_before_flush)
        event.listen(self.session, "after_flush", self._on_after_flush)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def begin(self) -> None:
        """Takes the write lock now, instead of with the first statement."""
        self.session.connection()

    def commit(self) -> None:
        self.session.flush()
        self.session.commit()
        self._on_committed()

    def close(self) -> None:
        """Rolls back what wasn't committed."""
        self.session.close()

    def get(self, model: type[T], row_id: int) -> T:
        """The row with this id. Raises LookupError if there is none."""
        row = self.session.get(model, row_id)
        if row is None:
            raise LookupError(f"no {model.__tablename__} {row_id}")
        return row

    def remove(self, row: Base) -> None:
        """Deletes a row and everything that depends on it, so that undo can restore all of it."""
        self.remove_all([row])

    def remove_all(self, rows: Sequence[Base]) -> None:
        """The same for many rows of one table at once."""
        from db.writing.dependents import (  # all models: not at start-up
            CASCADE,
            SET_NULL,
            dependents_of,
        )

        if not rows:
            return
        ids = [_key(row)[1] for row in rows]
        for dependent in dependents_of(rows[0].__tablename__):
            column = getattr(dependent.model, dependent.column)
            children = [
                child
                for part in in_parts(ids)
                for child in self.session.scalars(select(dependent.model).where(column.in_(part)))
            ]
            if dependent.rule == CASCADE:
                self.remove_all(children)
            elif dependent.rule == SET_NULL:
                for child in children:
                    setattr(child, dependent.column, None)
        self.session.flush()
        for row in rows:
            self.session.delete(row)
        self.session.flush()

    def _on_before_flush(self, session: Session, _context: object, _instances: object) -> None:
        changed = [obj for obj in session.dirty if session.is_modified(obj)]
        _stamp(changed)
        for obj in (*session.new, *changed):
            _let_in(obj)
        touched = changed + list(session.deleted)
        by_table: dict[Any, list[int]] = defaultdict(list)
        for obj in touched:
            by_table[inspect(obj).mapper.local_table].append(int(inspect(obj).identity[0]))
        for table, ids in by_table.items():
            for part in in_parts(ids):
                for row in session.connection().execute(select(table).where(table.c.id.in_(part))):
                    self._before[(str(table.name), int(row.id))] = dict(row._mapping)

    def _on_after_flush(self, session: Session, _context: object) -> None:
        for obj in session.new:
            self.record(str(obj.__tablename__), None, _image(obj))
        for obj in session.dirty:
            before = self._before.pop(_key(obj), None)
            if before is not None:
                self.record(str(obj.__tablename__), before, _image(obj))
        for obj in session.deleted:
            self.record(str(obj.__tablename__), self._before.pop(_key(obj)), None)

    def record(self, table: str, before: RowImage | None, after: RowImage | None) -> None:
        """Records a change that wasn't made to a mapped object."""
        if table in _DERIVED or before == after or self.is_too_much:
            return
        self.recorded.append((table, before, after))
        if self.most_recorded is not None and len(self.recorded) > self.most_recorded:
            self.recorded.clear()
            self.is_too_much = True


def _stamp(rows: Iterable[Any]) -> None:
    """Gives changed rows a stamp later than all before.

    With `onupdate`, rows that are written together would all get the stamp of the first.
    """
    for row in rows:
        if isinstance(row, Authored) and not inspect(row).attrs.updated_at.history.has_changes():
            row.updated_at = change_stamp(row.updated_at)


def _let_in(obj: Any) -> None:
    """Raises OutOfRange for a value outside its column's limits."""
    state = inspect(obj)
    columns = {attr.key for attr in state.mapper.column_attrs}
    held = {name: value for name, value in state.dict.items() if name in columns}
    changed = {name for name in held if state.attrs[name].history.has_changes()}
    for name in changed:
        if isinstance(held[name], str) and (bare := without_odd_signs(held[name])) != held[name]:
            held[name] = bare
            setattr(obj, name, bare)
    expect_inside(str(obj.__tablename__), held, changed)


def in_parts(many: Sequence[V]) -> Iterator[Sequence[V]]:
    """Parts small enough for one statement, on any build of SQLite."""
    for start in range(0, len(many), _AT_ONCE):
        yield many[start : start + _AT_ONCE]


def _key(obj: Any) -> tuple[str, int]:
    return str(obj.__tablename__), int(inspect(obj).identity[0])


def _image(obj: Any) -> RowImage:
    mapper = inspect(obj).mapper
    return {attr.columns[0].name: getattr(obj, attr.key) for attr in mapper.column_attrs}
