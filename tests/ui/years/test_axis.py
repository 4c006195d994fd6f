"""Where days are: every day of a year in one column, whatever the year begins with."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import EmotionId
from app.journal.records import DayOfFeelings
from tests.ui.timeline.builders import EMOTIONS
from ui.years.picture.axis import months_between, weeks_of
from ui.years.picture.shown import year_cells

YEARS, WEEKDAYS = st.integers(1801, 2198), st.integers(0, 6)
DAYS = st.dates(date(1801, 1, 1), date(2198, 12, 31))


@given(YEARS, WEEKDAYS)
def test_every_day_of_a_year_is_in_one_week(year: int, first_weekday: int) -> None:
    axis = weeks_of(year, first_weekday)
    assert 53 <= len(axis.columns) <= 54
    assert (axis.columns[0].first, axis.columns[-1].last) == (date(year, 1, 1), date(year, 12, 31))
    for one, other in pairwise(axis.columns):
        assert other.first == one.last + timedelta(1)
        assert other.first.weekday() == first_weekday
    cells = year_cells(axis, first_weekday, (), lambda _id: EMOTIONS[0])
    assert len(cells) == (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert len({(cell.row, cell.column) for cell in cells}) == len(cells)
    for cell in cells:
        assert axis.column_of(cell.pick.first) == cell.column


@pytest.mark.parametrize(("year", "first_weekday", "weeks"), [(2020, 0, 53), (2000, 6, 54)])
def test_long_years_have_their_last_week(year: int, first_weekday: int, weeks: int) -> None:
    assert len(weeks_of(year, first_weekday).columns) == weeks


@given(DAYS, DAYS)
def test_every_day_is_in_its_month(one: date, other: date) -> None:
    first, last = sorted((one, other))
    axis = months_between(first, last)
    for day in (first, last):
        column = axis.columns[axis.column_of(day)]
        assert column.first <= day <= column.last
        assert column.first.month == column.last.month == day.month


def test_leap_day_is_a_day_of_its_own() -> None:
    axis = weeks_of(2024, 0)
    held = DayOfFeelings(date(2024, 2, 29), {EmotionId(1): 2}, marks=2)
    cells = year_cells(axis, 0, (held,), lambda _id: EMOTIONS[0])
    filled = [cell for cell in cells if cell.emotion is not None]
    assert [(cell.pick.first, cell.marks) for cell in filled] == [(date(2024, 2, 29), 2)]
