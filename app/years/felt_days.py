"""The days of a period, and what was felt on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.core.day_numbers import day_at
from app.core.ids import EmotionId
from app.journal.records import ENTRY, DayOfFeelings
from app.years.days import days_of, offset_now
from app.years.records import Amount, FeltDays, Period
from db.queries import journal_days, year_counts

if TYPE_CHECKING:
    from db.store.engine import Connection

    Felt = dict[EmotionId, Amount]


def days_felt(connection: Connection, period: Period) -> FeltDays:
    """Of a year."""
    days = days_of(period)
    assert days.first is not None and days.last is not None
    marked: dict[int, dict[EmotionId, int]] = defaultdict(dict)
    felt: dict[int, Felt] = defaultdict(dict)
    for day, emotion, marks, number, weight in map(tuple, year_counts.by_day(connection, days)):
        marked[day][emotion] = marks
        if number:
            felt[day][emotion] = Amount(number, weight)
    others = {
        (row.day, row.kind): row.number
        for row in year_counts.others_by_day(connection, days, offset_now())
    }
    heard = {row.day: row for row in journal_days.listens_by_day(connection, days.first, days.last)}
    return FeltDays.of(
        tuple(
            _day(day, marked.get(day, {}), others, heard)
            for day in sorted({*marked, *heard, *(day for day, _kind in others)})
        ),
        {day_at(day): there for day, there in felt.items()},
    )


def _day(
    number: int,
    marked: dict[EmotionId, int],
    others: dict[tuple[int, str], int],
    heard: Mapping[int, Any],
) -> DayOfFeelings:
    further = sum(others.get((number, kind), 0) for kind in ("moment", "cue", "occurrence"))
    listened = heard.get(number)
    return DayOfFeelings(
        day_at(number),
        marked,
        marks=sum(marked.values()) + further,
        entries=others.get((number, ENTRY), 0),
        listens=getattr(listened, "number", 0),
        heard_ms=getattr(listened, "heard_ms", 0),
    )
