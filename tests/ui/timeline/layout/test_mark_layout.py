"""Where marks stand: no overlap, stable while marking, the same however little is looked at."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from app.emotions.records import Tag, TaggedEmotion
from app.timeline.exchange import changed_stretch
from tests.ui.timeline.builders import tagged
from ui.timeline.geometry.lane_area import LaneArea
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.layout import mark_layout
from ui.timeline.layout.clusters import Count
from ui.timeline.layout.mark_index import MarkIndex
from ui.timeline.layout.mark_layout import MarkLayout, Stand
from ui.timeline.layout.zoom_step import Grain

REACH_PX = 10.0
DURATION_MS = 200_000

spans = st.tuples(
    st.integers(0, DURATION_MS), st.sampled_from((0, 0, 40, 700, 5_000, 40_000, 150_000))
)
tag_lists = st.lists(spans, max_size=70).map(
    lambda found: in_order([tagged(n + 1, at, at + long) for n, (at, long) in enumerate(found)])
)
zooms = st.sampled_from((3.3, 20.0, 100.0, 400.0))


def in_order(tags: list[TaggedEmotion]) -> tuple[TaggedEmotion, ...]:
    return tuple(sorted(tags, key=lambda tag: (tag.span.start_ms, tag.tag.id)))


def index_of(tags: tuple[TaggedEmotion, ...]) -> MarkIndex[TaggedEmotion]:
    index: MarkIndex[TaggedEmotion] = MarkIndex(
        lambda tag: (tag.span.start_ms, tag.span.end_ms, tag.tag.id, tag.emotion.id)
    )
    index.replace(tags)
    return index


def laid_out(
    tags: tuple[TaggedEmotion, ...],
    ms_per_px: float,
    limit: int = 6,
    kept: dict[int, int] | None = None,
) -> MarkLayout[TaggedEmotion]:
    lane = EmotionLane()
    grain = Grain.of(ms_per_px, 32.0)
    return MarkLayout(
        index_of(tags), lane.as_mark, grain, limit, REACH_PX, {} if kept is None else kept
    )


def stands(
    layout: MarkLayout[TaggedEmotion], start_ms: int = 0, end_ms: int = DURATION_MS * 2
) -> dict[int, Stand[TaggedEmotion]]:
    found = (stand for block in layout.blocks(start_ms, end_ms) for stand in block.stands)
    return {stand.mark.ref.id: stand for stand in found}


def counts(layout: MarkLayout[TaggedEmotion]) -> list[Count[TaggedEmotion]]:
    return [count for block in layout.blocks(0, DURATION_MS * 2) for count in block.counts]


def rows(layout: MarkLayout[TaggedEmotion], **stretch: int) -> dict[int, int]:
    return {mark_id: stand.row for mark_id, stand in stands(layout, **stretch).items()}


def assert_no_overlap(layout: MarkLayout[TaggedEmotion]) -> None:
    for one, other in combinations(stands(layout).values(), 2):
        is_apart = one.right_ms <= other.left_ms or other.right_ms <= one.left_ms
        assert one.row != other.row or is_apart


class Blockwise:
    """Lays out block by block, however few marks there are."""

    def __enter__(self) -> None:
        self._whole = mark_layout.WHOLE
        mark_layout.WHOLE = 0

    def __exit__(self, *_error: object) -> None:
        mark_layout.WHOLE = self._whole


@given(tag_lists, zooms, st.integers(1, 9))
def test_nothing_overlaps_in_its_row_and_nothing_is_lost(
    tags: tuple[TaggedEmotion, ...], ms_per_px: float, limit: int
) -> None:
    layout = laid_out(tags, ms_per_px, limit)
    assert_no_overlap(layout)
    assert len(stands(layout)) + sum(map(len, counts(layout))) == len(tags)


@settings(max_examples=60, deadline=None)
@given(tag_lists, zooms, st.integers(2, 9))
def test_blocks_lay_out_without_overlap_or_loss(
    tags: tuple[TaggedEmotion, ...], ms_per_px: float, limit: int
) -> None:
    with Blockwise():
        layout = laid_out(tags, ms_per_px, limit)
        assert_no_overlap(layout)
        assert len(stands(layout)) + sum(map(len, counts(layout))) == len(tags)


@settings(max_examples=60, deadline=None)
@given(tag_lists, zooms, st.integers(0, DURATION_MS), st.integers(100, 60_000))
def test_a_stretch_alone_looks_as_it_does_among_all_others(
    tags: tuple[TaggedEmotion, ...], ms_per_px: float, start_ms: int, long_ms: int
) -> None:
    with Blockwise():
        alone = rows(laid_out(tags, ms_per_px), start_ms=start_ms, end_ms=start_ms + long_ms)
        everything = rows(laid_out(tags, ms_per_px))
    assert alone.items() <= everything.items()


@given(tag_lists, spans, zooms)
def test_a_new_mark_moves_no_other(
    tags: tuple[TaggedEmotion, ...], new: tuple[int, int], ms_per_px: float
) -> None:
    kept: dict[int, int] = {}
    before = rows(laid_out(tags, ms_per_px, limit=80, kept=kept))
    grown = in_order([*tags, tagged(999, new[0], new[0] + new[1])])
    after = rows(laid_out(grown, ms_per_px, limit=80, kept=kept))
    assert after.pop(999) is not None
    assert after == before


@given(tag_lists, zooms)
def test_the_same_marks_stand_the_same_when_opened_again(
    tags: tuple[TaggedEmotion, ...], ms_per_px: float
) -> None:
    assert rows(laid_out(tags, ms_per_px)) == rows(laid_out(tags, ms_per_px))


@given(tag_lists, st.floats(1.0, 400.0), st.floats(1.0, 1.4))
def test_zooming_a_little_moves_nothing_or_all_at_once(
    tags: tuple[TaggedEmotion, ...], ms_per_px: float, closer: float
) -> None:
    near, far = Grain.of(ms_per_px, 32.0), Grain.of(ms_per_px / closer, 32.0)
    if near == far:
        assert rows(laid_out(tags, ms_per_px)) == rows(laid_out(tags, ms_per_px / closer))
    assert near.ms_per_px >= ms_per_px * (1 - 1e-8)
    assert 32 * ms_per_px <= near.cell_ms * (1 + 1e-8) or near.cell_ms == 1


@settings(max_examples=40)
@given(tag_lists, spans, zooms)
def test_a_lane_that_is_told_of_a_mark_knows_what_one_made_afresh_knows(
    tags: tuple[TaggedEmotion, ...], new: tuple[int, int], ms_per_px: float
) -> None:
    told, fresh = index_of(tags), index_of(())
    grown = in_order([*tags, tagged(999, new[0], new[0] + new[1])])
    changed = told.replace(grown)
    fresh.replace(grown)
    assert changed == [Span(new[0], new[0] + new[1])]
    assert (told.starts == fresh.starts).all()
    assert (told.ends == fresh.ends).all()
    assert (told.ids == fresh.ids).all()
    assert told.touching(new[0], new[0]).tolist() == fresh.touching(new[0], new[0]).tolist()


def test_very_many_changes_are_told_as_one() -> None:
    tags = in_order([tagged(n, n * 100, n * 100) for n in range(1, 400)])
    index = index_of(tags)
    assert index.replace(tags[:-40]) == [tag.span for tag in tags[-40:]]
    assert index.replace(tags) == [tag.span for tag in tags[-40:]]
    assert index.replace(()) is None


@given(st.lists(st.integers()), st.lists(st.integers()))
def test_what_changed_lies_between_what_stayed(before: list[int], after: list[int]) -> None:
    one, other = [Tagless(n) for n in before], [Tagless(n) for n in after]
    joined = [*one[: len(one) // 2], *other, *one[len(one) // 2 :]]
    first, old_end, new_end = changed_stretch(one, joined)
    assert joined[:first] == one[:first]
    assert joined[new_end:] == one[old_end:]
    assert new_end - first == len(other)
    assert old_end - first == 0


class Tagless:
    """A value that is equal to itself alone."""

    def __init__(self, number: int) -> None:
        self.number = number


def test_a_track_of_three_hours_is_laid_out_at_the_closest_zoom(qapp: QApplication) -> None:
    duration_ms = 3 * 3_600_000
    tags = in_order([tagged(n, n * 5_000, n * 5_000 + 3_000) for n in range(1, 2_000)])
    lane = EmotionLane()
    lane.set_values(tags)
    axis = TimeAxis(duration_ms, 1_600, 1.0, 9_000_000.0)
    tag: Tag = tags[1_799].tag
    rect = lane.rect_of(LaneArea(axis, 160), tags[1_799].ref)
    assert rect is not None
    assert rect.left() == tag.span.start_ms - 9_000_000
    hit = lane.hit(LaneArea(axis, 160), rect.left() + 50, rect.center().y())
    assert hit is not None and hit.ref == tags[1_799].ref
