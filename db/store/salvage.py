"""Recovers what can be read from a damaged journal, row by row, into a new one.

Every table is read in ranges of row ids; a range that fails is halved until only the unreadable
rows are left. What was read is made to fit: invalid text gets replacement characters, an invalid
value becomes the column's default, and a lost row that others need gets a stand-in. All of this is
counted.
"""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from db.file.errors import FaultKind, StorageFault, sorted_faults
from db.models.all import metadata
from db.plain.revision import HEAD_REVISION, KNOWN_REVISIONS
from db.search.in_sql import know_fold
from db.store.fitting import Fitting, stand_in
from db.store.migrate import make_at
from db.store.opening import open_store
from db.store.refolding import refold

log = logging.getLogger(__name__)

_AT_ONCE = 1024
# Higher row ids count as damage: at a mark a second it takes 136 years to get there.
_MOST_IDS = 1 << 32
_MOST_FAILURES = 200_000  # per table; each takes a few microseconds
_DERIVED = frozenset({"journal_line"})

Row = dict[str, Any]


@dataclass
class Salvaged:
    """By table: recovered rows, lost rows, rows with a repaired value, and stand-ins for lost rows
    that others refer to. absent: tables that can't be found.
    """

    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    stood_in: Counter[str] = field(default_factory=Counter)
    absent: list[str] = field(default_factory=list)


def salvage(source: Path, target: Path, lost_name: str = "?") -> Salvaged:
    """Creates a journal at `target` from what can be read of `source`, which isn't changed.

    lost_name: what rows in place of lost ones are called.
    Raises StorageFault: damaged if nothing can be read, others if the new one can't be written.
    """
    with sorted_faults(), closing(_opened(source)) as raw:
        revision = _revision(raw)
        make_at(target, revision)
        with closing(sqlite3.connect(target, isolation_level=None)) as new:
            know_fold(new)
            new.execute("BEGIN")
            report = _Salvage(raw, new, lost_name).run()
            (last,) = raw.execute("PRAGMA user_version").fetchone()  # see `db/writing/placed.py`
            new.execute(f"PRAGMA user_version = {last}")
            new.execute("COMMIT")
    with closing(open_store(target)) as store:  # upgrades an older one
        refold(store)
    return report


class _Salvage:
    """Goes through every authored table, from the old file to the new one."""

    def __init__(self, old: sqlite3.Connection, new: sqlite3.Connection, lost_name: str) -> None:
        self._old = old
        self._new = new
        self._lost_name = lost_name
        self._report = Salvaged()

    def run(self) -> Salvaged:
        tables = [table for table in metadata.sorted_tables if table.name not in _DERIVED]
        for table in tables:
            if columns := _columns(self._new, table.name):
                self._take(table, columns)
        for _again in tables:  # a stand-in may itself need one
            if not self._mend_references():
                break
        return self._report

    def _take(self, table: Table, columns: set[str]) -> None:
        fitting = Fitting(table, columns)
        there = [name for name in _columns(self._old, table.name) if name in columns]
        if not there:
            self._report.absent.append(table.name)
            return
        reader = _Reader(self._old, table.name, there)
        for row in reader.rows():
            if self._is_put(table.name, fitting, row):
                self._report.kept[table.name] += 1
            else:
                self._report.lost[table.name] += 1
        if reader.lost:
            self._report.lost[table.name] += reader.lost

    def _is_put(self, table: str, fitting: Fitting, row: Row) -> bool:
        for values in fitting.tries(row):
            try:
                self._insert(table, values)
            except (sqlite3.IntegrityError, OverflowError) as error:
                log.info("a row of %s doesn’t fit: %s", table, error)
                continue
            if not all(_is_same(row[name], values[name]) for name in row if name in values):
                self._report.mended[table] += 1
            return True
        return False

    def _insert(self, table: str, values: Mapping[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        places = ", ".join("?" * len(values))
        self._new.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({places})', tuple(values.values())
        )

    # --- references -----------------------------------------------------------------------------

    def _mend_references(self) -> bool:
        """Whether there was anything to repair."""
        broken = self._new.execute("PRAGMA foreign_key_check").fetchall()
        for name, row_id, target, number in broken:
            self._mend(metadata.tables[name], row_id, target, number)
        return bool(broken)

    def _mend(self, table: Table, row_id: int, target: str, number: int) -> None:
        column = self._pointing(table.name, number)
        (points_at,) = self._new.execute(
            f'SELECT "{column}" FROM "{table.name}" WHERE rowid = ?', (row_id,)
        ).fetchone() or (None,)
        if points_at is None:
            return  # repaired together with an earlier one
        if table.c[column].nullable:
            self._new.execute(
                f'UPDATE "{table.name}" SET "{column}" = NULL WHERE rowid = ?', (row_id,)
            )
            self._report.mended[table.name] += 1
        elif values := stand_in(
            metadata.tables[target], points_at, _columns(self._new, target), self._lost_name
        ):
            if not self._is_there(target, points_at):
                self._insert(target, values)
                self._report.stood_in[target] += 1
        else:
            self._new.execute(f'DELETE FROM "{table.name}" WHERE rowid = ?', (row_id,))
            self._report.kept[table.name] -= 1
            self._report.lost[table.name] += 1

    def _pointing(self, table: str, number: int) -> str:
        keys = self._new.execute(f'PRAGMA foreign_key_list("{table}")')
        return next(str(row[3]) for row in keys if row[0] == number)

    def _is_there(self, table: str, row_id: int) -> bool:
        return bool(
            self._new.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        )


class _Reader:
    """The rows of one table that can be read. lost: how many can't."""

    def __init__(self, raw: sqlite3.Connection, table: str, columns: list[str]) -> None:
        self._raw = raw
        self._table = table
        self._columns = columns
        names = ", ".join(f'"{name}"' for name in columns)
        self._question = (
            f'SELECT rowid, {names} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ?'
        )
        self.lost = 0

    def rows(self) -> Iterator[Row]:
        listed = self._listed_ids()
        failed: list[int] = []
        failures = 0
        for first in range(0, self._highest_id(listed) + 1, _AT_ONCE):
            parts = [(first, first + _AT_ONCE - 1)]
            while parts:
                low, high = parts.pop()
                try:
                    found = self._raw.execute(self._question, (low, high)).fetchall()
                except sqlite3.Error:
                    failures += 1
                    if low == high or failures > _MOST_FAILURES:
                        failed.extend(range(low, high + 1))
                        continue
                    middle = (low + high) // 2
                    parts += [(middle + 1, high), (low, middle)]
                    continue
                yield from (self._row(row) for row in found if low <= row[0] <= high)
        self.lost = len(listed.intersection(failed)) if listed else len(failed)

    def _row(self, found: tuple[Any, ...]) -> Row:
        return dict(zip(self._columns, found[1:], strict=True)) | {"id": found[0]}

    def _listed_ids(self) -> set[int]:
        """Every row's id according to the table's indexes; empty if none can be read."""
        listed: set[int] = set()
        for index in self._answers(f'PRAGMA index_list("{self._table}")'):
            if index[4]:
                continue  # a partial index
            name = _text(index[1])
            found = self._answers(f'SELECT rowid FROM "{self._table}" INDEXED BY "{name}"')
            listed.update(row[0] for row in found)
        return {row_id for row_id in listed if 0 <= row_id < _MOST_IDS}

    def _highest_id(self, listed: set[int]) -> int:
        asked = (
            f'SELECT max(rowid) FROM "{self._table}" NOT INDEXED',
            f"SELECT seq FROM sqlite_sequence WHERE name = '{self._table}'",
        )
        told = [row[0] for question in asked for row in self._answers(question)]
        known = [row_id for row_id in told if isinstance(row_id, int) and row_id < _MOST_IDS]
        return max([0, *known, *listed])

    def _answers(self, question: str) -> list[tuple[Any, ...]]:
        """Those before the first failure."""
        found: list[tuple[Any, ...]] = []
        try:
            for row in self._raw.execute(question):
                found.append(row)
        except sqlite3.Error as error:
            log.info("%s: %s", question, error)
        return found


def _opened(source: Path) -> sqlite3.Connection:
    """Reads text as bytes, and accepts a damaged schema as far as SQLite can read it."""
    address = source.absolute().as_uri()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        raw = sqlite3.connect(f"{address}?{mode}", uri=True)
        raw.text_factory = bytes
        try:
            raw.execute("PRAGMA writable_schema = ON")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            raw.close()
            failure = error
            continue
        return raw
    raise StorageFault(FaultKind.DAMAGED, f"nothing can be read: {failure}") from failure


def _revision(raw: sqlite3.Connection) -> str:
    try:
        (told,) = raw.execute("SELECT version_num FROM alembic_version").fetchone() or (b"",)
    except sqlite3.Error:
        told = b""
    revision = _text(told)
    return revision if revision in KNOWN_REVISIONS else HEAD_REVISION


def _columns(raw: sqlite3.Connection, table: str) -> set[str]:
    try:
        return {_text(row[1]) for row in raw.execute(f'PRAGMA table_info("{table}")')}
    except sqlite3.Error:
        return set()


def _is_same(read: Any, put: Any) -> bool:
    return bool(read == (put.encode() if isinstance(read, bytes) and isinstance(put, str) else put))


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
