"""“On this day”: what was felt and written on this date in earlier years."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.core.day_numbers import day_at, day_number
from app.core.instant import Instant
from app.emotions.records import MAX_INTENSITY
from app.journal.moment_records import has_words
from app.journal.reading import items_of
from app.journal.records import ENTRY, JournalItem
from app.marks.kinds import KINDS
from db.queries import anniversaries, journal_days

if TYPE_CHECKING:
    from app.core.marks import MarkKind
    from db.store.engine import Connection

WEEK_DAYS = 3  # before and after the day
MOST = 12
_MOST_OF_A_YEAR = 20


@dataclass(frozen=True, slots=True)
class ThisDay:
    """The most telling first: own words, then intensity, then the year furthest back. is_week: none
    is of the day itself, so they are of the week around it.
    """

    items: tuple[JournalItem, ...] = ()
    is_week: bool = False


def this_day(connection: Connection, today: date, most: int = MOST) -> ThisDay:
    """Emotions, favourites and entries, each on the day that it was where it was made."""
    offset_min = Instant.now().offset_min
    ends = journal_days.first_and_last_day(connection, offset_min)
    if ends is None:
        return ThisDay()
    oldest = day_at(ends[0]).year
    for reach_days in (0, WEEK_DAYS):
        lines = [
            line
            for first, last in days_like(today, oldest, reach_days)
            for line in anniversaries.lines_of_days(
                connection,
                _remembered(),
                day_number(first),
                day_number(last),
                offset_min,
                _MOST_OF_A_YEAR,
            )
        ]
        if items := [item for item in items_of(connection, lines) if not item.is_sealed]:
            return ThisDay(tuple(sorted(items, key=_telling))[:most], reach_days > 0)
    return ThisDay()


def days_like(today: date, oldest: int, reach_days: int = 0) -> Iterator[tuple[date, date]]:
    """The first and the last of the days like this one in each earlier year, back to the oldest.

    The 29th of February is remembered in years that don’t have it, too: on the 28th. reach_days: so
    many days before and after count, too.
    """
    reach = timedelta(reach_days)
    for year in range(today.year - 1, oldest - 1 - (1 if reach_days else 0), -1):
        if year < 1:
            return
        is_leap_day = (today.month, today.day) == (2, 29)
        if is_leap_day and not isleap(year):
            if reach_days:
                yield date(year, 2, 28) - reach, date(year, 3, 1) + reach
            continue
        day = last = today.replace(year=year)
        if (today.month, today.day) == (2, 28) and isleap(year) and not isleap(today.year):
            last = date(year, 2, 29)
        yield day - reach, last + reach


def _telling(item: JournalItem) -> tuple[bool, int, date, int]:
    strength = MAX_INTENSITY if item.intensity is None else item.intensity
    return not has_words(item), -strength, item.day, item.cursor.line_id


def _remembered() -> tuple[MarkKind, ...]:
    """Marks made while listening, and entries."""
    return (*(kind for kind, spec in KINDS.items() if spec.is_pressed), ENTRY)
