"""Folds the journal's lines again when `fold` has changed since they were written, or is newer than
the file.

The version that they are folded by is stored beside their full-text index. Until they are folded
again, nothing is wrong with the index, which holds the lines' texts as they are; searches only miss
what is folded otherwise by now.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from db.file.errors import sorted_faults
from db.models.journal_line import texts_as_meant
from db.search.fold import FOLD_VERSION
from db.search.in_sql import is_folded
from db.store.engine import Store
from db.store.waits import raw_of

log = logging.getLogger(__name__)

LINES_AT_ONCE = 500  # 20 ms, measured
_PAUSE_S = 0.01  # for who waits to write: a lock isn't handed over in turn

Report = Callable[[int, int], object]


def nobody_asks(_done: int, _total: int) -> None:
    """A `Report` that does nothing."""


def refold(store: Store, report: Report = nobody_asks) -> bool:
    """Folds the lines again if they need it. Returns whether they did.

    report: told how many lines are done, of how many; may raise to stop. The lines are folded a few
    at a time, so that others can write meanwhile, and what was done stays done.
    Raises StorageFault.
    """
    with store.read() as connection:
        raw = raw_of(connection)
        with sorted_faults():
            if store.is_read_only or is_folded(raw):
                return False
            (total,) = raw.execute("SELECT count(*) FROM journal_line").fetchone()
    done = 0
    for query in texts_as_meant():
        last_owner: int | None = 0
        while last_owner is not None:
            report(done, total)
            count, last_owner = _refold_some(store, query, last_owner)
            done += count
            time.sleep(_PAUSE_S)
    with store.write() as unit:
        raw = raw_of(unit.session.connection())
        raw.execute("UPDATE journal_text_fold SET version = ?", (FOLD_VERSION,))
        unit.commit()
    log.info("%d lines of the journal are folded by version %s", total, FOLD_VERSION)
    return True


def _refold_some(store: Store, query: str, after: int) -> tuple[int, int | None]:
    """Returns how many lines were looked at, and the last one's owner; None at the end."""
    with store.write() as unit:
        raw = raw_of(unit.session.connection())
        found = raw.execute(query, (after, LINES_AT_ONCE)).fetchall()
        _write(raw, [row for row in found if row[2] != row[3]])
        unit.commit()
    return len(found), found[-1][1] if len(found) == LINES_AT_ONCE else None


def _write(raw: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> None:
    """rows: the line's id, its owner's, its text, and the new one."""
    raw.executemany(
        "INSERT INTO journal_text (journal_text, rowid, text) VALUES ('delete', ?, ?)",
        [(line_id, text) for line_id, _owner, text, _new in rows if text],
    )
    raw.executemany(
        "UPDATE journal_line SET text = ? WHERE id = ?",
        [(new, line_id) for line_id, _owner, _text, new in rows],
    )
    raw.executemany(
        "INSERT INTO journal_text (rowid, text) VALUES (?, ?)",
        [(line_id, new) for line_id, _owner, _text, new in rows if new],
    )
