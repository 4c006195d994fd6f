"""What dragging does to marks, and where they snap. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.marks import blocks
from ui.timeline.geometry.edges import Edge, EdgesNear, nearest, nearness
from ui.timeline.geometry.lane_area import Part
from ui.timeline.geometry.time_axis import TimeAxis

LEAST_SPAN_MS = 10  # resizing never makes a span a point

Spans = Mapping[MarkRef, Span]


def dragged(originals: Spans, part: Part, by_ms: int, duration_ms: int) -> dict[MarkRef, Span]:
    """The marks after the pointer moved by so many milliseconds, as one block inside the track.

    If an edge is dragged, the same edge of every other span moves too; points have none.
    """
    if part is Part.BODY:
        return blocks.moved(originals, by_ms, duration_ms)
    spans = {ref: span for ref, span in originals.items() if not span.is_point}
    if part is Part.START:
        return {**originals, **blocks.with_start_moved(spans, by_ms, LEAST_SPAN_MS)}
    return {**originals, **blocks.with_end_moved(spans, by_ms, duration_ms, LEAST_SPAN_MS)}


def snapped(
    axis: TimeAxis,
    originals: Spans,
    lead: MarkRef,
    part: Part,
    by_ms: int,
    edges_near: EdgesNear,
) -> tuple[dict[MarkRef, Span], Edge | None]:
    """`dragged`, with the lead mark snapped to the nearest edge within reach; and that edge.

    Nothing snaps to where one of the dragged marks was.
    """
    moved = dragged(originals, part, by_ms, axis.duration_ms)
    own = {ms for span in originals.values() for ms in (span.start_ms, span.end_ms)}
    found: list[tuple[tuple[int, bool, float], int, Edge]] = []
    for moving in _moving_edges(moved[lead], part):
        x = axis.x_of(moving)
        edge = nearest(axis, x, (edge for edge in edges_near(x) if edge.at_ms not in own))
        if edge is not None:
            found.append((nearness(axis, edge, x), edge.at_ms - moving, edge))
    if not found:
        return moved, None
    _nearness, pull_ms, edge = min(found, key=lambda one: one[0])
    pulled = dragged(moved, part, pull_ms, axis.duration_ms)
    return pulled, edge if edge.at_ms in _moving_edges(pulled[lead], part) else None


def snapped_position(axis: TimeAxis, x: float, edges_near: EdgesNear) -> tuple[int, Edge | None]:
    """The position under x, or of the edge it snaps to; and that edge."""
    edge = nearest(axis, x, edges_near(x))
    return (axis.position_at(x), None) if edge is None else (edge.at_ms, edge)


def _moving_edges(span: Span, part: Part) -> tuple[int, ...]:
    if part is Part.START:
        return (span.start_ms,)
    if part is Part.END:
        return (span.end_ms,)
    return (span.start_ms, span.end_ms)
