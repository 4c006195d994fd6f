"""When something was felt, as people say it: “a year ago, 14 March 2025”."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

_DAYS_A_MONTH = 30.44
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def when_in_words(made_at_ms: int, made_offset_min: int, now_ms: int | None = None) -> str:
    """A relative and an absolute date, in the zone of that moment.

    now_ms: UTC; the present when left out.
    """
    now_ms = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    zone = timezone(timedelta(minutes=made_offset_min))
    made = datetime.fromtimestamp(made_at_ms / 1000, zone)
    days = (datetime.fromtimestamp(now_ms / 1000, zone).date() - made.date()).days
    if days <= 1:
        day = "today" if days <= 0 else "yesterday"
        return f"{day}, {made:%H:%M}"
    return f"{_ago(days)}, {made.day} {_MONTHS[made.month - 1]} {made.year}"


def _ago(days: int) -> str:
    if days < 14:
        return f"{days} days ago"
    if days < 60:
        return f"{days // 7} weeks ago"
    if days < 350:
        return f"{round(days / _DAYS_A_MONTH)} months ago"
    years = max(1, round(days / 365.25))
    return "a year ago" if years == 1 else f"{years} years ago"
