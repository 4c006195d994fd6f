"""Dates, times and numbers follow the language that is spoken: here German."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.core import languages
from app.core.languages import LONGER
from tests.support.catalogue_files import said_as, write_catalogue
from ui.words.backups import size_in_words
from ui.words.dates import (
    clock_time,
    day_in_words,
    days_ago,
    long_date,
    month_and_year,
    short_date,
    weekday_letter,
)
from ui.words.locale import digits, first_weekday, spoken_locale

DAY = date(2026, 5, 21)
TEXTS = {
    "{day} {month} {year}": "{day}. {month} {year}",
    "{weekday} {day} {month} {year}": "{weekday}, {day}. {month} {year}",
    said_as("{day} {month}", context="short date"): "{day}. {month}",
    "Yesterday": "Gestern",
    "yesterday": "gestern",
    said_as("a week ago", "{n} weeks ago"): said_as("vor einer Woche", "vor {n} Wochen"),
    said_as("a year ago", "{n} years ago"): said_as("vor einem Jahr", "vor {n} Jahren"),
    said_as("three", context="a number in words"): "drei",
}


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(languages, "WORDS", tmp_path)
    write_catalogue("de", TEXTS)
    languages.speak("de")
    yield
    languages.speak("en")


def test_dates_have_german_names_and_order(german: None) -> None:
    now = date(2026, 6, 1)
    assert long_date(DAY) == "21. Mai 2026"
    assert day_in_words(DAY, now) == "Donnerstag, 21. Mai 2026"
    assert short_date(DAY, now) == "21. Mai"
    assert month_and_year(date(2026, 3, 1)) == "März 2026"
    assert weekday_letter(2) == "M"
    assert clock_time(datetime(2026, 5, 21, 9, 5, tzinfo=UTC)) == "09:05"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 31), "gestern"),
        (date(2026, 5, 25), "vor einer Woche"),
        (date(2026, 5, 10), "vor drei Wochen"),
        (date(2010, 6, 1), "vor 16 Jahren"),
    ],
)
def test_how_long_ago_is_said_in_german(german: None, day: date, words: str) -> None:
    assert days_ago(day, date(2026, 6, 1)) == words


def test_numbers_have_a_comma_and_years_no_separator(german: None) -> None:
    assert size_in_words(1_600_000) == "1,5 MB"
    assert digits(2026) == "2026"


def test_english_and_its_pseudo_locales_are_british() -> None:
    for code in ("en", LONGER):
        languages.speak(code)
        assert spoken_locale().name() == "en_GB"
    languages.speak("en")
    assert size_in_words(15_300) == "15 kB"


def test_the_week_begins_as_the_desktop_has_it(german: None) -> None:
    before = first_weekday()
    languages.speak("en")
    assert first_weekday() == before
