"""Local days as the numbers that queries go by."""

from __future__ import annotations

from datetime import date, timedelta

from app.core.instant import Instant
from app.years.records import Period
from db.queries.year_counts import Days

_EPOCH = date(1970, 1, 1)


def days_of(period: Period) -> Days:
    return Days(_number(period.first_day), _number(period.last_day))


def day_at(number: int) -> date:
    return _EPOCH + timedelta(number)


def offset_now() -> int:
    """For what was made without a zone."""
    return Instant.now().offset_min


def _number(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days
