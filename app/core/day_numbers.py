"""Days as numbers: since 1970, as queries go by."""

from __future__ import annotations

from datetime import date, timedelta

_EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    return (day - _EPOCH).days


def day_at(number: int) -> date:
    return _EPOCH + timedelta(number)
