"""From mark to mark by keys."""

from __future__ import annotations

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.selection.mark_walk import across_lanes, neighbour

A, B, C = (MarkRef(MarkKind.TAG, n) for n in (1, 2, 3))
HEART = MarkRef(MarkKind.MOMENT, 1)
MARKS = [(A, Span(0, 10)), (HEART, Span(4, 4)), (B, Span(20, 30)), (C, Span(40, 50))]


def test_moving_goes_in_time_order_and_stops_at_the_ends() -> None:
    assert neighbour(MARKS, None, 1) == A
    assert neighbour(MARKS, A, 1) == HEART
    assert neighbour(MARKS, C, 1) is None
    assert neighbour(MARKS, A, -1) is None
    assert neighbour(MARKS, None, -1) == C
    assert neighbour([], None, 1) is None


def test_changing_lanes_selects_the_nearest_mark_and_skips_empty_lanes() -> None:
    lanes = [[], [A, B, C], [], [HEART]]
    assert across_lanes(lanes, MARKS, C, 1) == HEART
    assert across_lanes(lanes, MARKS, HEART, -1) == A
    assert across_lanes(lanes, MARKS, HEART, 1) is None
    assert across_lanes(lanes, MARKS, A, -1) is None
