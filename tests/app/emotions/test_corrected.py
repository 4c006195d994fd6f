"""Where a late press was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.emotions.records import corrected
from app.timecode import Span

TIMES = st.integers(0, 36_000_000)
REACTIONS = st.integers(0, 6000)


@given(TIMES, TIMES, REACTIONS)
def test_it_is_earlier_by_the_reaction_but_never_before_the_start(
    one: int, other: int, reaction_ms: int
) -> None:
    raw = Span(min(one, other), max(one, other))
    span = corrected(raw, reaction_ms)
    assert span.start_ms == max(0, raw.start_ms - reaction_ms)
    assert span.end_ms == max(0, raw.end_ms - reaction_ms)
    assert span.start_ms <= span.end_ms


@given(TIMES, TIMES, REACTIONS)
def test_a_span_keeps_its_length_where_it_can(one: int, other: int, reaction_ms: int) -> None:
    raw = Span(min(one, other), max(one, other))
    if raw.start_ms >= reaction_ms:
        assert corrected(raw, reaction_ms).duration_ms == raw.duration_ms


def test_no_reaction_leaves_the_press_where_it_was() -> None:
    assert corrected(Span.point(4200), 0) == Span.point(4200)
