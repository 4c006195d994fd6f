"""Profiles of years: marks spread evenly, and listens, made in seconds by SQL alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bootstrap import Services

YEAR = 2025  # the newest
FIRST_MS = 1_735_689_600_000  # the start of 2025
YEAR_MS = 31_536_000_000
TRACKS, LISTENS = 500, 5_000

# `chance` looks random and is the same on every run (Park and Miller's generator).
_MARKS = """
WITH RECURSIVE numbers(n, chance) AS (
    SELECT 0, 48271
    UNION ALL SELECT n + 1, chance * 48271 % 2147483647 FROM numbers WHERE n + 1 < :count
)
INSERT INTO emotional_tag (uid, created_at, updated_at, track_id, emotion_id, start_ms, end_ms,
    raw_start_ms, raw_end_ms, intensity, mode, note, memory, made_at, made_offset_min)
SELECT printf('00000000-0000-7000-8000-%012x', n), :first, :first, 1 + chance % :tracks,
    1 + chance / 11 % 9, chance / 7 % 170000, chance / 7 % 170000, 0, 0, 1 + chance / 13 % 5,
    iif(chance / 17 % 10 < 3, 'expressed', 'felt'),
    iif(n % 4 = 0, 'the '
        || substr('river bridge answer door window breath ', 1 + chance / 19 % 20, 12)
        || ' again', ''),
    '', :first + n * :step, 60 * (chance / 23 % 3)
FROM numbers
"""
_LISTENS = """
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :count)
INSERT INTO listen (uid, created_at, updated_at, track_id, started_at, started_offset_min, ended_at,
    heard_ms)
SELECT printf('00000000-0000-7000-9000-%012x', n), :first, :first, 1 + n % :tracks,
    :first + n * :step, 60, :first + n * :step + 90000, 90000 FROM numbers
"""
_STRETCHES = """
INSERT INTO heard_stretch (listen_id, start_ms, end_ms)
SELECT id, id % 4 * 20000, id % 4 * 20000 + 60000 FROM listen
"""


def made_years(folder: Path, marks: int, years: int) -> Services:
    """Marks spread evenly over years up to YEAR; the triggers’ lines are written at once."""
    from bench.profile import filled_profile, open_profile
    from db.models.journal_line import LINE_COLUMNS_AND_TEXT, TIME_SHIFT, lines_as_meant
    from db.search.in_sql import know_fold

    filled_profile(folder, TRACKS)
    services = open_profile(folder)
    services.open()
    first = FIRST_MS - (years - 1) * YEAR_MS
    with closing(sqlite3.connect(services.paths.database, isolation_level=None)) as raw:
        know_fold(raw)
        raw.execute("BEGIN")
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name IN ('emotional_tag')"
        ).fetchall()
        for name, _sql in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        span = years * YEAR_MS
        said = {"tracks": TRACKS, "first": first}
        raw.execute(_MARKS, {**said, "count": marks, "step": span // marks})
        raw.execute(_LISTENS, {**said, "count": LISTENS, "step": span // LISTENS})
        raw.execute(_STRETCHES)
        raw.execute(
            f"INSERT INTO journal_line (id, {LINE_COLUMNS_AND_TEXT}) SELECT (made_at <<"
            f" {TIME_SHIFT}) + (row_number() OVER (PARTITION BY made_at)), {LINE_COLUMNS_AND_TEXT}"
            f" FROM ({lines_as_meant()}) WHERE kind = 'tag'"
        )
        for _name, sql in triggers:
            raw.execute(sql)
        raw.execute("COMMIT")
    return services
