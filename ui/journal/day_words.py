"""A day of the year, in words."""

from __future__ import annotations

from app.core.words import _, ngettext
from app.journal.records import DayOfFeelings
from ui.journal.words import FindEmotion, counts_in_words
from ui.words.dates import day_in_words
from ui.words.lists import comma_list

MINUTE_MS = 60_000


def day_summary(day: DayOfFeelings, find: FindEmotion) -> str:
    """“Saturday 21 November 2026: mostly Tenderness, 12 marks and 1 entry, 38 minutes heard”."""
    parts = []
    if day.leading_emotion is not None:
        parts.append(_("mostly {emotion}", emotion=find(day.leading_emotion).name))
    parts.append(counts_in_words(day.marks, day.entries))
    if minutes := minutes_heard(day):
        parts.append(ngettext("1 minute heard", "{n} minutes heard", minutes))
    # Translators: a date, and what was marked, written and heard on it
    return _("{day}: {held}", day=day_in_words(day.day), held=comma_list(parts) or _("nothing yet"))


def minutes_heard(day: DayOfFeelings) -> int:
    """Rounded up, so that a short listen counts as one."""
    return -(-day.heard_ms // MINUTE_MS)
