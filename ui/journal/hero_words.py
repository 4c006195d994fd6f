"""The texts of “On this day”."""

from __future__ import annotations

from datetime import date

from app.core.words import _, ngettext
from app.journal.moment_records import own_words
from app.journal.records import ENTRY, JournalItem
from ui.journal.words import FindEmotion, headline
from ui.widgets.entry_text import beginning_in_words
from ui.words.dates import clock_time, long_date

_YEAR_DAYS = 365.25
_LONGEST = 160  # characters


def when_words(item: JournalItem, now: date, *, is_week: bool) -> str:
    """“A year ago today, at 20:40”; “2 years ago this week, on 28 November 2024”."""
    years = max(1, round((now - item.day).days / _YEAR_DAYS))
    if is_week:
        return ngettext(
            "A year ago this week, on {date}",
            "{n} years ago this week, on {date}",
            years,
            date=long_date(item.day),
        )
    if (item.day.month, item.day.day) != (now.month, now.day):  # the 29th of February
        return ngettext(
            "A year ago, on {date}", "{n} years ago, on {date}", years, date=long_date(item.day)
        )
    return ngettext(
        "A year ago today, at {time}",
        "{n} years ago today, at {time}",
        years,
        time=clock_time(item.made.local),
    )


def telling_words(item: JournalItem, find: FindEmotion) -> str:
    """The listener’s own words, in quotes where they are whole; without any, what was felt."""
    if item.kind is ENTRY:
        return item.title or _quoted(beginning_in_words(item.text, 2 * _LONGEST))
    said = " ".join(own_words(item).split())
    return _quoted(said) if said else headline(item, find)


def _quoted(text: str) -> str:
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST].rstrip()}…"
    return text if text.endswith("…") else _("“{text}”", text=text)
