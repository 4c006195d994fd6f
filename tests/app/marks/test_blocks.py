"""A block of spans keeps its shape and stays inside the track."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.timecode import Span
from app.marks import blocks

DURATION_MS = 60_000
block = st.dictionaries(
    st.integers(0, 50),
    st.tuples(st.integers(0, DURATION_MS), st.integers(0, DURATION_MS)).map(
        lambda pair: Span.between(*pair)
    ),
    min_size=1,
)
moves = st.integers(-2 * DURATION_MS, 2 * DURATION_MS)


@given(block, moves)
def test_moving_there_and_back_changes_nothing(spans: dict[int, Span], by_ms: int) -> None:
    moved = blocks.moved(spans, by_ms, DURATION_MS)
    (granted,) = {moved[key].start_ms - span.start_ms for key, span in spans.items()}
    assert abs(granted) <= abs(by_ms)
    assert blocks.moved(moved, -granted, DURATION_MS) == spans


@given(block, moves)
def test_ends_move_together_and_none_passes_its_start(spans: dict[int, Span], by_ms: int) -> None:
    moved = blocks.with_end_moved(spans, by_ms, DURATION_MS)
    assert len({moved[key].end_ms - span.end_ms for key, span in spans.items()}) == 1
    assert all(span.duration_ms >= 0 and span.end_ms <= DURATION_MS for span in moved.values())


@given(block, moves)
def test_starts_move_together_and_none_passes_its_end(spans: dict[int, Span], by_ms: int) -> None:
    moved = blocks.with_start_moved(spans, by_ms)
    assert len({moved[key].start_ms - span.start_ms for key, span in spans.items()}) == 1
    assert all(span.start_ms >= 0 for span in moved.values())


def test_a_block_beyond_the_end_can_be_moved_back() -> None:
    """A file was replaced by a shorter one; its marks stay where they were."""
    spans = {1: Span(70_000, 80_000)}
    assert blocks.moved(spans, 10, DURATION_MS) == spans
    assert blocks.moved(spans, -10, DURATION_MS) == {1: Span(69_990, 79_990)}


def test_no_spans_give_no_spans() -> None:
    assert blocks.moved({}, 10, DURATION_MS) == {}
    assert blocks.with_end_moved({}, 10, DURATION_MS) == {}
    assert blocks.with_start_moved({}, 10) == {}


@given(block)
def test_a_copy_is_placed_beside_its_block_and_never_on_top_of_it(spans: dict[int, Span]) -> None:
    copies = blocks.beside(spans, DURATION_MS)
    first = min(span.start_ms for span in spans.values())
    last = max(span.end_ms for span in spans.values())
    far = last - first or 1_000
    if not copies:
        assert (first, last) == (0, DURATION_MS)
        return
    (by_ms,) = {copies[key].start_ms - span.start_ms for key, span in spans.items()}
    assert by_ms != 0
    assert all(copy.end_ms <= DURATION_MS for copy in copies.values())
    if last + far <= DURATION_MS:
        assert by_ms == far
    elif first - far >= 0:
        assert by_ms == -far


def test_without_marks_there_is_no_copy() -> None:
    assert blocks.beside({}, DURATION_MS) == {}
