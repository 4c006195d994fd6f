"""A listener's choices about lanes: order, heights, and saving them as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.timeline.geometry.heights import share_heights
from ui.timeline.geometry.lane_area import LaneHeights
from ui.timeline.lanes.lane_choices import LaneChoices

KEYS = ("scenes", "music", "feelings", "favourites", "themes")
keys = st.sampled_from(KEYS)
orders = st.lists(keys, unique=True).map(tuple)
choices = st.builds(
    LaneChoices,
    orders,
    st.dictionaries(keys, st.booleans()),
    st.dictionaries(keys, st.integers(10, 400)),
)
wants = st.tuples(st.integers(1, 50), st.integers(0, 80), st.integers(0, 200)).map(
    lambda t: LaneHeights(t[0], t[0] + t[1], t[0] + t[1] + t[2])
)


@given(choices)
def test_every_lane_has_one_place(chosen: LaneChoices) -> None:
    found = chosen.ordered(KEYS)
    assert sorted(found) == sorted(KEYS)
    assert [key for key in found if key in chosen.order] == list(chosen.order)


@given(choices)
def test_choices_survive_being_saved(chosen: LaneChoices) -> None:
    assert LaneChoices.from_text(chosen.as_text()) == chosen


@pytest.mark.parametrize("text", ["{", "[]", "7", '{"order": 3}', '{"order": [], "shown": []}'])
@pytest.mark.logs("choice of lanes")
def test_unreadable_text_counts_as_nothing_chosen(text: str) -> None:
    assert LaneChoices.from_text(text) == LaneChoices()
    assert LaneChoices.from_text("") == LaneChoices()


@given(choices, keys, st.sampled_from([-1, 1]))
def test_a_step_and_a_step_back_change_nothing(chosen: LaneChoices, key: str, step: int) -> None:
    before = chosen.ordered(KEYS)
    moved = chosen.moved(KEYS, key, step, KEYS)
    place, there = before.index(key), moved.ordered(KEYS).index(key)
    if 0 <= place + step < len(KEYS):
        assert there == place + step
        assert moved.moved(KEYS, key, -step, KEYS).ordered(KEYS) == before
    else:
        assert moved == chosen


def test_a_step_skips_hidden_lanes() -> None:
    seen = ("scenes", "feelings", "favourites")
    moved = LaneChoices().moved(KEYS, "scenes", 1, seen)
    assert moved.ordered(KEYS) == ["music", "feelings", "scenes", "favourites", "themes"]


@given(choices, keys, st.none() | keys)
def test_a_lane_goes_before_the_one_it_is_dropped_on(
    chosen: LaneChoices, key: str, before: str | None
) -> None:
    placed = chosen.placed(KEYS, key, before).ordered(KEYS)
    if before is None:
        assert placed[-1] == key
    elif before != key:
        assert placed.index(key) == placed.index(before) - 1


def test_a_new_lane_goes_after_its_usual_neighbour() -> None:
    kept = LaneChoices(order=("music", "scenes", "favourites"))
    newer = ("scenes", "music", "trace", "favourites")
    assert kept.ordered(newer) == ["music", "trace", "scenes", "favourites"]


@given(st.lists(wants, min_size=1, max_size=6), st.data())
def test_a_chosen_height_is_exact_if_there_is_room(
    lanes: list[LaneHeights], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(lanes) - 1))
    height = data.draw(st.integers(lanes[place].least, 500))
    chosen = [height if n == place else None for n in range(len(lanes))]
    others = sum(lane.least for n, lane in enumerate(lanes) if n != place)
    room = data.draw(st.integers(others + height, others + height + 500))
    found = share_heights(lanes, room, chosen)
    assert found[place] == height
    assert sum(found) <= room
    assert all(got >= want.least for got, want in zip(found, lanes, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        '{"order": [], "shown": {}, "heights": {"music": 1e400}}',
        '{"order": [], "shown": {}, "heights": {"music": NaN}}',
        '{"order": [], "shown": {}, "heights": {"music": "9"}, "x": ' + 100_000 * "[",
        100_000 * "[" + 100_000 * "]",
        '{"order": 3, "shown": {}, "heights": {}}',
        '{"order": [], "shown": [], "heights": {}}',
        "[]",
        "\0",
        '"' + "x" * 1_000_000,
    ],
)
@pytest.mark.logs("choice of lanes")
def test_absurd_text_counts_as_nothing_chosen(text: str) -> None:
    assert LaneChoices.from_text(text) == LaneChoices()


def test_absurd_choices_are_limited_to_what_can_be_shown() -> None:
    kept = '{"order": ["music", "music", "?"], "shown": {}, "heights": {"music": 1%s}}'
    chosen = LaneChoices.from_text(kept % ("0" * 400))
    assert chosen.ordered(KEYS).count("music") == 1
    lane = LaneHeights(20, 40, 80)
    assert share_heights([lane, lane], 500, [chosen.heights["music"], None])[1] >= lane.least
