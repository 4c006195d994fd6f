"""Local days as the numbers that queries go by."""

from __future__ import annotations

from datetime import date

from app.core.day_numbers import day_number
from app.core.instant import Instant
from app.years.records import Period
from db.queries.year_counts import Days


def days_of(period: Period) -> Days:
    return Days(_number(period.first_day), _number(period.last_day))


def offset_now() -> int:
    """For what was made without a zone."""
    return Instant.now().offset_min


def _number(day: date | None) -> int | None:
    return None if day is None else day_number(day)
