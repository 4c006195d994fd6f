"""A profile of 1,000,000 marks, 10,000 of them on its first track, made in seconds.

The rows are made by SQL alone, and the triggers that maintain the journal's index are off
meanwhile: its lines are then written at once, with the triggers' own columns. The file contains
what a listener's million key presses would have left, except for the order of lines within a
millisecond. `add_notes` writes a note on each, so that there is something to search.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.profile.paths import Paths
from bench.profile import DURATION_MS, fill
from db.models.journal_line import TIME_SHIFT

MARKS = 1_000_000
ON_TRACK = 10_000
TRACKS = 5_000
FIRST_MS, DAY_MS = 1_500_000_000_000, 86_400_000
A_DAY = 10_000  # marks made on one day; a hundredth of them on the first track

# `chance` looks random and is the same on every run (Park and Miller's generator).
_ROWS = f"""
WITH RECURSIVE numbers(n, chance) AS (
    SELECT 1, 48271
    UNION ALL SELECT n + 1, chance * 48271 % 2147483647 FROM numbers WHERE n < :count
),
placed AS (
    SELECT n, chance,
        {FIRST_MS} + n / {A_DAY} * {DAY_MS} + n % {A_DAY} * 8000 AS made_at,
        CASE WHEN n % (:count / :on_track) = 0 THEN 1 ELSE 2 + n % (:tracks - 1) END AS track_id,
        chance % {DURATION_MS} AS start_ms,
        iif(chance % 2 = 0, 0, 1500 + chance / 7 % 7500) AS length_ms
    FROM numbers
)
INSERT INTO emotional_tag (uid, created_at, updated_at, track_id, emotion_id, start_ms, end_ms,
    raw_start_ms, raw_end_ms, intensity, mode, note, memory, made_at, made_offset_min)
SELECT printf('00000000-0000-7000-8000-%012x', n), made_at, made_at, track_id,
    1 + chance / 11 % 9, start_ms,
    min({DURATION_MS}, start_ms + length_ms), start_ms, min({DURATION_MS}, start_ms + length_ms),
    1 + chance / 13 % 5, iif(chance / 17 % 10 < 3, 'expressed', 'felt'),
    '', '', made_at, 0
FROM placed ORDER BY n
"""
_LINES = f"""
INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
    made_offset_min, text)
SELECT made_at << {TIME_SHIFT}, 'tag', id, track_id, emotion_id, start_ms, end_ms, made_at,
    made_offset_min, '' FROM emotional_tag ORDER BY made_at
"""

_TEXTS = """
UPDATE journal_line SET text = (SELECT note FROM emotional_tag WHERE id = owner_id)
WHERE kind = 'tag'
"""
_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "sta",
    "vu",
    "the",
    "or",
    "an",
    "bel",
    "dor",
    "fin",
    "gra",
    "hel",
    "iso",
    "jun",
]


def make(
    folder: Path, *, marks: int = MARKS, on_track: int = ON_TRACK, tracks: int = TRACKS
) -> None:
    """Fills a profile in `folder`; the marks of its first track are distributed like the others."""
    paths = Paths.for_profile(folder)
    fill(paths, tracks)
    with _without_triggers(paths) as raw:
        raw.execute(_ROWS, {"count": marks, "on_track": on_track, "tracks": tracks})
        raw.execute(_LINES)


def add_notes(folder: Path) -> list[str]:
    """Writes a note on each mark. Returns the words, the most frequent first.

    “heart” is in each, “harbour” in one of 1,000, “unicorn” in one.
    """
    chance = random.Random(4)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))) for _ in range(3_000)]
    weights = [1 / (place + 10) for place in range(len(words))]

    def notes(marks: int) -> Iterator[tuple[str, int]]:
        for mark in range(1, marks + 1):
            said = [*chance.choices(words, weights, k=8), "heart"]
            said += ["harbour"] * (mark % 1_000 == 0) + ["unicorn"] * (mark == marks // 2)
            yield " ".join(said), mark

    with _without_triggers(Paths.for_profile(folder)) as raw:
        (marks,) = raw.execute("SELECT max(id) FROM emotional_tag").fetchone()
        raw.executemany("UPDATE emotional_tag SET note = ? WHERE id = ?", notes(marks))
        raw.execute(_TEXTS)
        raw.execute("INSERT INTO journal_text (journal_text) VALUES ('rebuild')")
    return words


@contextmanager
def _without_triggers(paths: Paths) -> Iterator[sqlite3.Connection]:
    """One transaction in which rows are as they are written."""
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("BEGIN")
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        resting = triggers.fetchall()
        for name, _sql in resting:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _name, sql in resting:
            raw.execute(sql)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
