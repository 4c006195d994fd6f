"""A profile of 1,000,000 marks, 10,000 of them on its first track, made in seconds.

The rows are made by SQL alone, and the triggers that maintain the journal's index are off
meanwhile: its lines are then written at once, with the triggers' own columns. The file contains
what a listener's million key presses would have left, except for the order of lines within a
millisecond.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
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


def make(
    folder: Path, *, marks: int = MARKS, on_track: int = ON_TRACK, tracks: int = TRACKS
) -> None:
    """Fills a profile in `folder`; the marks of its first track are distributed like the others."""
    paths = Paths.for_profile(folder)
    fill(paths, tracks)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("BEGIN")
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        resting = triggers.fetchall()
        for name, _sql in resting:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(_ROWS, {"count": marks, "on_track": on_track, "tracks": tracks})
        raw.execute(_LINES)
        for _name, sql in resting:
            raw.execute(sql)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
