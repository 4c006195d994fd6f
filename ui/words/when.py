"""When something was felt, as people say it: “a year ago, 14 March 2025”."""

from __future__ import annotations

from datetime import datetime

from app.core.instant import Instant
from ui.widgets.dates import clock_time, days_ago, long_date


def when_in_words(made_at_ms: int, made_offset_min: int, now_ms: int | None = None) -> str:
    """A relative and an absolute date, in the zone of that moment.

    now_ms: UTC; the present when left out.
    """
    made = Instant(made_at_ms, made_offset_min).local
    now = datetime.now(made.tzinfo)
    if now_ms is not None:
        now = Instant(now_ms, made_offset_min).local
    day = days_ago(made.date(), now.date())
    is_near = (now.date() - made.date()).days <= 1
    return f"{day}, {clock_time(made) if is_near else long_date(made.date())}"
