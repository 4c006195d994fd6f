"""A log of every commit, to compare what a killed process saved with the file.

A line, written while the file's write lock is held, says what the whole journal is about to become;
another follows when the commit has returned. What was painted as saved is what returned. So the
file must be as the last finished commit left it, or as an unfinished one after it was about to:
never in between, never earlier.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from tests.torture.case import Loss

_DERIVED = ("journal_line", "journal_text", "sqlite_", "alembic_")
_SHOWN = 12

Snapshot = dict[str, str]  # “table id”: a hash of the row


def snapshot(raw: sqlite3.Connection) -> Snapshot:
    """Every row that isn't derived from others."""
    return {key: _hashed(row) for key, row in rows(raw).items()}


def rows(raw: sqlite3.Connection) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        if not name.startswith(_DERIVED):
            cursor = raw.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            # By name: an upgraded file has its columns in another order than a new one.
            order = sorted(range(len(columns)), key=columns.__getitem__)
            place = columns.index("id")
            found.update(
                (f"{name} {row[place]}", tuple((columns[n], row[n]) for n in order))
                for row in cursor
            )
    return found


def rows_in(database: Path) -> dict[str, tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as raw:
        return rows(raw)


def snapshot_of(database: Path) -> Snapshot:
    return {key: _hashed(row) for key, row in rows_in(database).items()}


def _file_of(raw: sqlite3.Connection) -> Path:
    return Path(raw.execute("PRAGMA database_list").fetchone()[2])


def _hashed(row: tuple[Any, ...]) -> str:
    return hashlib.blake2b(repr(row).encode(), digest_size=6).hexdigest()


class CommitLog:
    """What a process says, one JSON line each, in a file that outlives it and that the next one
    continues.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        self._changes: dict[int, int] = {}

    def watch(self, journal: Path) -> None:
        """From now on, every commit of this process that changes something is logged."""
        plainly = DefaultDialect.do_commit

        def do_commit(dialect: Any, raw: Any) -> None:
            connection = raw.driver_connection if hasattr(raw, "driver_connection") else raw
            changes = connection.total_changes
            is_news = changes != self._changes.get(id(connection), 0)
            if not is_news or _file_of(connection) != journal:
                plainly(dialect, raw)
                return
            self._changes[id(connection)] = changes
            number = self.about(snapshot(connection))
            plainly(dialect, raw)
            self.kept(number)

        DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]

    def about(self, rows: Snapshot, *, is_exchange: bool = False) -> int:
        """is_exchange: the whole file is exchanged for another, and its lock isn't held yet."""
        number = time.monotonic_ns()
        self._say(about=number, rows=rows, is_exchange=is_exchange)
        return number

    def kept(self, number: int) -> None:
        self._say(kept=number)

    def said(self, what: str, **facts: Any) -> None:
        """Notes something else that the listener was told."""
        self._say(said=what, **facts)

    def _say(self, **line: Any) -> None:
        line["at_ns"] = time.monotonic_ns()
        # Not by write(2): a case may make every one of those fail.
        os.writev(self._file, [json.dumps(line).encode() + b"\n"])


@dataclass(frozen=True, slots=True)
class Told:
    """All that some processes said. may_be: what the journal may be now, the earliest first.

    commits: how many returned.
    """

    may_be: tuple[Snapshot, ...]
    commits: int
    said: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Commit:
    """begun_ns: while holding the lock; for an exchange of the whole file, before waiting for it.

    back_ns: when it returned; infinite if it did not.
    """

    rows: Snapshot
    begun_ns: int
    back_ns: float
    is_exchange: bool

    @property
    def is_kept(self) -> bool:
        return self.back_ns < math.inf


def told(logs: Iterable[Path], at_first: Snapshot) -> Told:
    commits: list[_Commit] = []
    said: list[dict[str, Any]] = []
    for path in logs:
        lines = _lines(path)
        back = {line["kept"]: line["at_ns"] for line in lines if "kept" in line}
        said += [line for line in lines if "said" in line]
        for line in lines:
            if "about" in line:
                back_ns = back.get(line["about"], math.inf)
                exchange = line["is_exchange"]
                commits.append(_Commit(line["rows"], line["at_ns"], back_ns, exchange))
    commits.sort(key=lambda commit: commit.begun_ns)
    said.sort(key=lambda line: line["at_ns"])
    kept = sum(commit.is_kept for commit in commits)
    return Told(tuple(_may_be(commits, at_first)), kept, tuple(said))


def _may_be(commits: list[_Commit], at_first: Snapshot) -> Iterator[Snapshot]:
    """What the last finished commit made, and what a later one may have made of it."""
    last = max((n for n, commit in enumerate(commits) if commit.is_kept), default=-1)
    yield commits[last].rows if last >= 0 else at_first
    for number, commit in enumerate(commits):
        is_later = number > last
        # An exchange that began before may have been carried out after, and vice versa.
        overlaps = commit.is_exchange and last >= 0 and commit.back_ns > commits[last].begun_ns
        if is_later or (number < last and overlaps):
            yield commit.rows


def expect_kept(told: Told, now: Snapshot) -> None:
    """Raises Loss, naming rows, unless the journal is in one of the states it may be in."""
    if now in told.may_be:
        return
    certain = told.may_be[0]
    gone = sorted(key for key in certain if key not in now)
    other = sorted(key for key in certain if key in now and now[key] != certain[key])
    more = sorted(key for key in now if key not in certain)
    facts = {"gone": gone, "other than kept": other, "never kept": more}
    words = [f"{what}: {', '.join(keys[:_SHOWN])}" for what, keys in facts.items() if keys]
    raise Loss("marks lost" if gone or other else "rows from nowhere", "; ".join(words))


def _lines(path: Path) -> list[dict[str, Any]]:
    """Without a last line that the kill cut off."""
    if not path.exists():
        return []
    whole = path.read_bytes().rpartition(b"\n")[0]
    return [json.loads(line) for line in whole.splitlines()]
