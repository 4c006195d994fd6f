"""Spans of a track."""

from __future__ import annotations

import pytest

from app.core.timecode import Span


@pytest.mark.parametrize(
    ("one", "other", "is_same_place"),
    [
        (Span(0, 10), Span(5, 15), True),  # half of both
        (Span(0, 10), Span(6, 16), False),
        (Span(0, 100), Span(40, 44), True),  # inside
        (Span(0, 100), Span(98, 102), True),  # half of the shorter
        (Span(0, 100), Span(99, 103), False),
        (Span(0, 10), Span(10, 20), False),
        (Span(3, 3), Span(0, 10), True),
        (Span(10, 10), Span(0, 10), False),
        (Span(3, 3), Span(3, 3), True),
    ],
)
def test_spans_coincide_that_share_half_of_the_shorter(
    one: Span, other: Span, is_same_place: bool
) -> None:
    assert one.coincides(other) is other.coincides(one) is is_same_place
