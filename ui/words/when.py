"""When a mark was made, as people say it: “a year ago, 14 March 2025”."""

from __future__ import annotations

from datetime import datetime

from app.core.instant import Instant
from app.core.words import _
from ui.words.dates import days_ago, long_date, time_in_sentence, unbroken


def when_in_words(made_at_ms: int, made_offset_min: int, now_ms: int | None = None) -> str:
    """A relative and an absolute date, in the time zone it was made in. No line ends in the date.

    now_ms: UTC; the present when left out.
    """
    made = Instant(made_at_ms, made_offset_min).local
    now = datetime.now(made.tzinfo)
    if now_ms is not None:
        now = Instant(now_ms, made_offset_min).local
    if (now.date() - made.date()).days <= 1:
        return time_in_sentence(made, now.date())
    ago = days_ago(made.date(), now.date())
    # Translators: “a year ago, 14 March 2025”
    return _("{ago}, {date}", ago=ago, date=unbroken(long_date(made.date())))
