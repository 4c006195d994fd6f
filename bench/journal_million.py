"""Searching a journal of 1,000,000 marks with a note each: the first page, by turns with raw FTS5.

page: all of it, with marks, tracks, scenes and their names, as it is shown, also found by the names
of tracks, emotions and scenes. fts: sqlite3 alone, the newest lines that the full-text index has
for the words, as many as the page has. sql: sqlite3 alone, with all that the page asks of it. The
words are from every note to none.
Usage: python -m bench.journal_million [--marks N]
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app.core.search_text import terms_of
from app.journal.records import JournalFilter
from app.journal.service import PAGE, JournalService
from app.profile.paths import Paths
from bench.figure import in_a_row, median, ratio_by_turns, say
from bench.many_marks import add_notes, make
from bench.profile import open_profile

RUNS = 9
_RAW = (
    "SELECT journal_line.* FROM journal_text JOIN journal_line ON journal_line.id = "
    "journal_text.rowid WHERE journal_text MATCH ? ORDER BY journal_text.rowid DESC LIMIT ?"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=int, default=1_000_000)
    marks = parser.parse_args().marks
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        make(Path(folder), marks=marks, on_track=min(10_000, marks // 2))
        words = add_notes(Path(folder))
        services = open_profile(Path(folder))
        with closing(sqlite3.connect(Paths.for_profile(Path(folder)).database)) as raw:
            for name, text in _texts(words).items():
                _say(name, *_timed(services.journal, raw, text))
        services.close()


def _timed(
    journal: JournalService, raw: sqlite3.Connection, text: str
) -> tuple[list[float], list[float], list[float]]:
    """The page, the full-text index alone, and the page's SQL alone, in ms."""
    query = " ".join(f'"{term}"' for term in terms_of(text))
    asked = _asked_by(lambda: journal.page(JournalFilter(text=text)))

    def same_sql() -> object:
        return [raw.execute(statement, values).fetchall() for statement, values in asked]

    return (
        in_a_row(lambda: journal.page(JournalFilter(text=text)), RUNS),
        in_a_row(lambda: raw.execute(_RAW, (query, PAGE + 1)).fetchall(), RUNS),
        in_a_row(same_sql, RUNS),
    )


def _asked_by(step: Callable[[], object]) -> list[tuple[str, Any]]:
    """The queries that a step makes, with their values."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_others: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        step()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return asked


def _say(name: str, page: Sequence[float], fts: Sequence[float], sql: Sequence[float]) -> None:
    say(
        "journal_million",
        words=name,
        page_ms=median(page),
        fts_floor_ms=median(fts),
        sql_floor_ms=median(sql),
        to_fts=ratio_by_turns(page, fts),
        to_sql=ratio_by_turns(page, sql),
    )


def _texts(words: Sequence[str]) -> dict[str, str]:
    return {
        "in every note": "heart",
        "in one of 1,000": "harbour",
        "in one": "unicorn",
        "in none": "xyzzyq",
        "frequent": words[0],
        "rare": words[2_900],
        "two frequent": f"{words[0]} {words[1]}",
        "frequent and rare": f"{words[0]} harbour",
        "part of many": words[5][:3],
        "in none, made of frequent parts": "thekalomi",
    }


if __name__ == "__main__":
    main()
