"""Which spans are neighbours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.timecode import Span
from app.marks.joining import GAP_MS, covering, neighbours, told_together

spans = st.dictionaries(
    st.integers(0, 99),
    st.tuples(st.integers(0, 60_000), st.integers(0, 60_000)).map(lambda p: Span.between(*p)),
)


@pytest.mark.parametrize(
    ("second", "is_joined"),
    [
        (Span(5_000, 6_000), True),
        (Span(10_000, 12_000), True),
        (Span(10_000 + GAP_MS, 20_000), True),
        (Span(10_001 + GAP_MS, 20_000), False),
        (Span.point(11_000), True),
    ],
)
def test_spans_that_overlap_or_nearly_touch_are_neighbours(second: Span, is_joined: bool) -> None:
    assert neighbours({"b": second, "a": Span(0, 10_000)}) == ([["a", "b"]] if is_joined else [])


def test_a_short_span_inside_a_long_one_does_not_end_the_group() -> None:
    found = neighbours({1: Span(0, 30_000), 2: Span(1_000, 2_000), 3: Span(31_000, 32_000)})
    assert found == [[1, 2, 3]]


@given(spans)
def test_groups_are_apart_from_one_another(found: dict[int, Span]) -> None:
    groups = neighbours(found)
    whole = sorted(covering(found[key] for key in group) for group in groups)
    for before, after in pairwise(whole):
        assert after.start_ms > before.end_ms + GAP_MS
    assert all(len(group) > 1 for group in groups)
    assert len({key for group in groups for key in group}) == sum(map(len, groups))


def test_equal_texts_appear_once() -> None:
    assert told_together(["the horns", "", "  the horns ", "and then"]) == "the horns\nand then"
