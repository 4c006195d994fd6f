"""The order of scenes as numbers."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.story.ordering import (
    LEAST_GAP,
    OUTSIDE,
    end_of_episode,
    order_between,
    orders_between,
)

ORDERS = st.floats(-1e6, 1e6)


@given(ORDERS, ORDERS)
def test_an_order_between_two_lies_between_them(one: float, other: float) -> None:
    before, after = min(one, other), max(one, other)
    order = order_between(before, after)
    if after - before > LEAST_GAP:
        assert order is not None
        assert before < order < after
    else:
        assert order is None


@given(ORDERS)
def test_there_is_always_room_at_either_end(edge: float) -> None:
    first, last = order_between(None, edge), order_between(edge, None)
    assert first is not None
    assert first < edge
    assert last is not None
    assert last > edge


def test_the_first_scene_is_number_one() -> None:
    assert order_between(None, None) == 1.0


def test_a_scene_goes_after_its_episodes_last() -> None:
    assert end_of_episode([(1, 1), (1, 2), (1, 2), OUTSIDE], (1, 2)) == 3


def test_the_first_scene_of_an_episode_goes_after_all_earlier_episodes() -> None:
    assert end_of_episode([(1, 1), (2, 1)], (1, 5)) == 1


def test_the_first_scene_of_the_first_episode_comes_first() -> None:
    assert end_of_episode([(1, 2), OUTSIDE], (1, 1)) == 0


def test_scenes_outside_any_episode_come_last() -> None:
    assert end_of_episode([(1, 1), (9999, 9999)], OUTSIDE) == 2


@given(st.none() | ORDERS, st.none() | ORDERS, st.integers(1, 50))
def test_several_orders_lie_in_a_row_between_two(
    one: float | None, other: float | None, count: int
) -> None:
    before, after = one, other
    if one is not None and other is not None:
        before, after = min(one, other), max(one, other)
    orders = orders_between(before, after, count)
    if orders is None:
        assert before is not None and after is not None
        assert after - before <= LEAST_GAP * (count + 1)
        return
    row = [*([] if before is None else [before]), *orders, *([] if after is None else [after])]
    assert len(orders) == count
    assert all(first < then for first, then in itertools.pairwise(row))
