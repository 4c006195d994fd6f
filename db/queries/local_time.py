"""When something was, where it was made: as the day since 1970, and the hour of the day."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
# SQLite divides towards zero, which would put whatever is before 1970 a day late. So days are
# counted from 1778: no time that can be saved is before that.
_DAYS_BEFORE_1970 = 70_000


def local_day(at_ms: Any, offset_min: Any) -> ColumnElement[int]:
    found: ColumnElement[int] = _since_1778(at_ms, offset_min) // DAY_MS - _DAYS_BEFORE_1970
    return found


def local_hour(at_ms: Any, offset_min: Any) -> ColumnElement[int]:
    found: ColumnElement[int] = _since_1778(at_ms, offset_min) // HOUR_MS % 24
    return found


def _since_1778(at_ms: Any, offset_min: Any) -> Any:
    return at_ms + offset_min * 60_000 + _DAYS_BEFORE_1970 * DAY_MS
