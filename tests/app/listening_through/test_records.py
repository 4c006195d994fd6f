"""What is told of the listening through, and when it says something new."""

from __future__ import annotations

import pytest

from app.listening_through.records import Standing, State


@pytest.mark.parametrize(
    ("before_s", "after_s", "is_the_same"),
    [
        (None, None, True),
        (None, 200.0, False),
        (200.0, 195.5, True),
        (91.0, 89.0, False),
        (61.0, 59.0, False),
        (59.0, 1.0, True),
    ],
)
def test_seconds_alone_say_nothing_new(
    before_s: float | None, after_s: float | None, is_the_same: bool
) -> None:
    before = Standing(State.WORKING, 3, 14, before_s)
    assert before._replace(left_s=after_s).says_the_same_as(before) is is_the_same


def test_a_track_that_is_done_says_something_new() -> None:
    before = Standing(State.WORKING, 3, 14, 200.0)
    assert not before._replace(done=4).says_the_same_as(before)
