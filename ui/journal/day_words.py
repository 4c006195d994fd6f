"""What a day of the year held, in words."""

from __future__ import annotations

from app.core.counting import counted
from app.journal.records import DayOfFeelings
from ui.journal.words import FindEmotion, counts_in_words
from ui.widgets.dates import day_in_words

MINUTE_MS = 60_000


def day_summary(day: DayOfFeelings, find: FindEmotion) -> str:
    """“Saturday 21 November 2026: mostly tenderness, 12 marks and 1 entry, 38 minutes heard”."""
    parts = []
    if day.leading_emotion is not None:
        parts.append(f"mostly {find(day.leading_emotion).name.lower()}")
    if counts := counts_in_words(day.marks, day.entries):
        parts.append(counts)
    if minutes := minutes_heard(day):
        parts.append(counted(minutes, "1 minute heard", "{n} minutes heard"))
    return f"{day_in_words(day.day)}: {', '.join(parts) or 'nothing yet'}"


def minutes_heard(day: DayOfFeelings) -> int:
    """Rounded up, so that what was heard is never called nothing."""
    return -(-day.heard_ms // MINUTE_MS)
