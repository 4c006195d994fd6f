"""Searching a journal of 1,000,000 marks with a note each: the first page, and its floors.

page: all of it, with marks, tracks, scenes and their names, as it is shown, also found by the names
of tracks, emotions and scenes. fts: sqlite3 alone, the newest lines that the full-text index has
for the words, as many as the page has; nothing else of what it shows. query: what any program has
to ask for the page (see `page_query.py`): the same lines, found by their words and by the names of
tracks, albums and emotions, with all that is shown of them. The words are from every note to none.
Usage: python -m bench.journal_million [--marks N]
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from app.core.search_text import terms_of
from app.journal.records import JournalFilter
from app.journal.service import PAGE, JournalService
from app.profile.paths import Paths
from bench.figure import in_a_row, median, ratio_by_turns, say
from bench.many_marks import add_notes, make
from bench.page_query import PageQuery, expect_same
from bench.profile import open_profile

RUNS = 15
_RAW = (
    "SELECT journal_line.* FROM journal_text JOIN journal_line ON journal_line.id = "
    "journal_text.rowid WHERE journal_text MATCH ? ORDER BY journal_text.rowid DESC LIMIT ?"
)
# Whether a name has the words; and the newest lines in which, or on which, they are.
_NAMED = """
SELECT EXISTS (SELECT 1 FROM track WHERE {title} OR {album}),
    EXISTS (SELECT 1 FROM emotion WHERE {name}), EXISTS (SELECT 1 FROM scene WHERE {title}),
    EXISTS (SELECT 1 FROM character WHERE {name}), EXISTS (SELECT 1 FROM entry_person WHERE {name})
"""
_SAYING = """
SELECT * FROM (SELECT rowid FROM journal_text WHERE journal_text MATCH :match
    ORDER BY rowid DESC LIMIT :most)
"""
_ON_TRACKS = """
SELECT * FROM (SELECT id FROM journal_line WHERE +track_id IN
    (SELECT id FROM track WHERE {title} OR {album}) ORDER BY id DESC LIMIT :most)
"""
_OF_EMOTIONS = """
SELECT * FROM (SELECT id FROM journal_line WHERE emotion_id IN
    (SELECT id FROM emotion WHERE {name}) ORDER BY id DESC LIMIT :most)
"""


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
    """The page, the full-text index alone, and the page's query, in ms."""
    query, wanted = _query(raw, text), JournalFilter(text=text)
    expect_same(journal.page(wanted), query, raw)
    values = (query.values["match"], PAGE + 1)
    return (
        in_a_row(lambda: journal.page(wanted), RUNS),
        in_a_row(lambda: raw.execute(_RAW, values).fetchall(), RUNS),
        in_a_row(query.floor(raw), RUNS),
    )


def _query(raw: sqlite3.Connection, text: str) -> PageQuery:
    """Where no name has the words, only the notes are searched."""
    terms = terms_of(text)
    values: dict[str, Any] = {f"like_{place}": f"%{term}%" for place, term in enumerate(terms)}
    called = {
        name: f"({' AND '.join(f'{name} LIKE :{like}' for like in values)})"
        for name in ("title", "album", "name")
    }
    are_named = _NAMED.format(**called)
    on_tracks, of_emotions, *others = raw.execute(are_named, values).fetchone()
    assert not any(others), "there are no such names in this profile"
    parts = [_SAYING, *[_ON_TRACKS] * on_tracks, *[_OF_EMOTIONS] * of_emotions]
    found = " UNION ALL ".join(parts).format(**called)
    match = " ".join(f'"{term}"' for term in terms)
    values |= {"match": match, "most": PAGE + 1}
    return PageQuery(f"line.id IN ({found})", values, joined="", also=are_named)


def _say(name: str, page: Sequence[float], fts: Sequence[float], query: Sequence[float]) -> None:
    say(
        "journal_million",
        words=name,
        page_ms=median(page),
        fts_floor_ms=median(fts),
        query_floor_ms=median(query),
        to_fts=ratio_by_turns(page, fts),
        to_query=ratio_by_turns(page, query),
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
