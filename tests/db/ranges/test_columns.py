"""Every column of every model has a range, the same for whoever asks in Python and in SQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Boolean, Float, Integer, String

from app.emotions.records import Mode
from app.intensity.records import EventKind
from app.library.records import Role
from app.story.alignments import AlignedBy
from app.story.echoes import EchoKind
from app.story.records import WorkKind
from app.themes.records import FoundBy, OccurrenceStatus
from db.models.all import metadata
from db.ranges.columns import PATTERNS, RANGES
from db.ranges.limits import (
    FIRST_MS,
    LAST_MS,
    MOST_MS,
    WIDEST_OFFSET_MIN,
    Flag,
    Real,
    Shape,
    Whole,
    Words,
)
from db.ranges.row_faults import fault_of, faults_of, sound_sql

COLUMNS = [
    (table.name, column.name) for table in metadata.sorted_tables for column in table.columns
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_has_a_range_of_its_type(table: str, column: str) -> None:
    limits = RANGES[table].get(column)
    assert limits is not None, "say in db/ranges/columns.py what it may hold"
    kind = metadata.tables[table].c[column].type
    if isinstance(limits, Whole):
        assert isinstance(kind, Integer | Boolean)
        assert -(2**63) <= limits.least < limits.most < 2**63
    elif isinstance(limits, Flag):
        assert isinstance(kind, Boolean)
    elif isinstance(limits, Real):
        assert isinstance(kind, Float)
    elif isinstance(limits, Words | Shape):
        assert isinstance(kind, String)


def test_no_range_is_left_of_a_column_that_is_gone() -> None:
    found = {(table, name) for table, columns in RANGES.items() for name in columns}
    assert found == set(COLUMNS)


def test_the_words_are_those_that_the_program_writes() -> None:
    assert RANGES["track"]["role"] == Words(tuple(Role))
    assert RANGES["work"]["kind"] == Words(tuple(WorkKind))
    assert RANGES["emotional_tag"]["mode"] == Words(tuple(Mode))
    assert RANGES["occurrence"]["status"] == Words(tuple(OccurrenceStatus))
    assert RANGES["occurrence"]["found_by"] == Words(tuple(FoundBy))
    assert RANGES["echo"]["kind"] == Words(tuple(EchoKind))
    assert RANGES["alignment"]["found_by"] == Words(tuple(AlignedBy))
    assert RANGES["intensity_event"]["kind"] == Words(tuple(EventKind))


@pytest.mark.parametrize("at_ms", [FIRST_MS, LAST_MS])
@pytest.mark.parametrize("offset_min", [-WIDEST_OFFSET_MIN, WIDEST_OFFSET_MIN])
def test_a_calendar_and_the_journals_key_hold_every_instant(at_ms: int, offset_min: int) -> None:
    zone = timezone(timedelta(minutes=offset_min))
    local = datetime.fromtimestamp(at_ms / 1000, zone)
    assert local.year in range(1799, 2201)
    assert -(2**63) <= at_ms << 20 < 2**63
    assert datetime(1800, 1, 1, tzinfo=UTC).timestamp() * 1000 == FIRST_MS


ABSURD: list[tuple[str, str, Any]] = [
    ("emotional_tag", "made_at", 1_700_000_000_000_000),
    ("emotional_tag", "end_ms", 10**18),
    ("emotional_tag", "start_ms", -1),
    ("emotional_tag", "intensity", 9),
    ("emotional_tag", "mode", "dreamt"),
    ("emotional_tag", "made_offset_min", 10**12),
    ("emotion", "valence", 9.0),
    ("emotion", "arousal", float("inf")),
    ("emotion", "colour", "red"),
    ("emotion", "colour", "#12345g"),
    ("track", "duration_ms", MOST_MS + 1),
    ("track", "role", "villain"),
    ("listen", "heard_ms", 2**63 - 1),
    ("occurrence", "tempo_ratio", 0.0),
    ("scene", "story_order", 1e300),
    ("occurrence", "probability", 1.01),
    ("occurrence", "found_by", "chance"),
    ("intensity_event", "kind", "solo"),
    ("intensity_event", "peak_ms", -1),
    ("work", "kind", "opera"),
    ("work", "saga_order", 1e300),
    ("work", "progress_season", -1),
    ("work", "progress_number", 100_000),
    ("work", "progress_order", float("inf")),
    ("alignment", "found_by", "chance"),
    ("journal_entry", "sealed_until", "soon"),
    ("journal_entry", "sealed_until", ""),
    ("journal_entry", "sealed_until", "2026-02-30"),
    ("journal_entry", "sealed_until", "20261128"),
    ("journal_entry", "sealed_until", "2026-11-28T10:00"),
    ("journal_entry", "sealed_until", "1799-12-31"),
    ("journal_entry", "sealed_until", 2_461_000),
    ("journal_entry", "opened_at", 2**62),
    ("entry_picture", "width", 0),
    ("entry_picture", "position", -1),
    ("recognition", "after_ms", -1),
]


@pytest.mark.parametrize(("table", "column", "value"), ABSURD)
def test_python_and_sqlite_agree_on_what_is_absurd(table: str, column: str, value: Any) -> None:
    assert fault_of(table, column, value)
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(f"CREATE TABLE {table} ({', '.join(RANGES[table])})")
        raw.execute(f"INSERT INTO {table} ({column}) VALUES (?)", (value,))
        (is_sound,) = raw.execute(f"SELECT {sound_sql(table)} FROM {table}").fetchone()
    assert not is_sound


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("emotional_tag", "uid", "../../etc"),
        ("emotional_tag", "note", "a\0b"),
        ("emotional_tag", "note", "x" * 1_000_001),
        ("character", "portrait", "../evil.png"),
        ("character", "portrait", ".hidden.png"),
        ("echo", "link", "javascript:alert(1)"),
        ("echo", "link", "file:///etc/passwd"),
        ("echo", "link", "https://bank.example@evil.example/"),
        ("echo", "link", "https://example.org/\u202egnp.exe"),
        ("echo", "link", "https://"),
        ("echo", "kind", "opera"),
        ("echo", "date", "yesterday"),
        ("work", "picture", "../evil.png"),
        ("echo", "picture", ".hidden.png"),
        ("favourite_moment", "carried_from", "../../etc"),
        ("entry_picture", "file", "../evil.png"),
        ("entry_person", "name", ""),
        ("listen", "source_key", "x" * 2_001),
        ("lyrics", "language", "../x"),
        ("lyrics", "lines", "text"),
        ("lyrics", "lines", ((None, None, "one\ntwo"),)),
        ("lyrics", "lines", ((None, 5, "an end alone"),)),
        ("lyrics", "lines", ((9, 8, "backwards"),)),
        ("lyrics", "lines", ((2**31, None, "after any track"),)),
        ("lyrics", "lines", ((None, None, "x"),) * 20_001),
        ("subtitle", "lines", ((0, 1, "x" * 1_000_000),)),
        ("alignment", "anchors", ((0, 0), (5, 0))),
        ("alignment", "anchors", ((5, 0), (5, 1))),
        ("alignment", "anchors", ((-1, 0),)),
        ("alignment", "anchors", tuple((ms, ms) for ms in range(20_001))),
        ("emotion", "icon", "../x"),
        ("emotion", "pattern", "plaid"),
        ("track", "updated_at", 2**63 - 1),
    ],
)
def test_nothing_else_is_accepted(table: str, column: str, value: Any) -> None:
    assert fault_of(table, column, value)


DAYS = [("1800-01-01", 1), ("2024-02-29", 1), ("2199-12-31", 1), (None, 1), ("2023-02-29", 0)]


@pytest.mark.parametrize(("value", "is_day"), DAYS)
def test_sqlite_knows_the_days_that_there_are(value: str | None, is_day: int) -> None:
    found = faults_of("journal_entry", {"sealed_until": value})
    assert ("sealed_until" not in found) == is_day
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(f"CREATE TABLE journal_entry ({', '.join(RANGES['journal_entry'])})")
        raw.execute(
            "INSERT INTO journal_entry (id, created_at, written_at, written_offset_min,"
            " sealed_until) VALUES (1, 1, 1, 0, ?)",
            (value,),
        )
        sound = f"SELECT {sound_sql('journal_entry')} FROM journal_entry"
        assert raw.execute(sound).fetchone() == (is_day,)


def test_a_span_that_ends_before_it_begins_is_absurd() -> None:
    assert "end_ms" in faults_of("cue", {"start_ms": 9, "end_ms": 8})
    assert "end_ms" in faults_of("scene", {"start_ms": None, "end_ms": 8})
    assert not faults_of("scene", {"start_ms": 8, "end_ms": None})


def test_the_longest_track_is_the_same_everywhere() -> None:
    from app.commands import parser_parts
    from app.core import timecode

    assert timecode.MOST_MS == MOST_MS and MOST_MS / 1000 == parser_parts.MOST_S


def test_patterns_are_those_that_can_be_drawn() -> None:
    from ui.style import patterns

    assert set(PATTERNS) == set(patterns.pattern_names())
