"""The tops of rows, which add up their heights."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.row_tops import RowTops


@given(st.lists(st.integers(1, 90), max_size=40), st.integers(0, 40), st.integers(0, 3000))
def test_every_height_belongs_to_a_row(heights: list[int], again_from: int, y: int) -> None:
    tops = RowTops()
    half = len(heights) // 2
    tops.measure_from(0, half, lambda row: heights[row])
    tops.measure_from(min(again_from, half), len(heights), lambda row: heights[row])
    assert (tops.count, tops.total) == (len(heights), sum(heights))
    if heights:
        row = tops.row_at(y)
        assert tops.top(row) <= min(y, tops.total) and (y < tops.bottom(row) or y >= tops.total)


def test_an_empty_list_has_no_height() -> None:
    tops = RowTops()
    assert (tops.count, tops.total, tops.row_at(50)) == (0, 0, 0)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=40), st.data())
def test_rows_that_turn_out_higher_move_those_below(
    heights: list[int], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(heights) - 1))
    found = data.draw(st.lists(st.integers(1, 90), max_size=len(heights) - first))
    tops = RowTops()
    tops.replace(heights)
    tops.change(first, found)
    heights[first : first + len(found)] = found
    assert [tops.bottom(row) - tops.top(row) for row in range(tops.count)] == heights
    assert tops.total == sum(heights)
