"""Rows for overlapping extents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.timeline.geometry.stacking import Extent, stack

extents_lists = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 80)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=40,
).map(lambda found: [(float(a), float(b)) for a, b in sorted(found)])


def overlap(a: Extent, b: Extent) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def assert_rows_are_free(extents: list[Extent], rows: list[int | None]) -> None:
    placed = [(row, extent) for row, extent in zip(rows, extents, strict=True) if row is not None]
    for i, (row, extent) in enumerate(placed):
        for other_row, other in placed[i + 1 :]:
            assert row != other_row or not overlap(extent, other)


@given(extents_lists, st.integers(1, 6))
def test_nothing_overlaps_in_its_row(extents: list[Extent], limit: int) -> None:
    rows = stack(extents, limit)
    assert_rows_are_free(extents, rows)
    assert all(row is None or row < limit for row in rows)


@given(extents_lists)
def test_with_enough_rows_everything_has_one_and_none_is_wasted(extents: list[Extent]) -> None:
    rows = [row for row in stack(extents, len(extents) + 1) if row is not None]
    assert len(rows) == len(extents)
    deepest = max((sum(overlap(a, b) for b in extents) for a in extents), default=0)
    assert len(set(rows)) <= deepest


@given(extents_lists, st.data())
def test_a_new_mark_moves_no_other(extents: list[Extent], data: st.DataObject) -> None:
    limit = 50
    before = stack(extents, limit)
    new = data.draw(st.tuples(st.integers(0, 500), st.integers(1, 80)))
    added = (float(new[0]), float(new[0] + new[1]))
    at = next((i for i, e in enumerate(extents) if e > added), len(extents))
    grown = [*extents[:at], added, *extents[at:]]
    after = stack(grown, limit, [*before[:at], None, *before[at:]])
    assert [*after[:at], *after[at + 1 :]] == before
    assert_rows_are_free(grown, after)


@given(extents_lists)
def test_kept_rows_that_no_longer_fit_are_given_up(extents: list[Extent]) -> None:
    assert_rows_are_free(extents, stack(extents, 50, [0] * len(extents)))
