"""What letters wait for, in words; dates ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import TrackId
from app.core.instant import Instant
from app.journal.seals import Seal
from ui.words.dates import days_ahead
from ui.words.lengths import lasted
from ui.words.seals import condition_in_words, history_in_words, opened_in_words

TODAY = date(2026, 11, 30)
SEALED = Instant(1_743_000_000_000, 60)  # 26 March 2025
DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 1), "tomorrow"),
        (date(2026, 12, 3), "in three days"),
        (date(2026, 12, 7), "in a week"),
        (date(2026, 12, 13), "in 13 days"),
        (date(2026, 12, 20), "in two weeks"),
        (date(2027, 1, 30), "in two months"),
        (date(2027, 11, 28), "in a year"),
        (date(2028, 2, 29), "in a year"),
        (date(2036, 11, 30), "in ten years"),
        (date(2026, 11, 30), "today"),
        (date(2026, 11, 29), "yesterday"),
    ],
)
def test_how_far_ahead_a_day_is(day: date, said: str) -> None:
    assert days_ahead(day, TODAY) == said


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)), st.integers(1, 40_000))
def test_every_day_to_come_is_in_the_future(now: date, days: int) -> None:
    said = days_ahead(now + timedelta(days), now) if (now.toordinal() + days) < 800_000 else "in"
    assert said == "tomorrow" or said.startswith("in")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "less than a day"),
        (1, "a day"),
        (20, "20 days"),
        (21, "three weeks"),
        (61, "two months"),
        (607, "20 months"),
        (731, "two years"),
    ],
)
def test_how_long_it_was_sealed(days: int, said: str) -> None:
    assert lasted(days) == said


def test_what_a_letter_waits_for() -> None:
    assert condition_in_words(Seal(SEALED, until=date(2027, 11, 28)), TODAY) == (
        "Opens on 28 November 2027, in a year"
    )
    assert condition_in_words(Seal(SEALED, until=TODAY), TODAY) == "Opens on 30 November 2026"
    heard = Seal(SEALED, track_id=TrackId(1), track_title="The Love Theme")
    assert condition_in_words(heard, TODAY) == (
        "Opens when you hear “The Love Theme” again, at least half of it"
    )
    assert "Only you" in condition_in_words(Seal(SEALED), TODAY)


def test_when_it_was_opened_and_how_long_it_was_sealed() -> None:
    opened = Instant.of(SEALED.utc_ms + 607 * DAY_MS)
    seal = Seal(SEALED, opened=opened)
    assert opened_in_words(seal, TODAY) == "Opened 23 November 2026"
    assert opened_in_words(seal, opened.day).startswith("Opened today, ")
    assert history_in_words(SEALED, seal) == ("Written 26 March 2025, 15:40. Sealed for 20 months.")
