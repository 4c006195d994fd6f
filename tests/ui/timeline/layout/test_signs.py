"""Signs that coincide: one with a number, nothing lost, nothing changed farther away."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.emotions.records import TaggedEmotion
from tests.ui.timeline.builders import tagged
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.rows import rows_by_overlap
from ui.timeline.layout.signs import Signs, signs_of

DURATION_MS = 60_000
TOUCH_MS = 500.0

spans = st.tuples(
    st.integers(0, DURATION_MS), st.sampled_from((0, 0, 40, 700, 5_000)), st.integers(0, 2)
)
tag_lists = st.lists(spans, max_size=80)
touches = st.sampled_from((1.0, 90.0, 500.0, 4_000.0))


def index_of(marks: list[tuple[int, int, int]]) -> tuple[MarkIndex[TaggedEmotion], np.ndarray]:
    """With each mark's row, which is its emotion's."""
    tags = [tagged(n + 1, at, at + long, emotion=row) for n, (at, long, row) in enumerate(marks)]
    tags.sort(key=lambda tag: (tag.span.start_ms, tag.tag.id))
    index: MarkIndex[TaggedEmotion] = MarkIndex(
        lambda tag: (tag.span.start_ms, tag.span.end_ms, tag.tag.id, tag.emotion.id, 0)
    )
    index.replace(tags)
    return index, np.array([tag.emotion.id for tag in tags], np.int64)


def signs(marks: list[tuple[int, int, int]], touch_ms: float = TOUCH_MS) -> Signs:
    return signs_of(*index_of(marks), touch_ms)


def told(found: Signs) -> list[tuple[int, int, int]]:
    """Of each sign its row, its first start and how many marks it has."""
    many = found.ends - found.firsts
    columns = (found.rows.tolist(), found.starts_ms.tolist(), many.tolist())
    return list(zip(*columns, strict=True))


@given(tag_lists, touches)
def test_no_mark_is_lost_and_no_two_signs_touch(
    marks: list[tuple[int, int, int]], touch_ms: float
) -> None:
    found = signs(marks, touch_ms)
    assert sorted(found.order.tolist()) == list(range(len(marks)))
    same_row = found.rows[1:] == found.rows[:-1]
    assert (np.diff(found.starts_ms)[same_row] >= touch_ms).all()


@given(tag_lists, spans, touches)
def test_a_new_mark_changes_nothing_farther_away(
    marks: list[tuple[int, int, int]], new: tuple[int, int, int], touch_ms: float
) -> None:
    before, after = set(told(signs(marks, touch_ms))), set(told(signs([*marks, new], touch_ms)))
    far = 10 * touch_ms
    assert all(abs(start - new[0]) <= far for _row, start, _many in before ^ after)


def test_marks_far_enough_apart_stand_alone_and_coinciding_ones_are_one_number() -> None:
    marks = [(1_000, 0, 0), (1_600, 0, 0), (8_000, 0, 0), (8_200, 900, 0), (8_300, 0, 1)]
    assert told(signs(marks)) == [(1, 1_000, 1), (1, 1_600, 1), (1, 8_000, 2), (2, 8_300, 1)]


def test_a_crowd_is_divided_and_zooming_in_divides_it_further_in_its_place() -> None:
    crowd = [(at, 0, 0) for at in range(0, 40_000, 50)]
    far, near = signs(crowd, 1_000.0), signs(crowd, 500.0)
    assert 10 <= len(far.firsts) <= 40
    assert set(far.starts_ms.tolist()) <= set(near.starts_ms.tolist())


@given(tag_lists)
def test_overlapping_marks_have_rows_of_their_own(marks: list[tuple[int, int, int]]) -> None:
    index, _rows = index_of(marks)
    rows = rows_by_overlap(index, {})
    for one in range(len(rows)):
        for other in range(one):
            is_apart = index.ends[other] <= index.starts[one]
            assert rows[one] != rows[other] or is_apart or rows[one] == 11


@given(tag_lists, spans)
def test_a_new_mark_leaves_the_others_in_their_rows(
    marks: list[tuple[int, int, int]], new: tuple[int, int, int]
) -> None:
    kept: dict[int, int] = {}
    index, _rows = index_of(marks)
    before = dict(zip(index.ids.tolist(), rows_by_overlap(index, kept).tolist(), strict=True))
    grown, _rows = index_of([*marks, new])
    after = dict(zip(grown.ids.tolist(), rows_by_overlap(grown, kept).tolist(), strict=True))
    del after[len(marks) + 1]
    assert {mark_id: row for mark_id, row in before.items() if row < 11} == {
        mark_id: after[mark_id] for mark_id, row in before.items() if row < 11
    }


@given(tag_lists, touches, st.integers(1, 9))
def test_the_newest_mark_of_each_sign_is_found(
    marks: list[tuple[int, int, int]], touch_ms: float, days: int
) -> None:
    found = signs(marks, touch_ms)
    made = np.arange(len(marks), dtype=np.int64) * 7 % days
    wanted = np.arange(len(found.rows))[::2]
    newest = found.newest(wanted, made).tolist()
    for sign, place in zip(wanted.tolist(), newest, strict=True):
        places = found.places(sign).tolist()
        last = max(made[places])
        assert place == [one for one in places if made[one] == last][-1]
