"""What dragging does to marks, and where they snap. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.marks import blocks
from app.timecode import Span
from app.timeline.records import MarkRef
from ui.timeline.lane import Part
from ui.timeline.time_axis import TimeAxis

SNAP_PX = 6.0
LEAST_SPAN_MS = 10  # resizing never makes a point of a span

Spans = Mapping[MarkRef, Span]
EdgesNear = Callable[[float], Iterable[int]]
"""From an x to the milliseconds near it worth snapping to."""


def dragged(originals: Spans, part: Part, by_ms: int, duration_ms: int) -> dict[MarkRef, Span]:
    """The marks after the pointer moved by some milliseconds, as one block inside the track.

    Where an edge is dragged, the same edge of every other span goes along; points have none.
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
) -> tuple[dict[MarkRef, Span], int | None]:
    """`dragged`, the lead mark pulled to the nearest edge within reach; and that edge.

    Nothing snaps to where one of the dragged marks has been.
    """
    moved = dragged(originals, part, by_ms, axis.duration_ms)
    own = {ms for span in originals.values() for ms in (span.start_ms, span.end_ms)}
    best: tuple[float, int, int] | None = None
    for moving in _moving_edges(moved[lead], part):
        for edge in edges_near(axis.x_of(moving)):
            distance = abs(axis.x_of(edge) - axis.x_of(moving))
            if edge not in own and distance <= SNAP_PX and (best is None or distance < best[0]):
                best = (distance, edge, edge - moving)
    if best is None:
        return moved, None
    pulled = dragged(moved, part, best[2], axis.duration_ms)
    return pulled, best[1] if best[1] in _moving_edges(pulled[lead], part) else None


def snapped_position(axis: TimeAxis, x: float, edges_near: EdgesNear) -> tuple[int, int | None]:
    """The position under x, or the edge it snaps to and that edge once more."""
    near = [edge for edge in edges_near(x) if abs(axis.x_of(edge) - x) <= SNAP_PX]
    if not near:
        return axis.position_at(x), None
    edge = min(near, key=lambda ms: abs(axis.x_of(ms) - x))
    return edge, edge


def _moving_edges(span: Span, part: Part) -> tuple[int, ...]:
    if part is Part.START:
        return (span.start_ms,)
    if part is Part.END:
        return (span.end_ms,)
    return (span.start_ms, span.end_ms)
