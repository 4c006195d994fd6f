"""Days of the journal's lines: local to where each was made, and found by the key."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func

from db.models.journal_line import TIME_SHIFT, JournalLine
from db.queries import local_time
from db.queries.local_time import DAY_MS
from db.ranges.limits import FIRST_MS, LAST_MS, WIDEST_OFFSET_MIN

_WIDEST_OFFSET_MS = WIDEST_OFFSET_MIN * 60_000

LINE = JournalLine.__table__.c


def local_day(default_offset_min: int | ColumnElement[int]) -> ColumnElement[int]:
    """The day since 1970 on which a line was made, where it was made."""
    offset = func.coalesce(LINE.made_offset_min, default_offset_min)
    return local_time.local_day(LINE.made_at, offset)


def made_between(
    key: ColumnElement[int], first_day: int | None, last_day: int | None
) -> list[ColumnElement[bool]]:
    """Bounds on the key, wide enough for every zone, that let SQLite skip the other years."""
    bounds: list[ColumnElement[bool]] = []
    if first_day is not None:
        bounds.append(key >= first_key(first_day))
    if last_day is not None:
        bounds.append(key < last_key(last_day))
    return bounds


def first_key(day: int) -> int:
    """No line of this day, or a later one, has a lower key."""
    return _key_at(day * DAY_MS - _WIDEST_OFFSET_MS)


def last_key(day: int) -> int:
    """All lines of this day, and of earlier ones, have lower keys."""
    return _key_at((day + 1) * DAY_MS + _WIDEST_OFFSET_MS)


def _key_at(made_at: int) -> int:
    return min(LAST_MS, max(FIRST_MS, made_at)) << TIME_SHIFT
