"""Dates as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ui.words.when import when_in_words

ZONE = timezone(timedelta(minutes=120))
MADE = datetime(2025, 3, 14, 22, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (timedelta(minutes=5), "today, 22:30"),
        (timedelta(hours=2), "yesterday, 22:30"),
        (timedelta(days=5), "five days ago, 14\u00a0March\u00a02025"),
        (timedelta(days=20), "two weeks ago, 14\u00a0March\u00a02025"),
        (timedelta(days=92), "three months ago, 14\u00a0March\u00a02025"),
        (timedelta(days=365), "a year ago, 14\u00a0March\u00a02025"),
        (timedelta(days=3 * 365), "three years ago, 14\u00a0March\u00a02025"),
    ],
)
def test_when_in_words(later: timedelta, expected: str) -> None:
    now_ms = round((MADE + later).timestamp() * 1000)
    assert when_in_words(round(MADE.timestamp() * 1000), 120, now_ms) == expected
