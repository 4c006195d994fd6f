"""How long something lasted: one rule, said in as many ways as languages need."""

from __future__ import annotations

import pytest

from ui.words.lengths import after_how_long, lasted, unheard


@pytest.mark.parametrize(
    ("days", "long", "after", "silent"),
    [
        (1, "a day", "1 day", "Unheard for a day"),
        (20, "20 days", "20 days", "Unheard for 20 days"),
        (21, "three weeks", "3 weeks", "Unheard for 3 weeks"),
        (61, "two months", "2 months", "Unheard for 2 months"),
        (400, "13 months", "13 months", "Unheard for 13 months"),
        (731, "two years", "2 years", "Unheard for 2 years"),
    ],
)
def test_the_same_length_is_said_in_the_same_unit(
    days: int, long: str, after: str, silent: str
) -> None:
    assert (lasted(days), after_how_long(days), unheard(days)) == (long, after, silent)


def test_less_than_a_day() -> None:
    assert (lasted(0), unheard(0), unheard(-1)) == ("less than a day", "Heard today", "Heard today")
