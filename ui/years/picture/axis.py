"""Where days are on the axis: in columns of weeks or of months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ui.words.dates import month_name, short_month
from ui.words.locale import digits

_WEEK = 7


class Column(NamedTuple):
    """Days, both included."""

    first: date
    last: date


class Head(NamedTuple):
    """A word over the columns. at: in columns, from the first one’s left edge. name: in full."""

    text: str
    at: float
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """place: where a day begins, in columns."""

    columns: tuple[Column, ...]
    heads: tuple[Head, ...]
    place: Callable[[date], float]

    def column_of(self, day: date) -> int:
        """Held to those there are."""
        return min(max(0, int(self.place(day))), len(self.columns) - 1)


def weeks_of(year: int, first_weekday: int) -> Axis:
    """The weeks of a year; the first and the last may be short. A year has up to 54.

    first_weekday: 0 is Monday.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    lead = (first.weekday() - first_weekday) % _WEEK

    def place(day: date) -> float:
        return ((day - first).days + lead) / _WEEK

    columns = []
    for number in range(int(place(last)) + 1):
        begin = first + timedelta(number * _WEEK - lead)
        columns.append(Column(max(first, begin), min(last, begin + timedelta(_WEEK - 1))))
    heads = tuple(
        Head(short_month(month), float(int(place(date(year, month, 1)))), month_name(month))
        for month in range(1, 13)
    )
    return Axis(tuple(columns), heads, place)


def months_between(first: date, last: date) -> Axis:
    """Whole months, from that of one day to that of another."""
    zero = first.year * 12 + first.month - 1
    many = last.year * 12 + last.month - zero

    def place(day: date) -> float:
        within = (day.day - 1) / monthrange(day.year, day.month)[1]
        return day.year * 12 + day.month - 1 - zero + within

    columns = []
    for number in range(many):
        year, month = divmod(zero + number, 12)
        begin = date(year, month + 1, 1)
        columns.append(Column(begin, begin.replace(day=monthrange(year, month + 1)[1])))
    return Axis(tuple(columns), tuple(_years(columns)), place)


def _years(columns: list[Column]) -> list[Head]:
    return [
        Head(digits(one.first.year), float(number), digits(one.first.year))
        for number, one in enumerate(columns)
        if one.first.month == 1 or number == 0
    ]
