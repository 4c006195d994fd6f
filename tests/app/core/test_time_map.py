"""The same musical moment in two recordings, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.time_map import TimeMap


@st.composite
def maps(draw: st.DrawFn) -> TimeMap:
    steps = draw(st.lists(st.tuples(st.floats(10, 9_000), st.floats(10, 9_000)), max_size=6))
    first, second = draw(st.floats(0, 9_000)), draw(st.floats(0, 9_000))
    anchors = [(first, second)]
    for one, two in steps:
        anchors.append((anchors[-1][0] + one, anchors[-1][1] + two))
    return TimeMap(tuple(anchors), draw(st.floats(0.25, 4)))


def test_from_one_anchor_on_the_slope_decides() -> None:
    twice_as_fast = TimeMap(((1_000, 5_000),), 0.5)
    assert twice_as_fast.second_ms(3_000) == 6_000
    assert twice_as_fast.second_ms(0) == 4_500
    assert twice_as_fast.first_ms(6_000) == 3_000


def test_between_anchors_it_is_straight_and_beyond_them_it_goes_on() -> None:
    drawn_out = TimeMap(((0, 0), (1_000, 1_000), (2_000, 4_000)))
    assert [drawn_out.second_ms(ms) for ms in (500, 1_000, 1_500, 2_000)] == [
        500,
        1_000,
        2_500,
        4_000,
    ]
    assert drawn_out.second_ms(-200) == -200
    assert drawn_out.second_ms(3_000) == 7_000


@given(maps(), st.floats(-5_000, 60_000))
def test_there_and_back_is_the_same_moment(time_map: TimeMap, ms: float) -> None:
    assert time_map.first_ms(time_map.second_ms(ms)) == pytest.approx(ms, abs=1e-3)


@given(maps(), st.floats(-5_000, 60_000), st.floats(1, 5_000))
def test_what_is_later_stays_later(time_map: TimeMap, ms: float, later_ms: float) -> None:
    assert time_map.second_ms(ms) < time_map.second_ms(ms + later_ms)


@pytest.mark.parametrize(
    ("anchors", "slope"),
    [
        ((), 1.0),
        (((0, 0), (1_000, 0)), 1.0),
        (((1_000, 0), (0, 1_000)), 1.0),
        (((0, 0),), 0.0),
        (((0, 0),), float("nan")),
    ],
)
def test_what_is_no_monotone_mapping_is_refused(
    anchors: tuple[tuple[float, float], ...], slope: float
) -> None:
    with pytest.raises(ValueError, match="monotone"):
        TimeMap(anchors, slope)
