"""Dragged marks: inside the track, snapping, never reversed, keeping their shape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.edges import SNAP_PX, Edge, EdgesNear
from ui.timeline.geometry.lane_area import Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.selection.dragging import dragged, snapped, snapped_position

DURATION_MS = 100_000
AXIS = TimeAxis.whole(DURATION_MS, 1_024)  # 100 ms a pixel
LEAD = MarkRef(MarkKind.TAG, 0)
OTHER = MarkRef(MarkKind.CUE, 1)
spans = st.tuples(st.integers(0, DURATION_MS), st.integers(0, DURATION_MS)).map(
    lambda pair: Span.between(*pair)
)
blocks = st.lists(spans, min_size=1, max_size=6).map(
    lambda found: {MarkRef(MarkKind.TAG, n): span for n, span in enumerate(found)}
)
moves = st.integers(-2 * DURATION_MS, 2 * DURATION_MS)
Block = dict[MarkRef, Span]


def at_any(*edges_ms: int) -> EdgesNear:
    """These edges, wherever one asks."""
    return lambda _x: [Edge(ms, "Scene") for ms in edges_ms]


@given(blocks, moves)
def test_dragged_bodies_keep_their_lengths_and_distances(block: Block, by_ms: int) -> None:
    moved = dragged(block, Part.BODY, by_ms, DURATION_MS)
    assert len({moved[ref].start_ms - span.start_ms for ref, span in block.items()}) == 1
    assert len({moved[ref].end_ms - span.end_ms for ref, span in block.items()}) == 1
    assert all(span.end_ms <= DURATION_MS for span in moved.values())


@given(blocks, moves)
def test_a_dragged_edge_never_passes_the_other_one(block: Block, by_ms: int) -> None:
    start = dragged(block, Part.START, by_ms, DURATION_MS)
    end = dragged(block, Part.END, by_ms, DURATION_MS)
    for ref, span in block.items():
        assert start[ref].end_ms == span.end_ms
        assert end[ref].start_ms == span.start_ms
        least = min(10, span.duration_ms)  # a span stays one that can be seen and caught
        assert start[ref].duration_ms >= least
        assert end[ref].duration_ms >= least
        assert end[ref].end_ms <= DURATION_MS


@given(blocks, moves)
def test_points_have_no_edges_to_drag(block: Block, by_ms: int) -> None:
    points = {ref: Span.point(span.start_ms) for ref, span in block.items()}
    assert dragged(points, Part.END, by_ms, DURATION_MS) == points


@given(spans, st.sampled_from(Part), moves, st.integers(0, DURATION_MS))
def test_snapping_reaches_no_farther_than_six_pixels(
    span: Span, part: Part, by_ms: int, edge: int
) -> None:
    block = {LEAD: span}
    free = dragged(block, part, by_ms, DURATION_MS)[LEAD]
    pulled, at = snapped(AXIS, block, LEAD, part, by_ms, at_any(edge))
    reach_ms = AXIS.ms_for(SNAP_PX) + 1
    assert abs(pulled[LEAD].start_ms - free.start_ms) <= reach_ms
    assert abs(pulled[LEAD].end_ms - free.end_ms) <= reach_ms
    if at is not None:
        assert at.at_ms == edge
        assert edge in (pulled[LEAD].start_ms, pulled[LEAD].end_ms)


def test_the_nearest_edge_wins_and_the_others_move_along() -> None:
    block = {LEAD: Span(10_000, 20_000), OTHER: Span.point(40_000)}
    pulled, at = snapped(AXIS, block, LEAD, Part.BODY, 1_000, at_any(11_400, 20_800))
    assert pulled == {LEAD: Span(10_800, 20_800), OTHER: Span.point(40_800)}
    assert at == Edge(20_800, "Scene")


def test_a_mark_does_not_snap_to_where_one_of_the_dragged_was() -> None:
    block = {LEAD: Span(10_000, 20_000), OTHER: Span.point(10_300)}
    pulled, at = snapped(AXIS, block, LEAD, Part.BODY, 200, at_any(10_000, 10_300, 20_000))
    assert (pulled[LEAD], at) == (Span(10_200, 20_200), None)


def test_what_stops_one_stops_the_block_even_if_it_would_snap() -> None:
    block = {LEAD: Span.point(50_000), OTHER: Span.point(99_800)}
    pulled, at = snapped(AXIS, block, LEAD, Part.BODY, 100, at_any(50_500))
    assert (pulled[LEAD], at) == (Span.point(50_200), None)


def test_a_position_snaps_only_when_near() -> None:
    x = AXIS.x_of(50_000)
    assert snapped_position(AXIS, x + 3, at_any(50_000)) == (50_000, Edge(50_000, "Scene"))
    assert snapped_position(AXIS, x + 9, at_any(50_000)) == (50_900, None)


def test_an_onset_gives_way_only_to_an_edge_as_near() -> None:
    def near(*edges: tuple[int, str]) -> EdgesNear:
        return lambda _x: [Edge(ms, name, gives_way=name == "Onset") for ms, name in edges]

    x = AXIS.x_of(50_000)
    for edges, meant in (
        ([(50_200, "Onset"), (49_800, "Playhead")], "Playhead"),
        ([(50_200, "Onset"), (49_770, "Playhead")], "Playhead"),
        ([(50_100, "Onset"), (49_800, "Playhead")], "Onset"),
    ):
        _at_ms, edge = snapped_position(AXIS, x, near(*edges))
        assert edge is not None and edge.name == meant
    block = {LEAD: Span(50_000, 60_000)}
    edges = near((50_300, "Onset"), (60_300, "Scene"))
    _pulled, edge = snapped(AXIS, block, LEAD, Part.BODY, 100, edges)
    assert edge == Edge(60_300, "Scene"), "the mark's end wins over the onset"
