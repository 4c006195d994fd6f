"""Dates as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from ui.words.dates import day_in_brief, day_in_words, days_ago, short_date

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "Today"),
        (date(2026, 11, 21), "Yesterday"),
        (date(2026, 11, 20), "Friday 20 November 2026"),
        (date(2026, 11, 23), "Monday 23 November 2026"),
    ],
)
def test_near_days_have_names(day: date, words: str) -> None:
    assert day_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "Today"),
        (date(2026, 11, 21), "Yesterday"),
        (date(2026, 11, 20), "20 Nov"),
        (date(2025, 11, 21), "21 Nov 2025"),
    ],
)
def test_in_a_column_a_day_is_brief(day: date, words: str) -> None:
    assert day_in_brief(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 17), "five days ago"),
        (date(2026, 11, 15), "a week ago"),
        (date(2026, 11, 1), "three weeks ago"),
        (date(2026, 10, 22), "a month ago"),
        (date(2026, 2, 1), "nine months ago"),
        (date(2025, 11, 22), "a year ago"),
        (date(2025, 11, 25), "a year ago"),
        (date(2024, 11, 22), "two years ago"),
        (date(2010, 6, 1), "16 years ago"),
    ],
)
def test_how_long_ago_is_rounded(day: date, words: str) -> None:
    assert days_ago(day, TODAY) == words


def test_a_short_date_leaves_out_this_year() -> None:
    assert short_date(date(2026, 3, 14), TODAY) == "14 Mar"
    assert short_date(date(2025, 3, 14), TODAY) == "14 Mar 2025"
