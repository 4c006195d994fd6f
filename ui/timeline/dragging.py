"""What dragging does to a span, and where it snaps. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.timecode import Span
from ui.timeline.lane import Part
from ui.timeline.time_axis import TimeAxis

SNAP_PX = 6.0
LEAST_SPAN_MS = 10  # resizing never makes a point of a span

EdgesNear = Callable[[float], Iterable[int]]
"""From an x to the milliseconds near it worth snapping to."""


def dragged(original: Span, part: Part, by_ms: int, duration_ms: int) -> Span:
    """The span after one of its parts moved by some milliseconds, inside the track."""
    if part is Part.START:
        latest = max(0, original.end_ms - LEAST_SPAN_MS)
        return Span(_clamp(original.start_ms + by_ms, 0, latest), original.end_ms)
    if part is Part.END:
        earliest = original.start_ms + LEAST_SPAN_MS
        end = _clamp(original.end_ms + by_ms, earliest, max(earliest, duration_ms))
        return Span(original.start_ms, end)
    last = max(0, duration_ms - original.duration_ms)
    return original.moved_to(_clamp(original.start_ms + by_ms, 0, last))


def snapped(
    axis: TimeAxis, original: Span, part: Part, by_ms: int, edges_near: EdgesNear
) -> tuple[Span, int | None]:
    """`dragged`, pulled to the nearest edge within reach; the second answer is that edge."""
    span = dragged(original, part, by_ms, axis.duration_ms)
    own = {original.start_ms, original.end_ms}
    best: tuple[float, int, int] | None = None
    for moving in _moving_edges(span, part):
        for edge in edges_near(axis.x_of(moving)):
            distance = abs(axis.x_of(edge) - axis.x_of(moving))
            if edge not in own and distance <= SNAP_PX and (best is None or distance < best[0]):
                best = (distance, edge, edge - moving)
    if best is None:
        return span, None
    pulled = dragged(span, part, best[2], axis.duration_ms)
    return pulled, best[1] if best[1] in _moving_edges(pulled, part) else None


def snapped_position(axis: TimeAxis, x: float, edges_near: EdgesNear) -> tuple[int, int | None]:
    """The position under x, or the edge it snaps to and that edge once more."""
    near = [edge for edge in edges_near(x) if abs(axis.x_of(edge) - x) <= SNAP_PX]
    if not near:
        return axis.position_at(x), None
    edge = min(near, key=lambda ms: abs(axis.x_of(ms) - x))
    return edge, edge


def resized(original: Span, by_ms: int, duration_ms: int) -> Span:
    """The end nudged by a key; a point grows into a span and shrinks back into a point."""
    end = _clamp(original.end_ms + by_ms, original.start_ms, max(original.end_ms, duration_ms))
    return Span(original.start_ms, end)


def _moving_edges(span: Span, part: Part) -> tuple[int, ...]:
    if part is Part.START:
        return (span.start_ms,)
    if part is Part.END:
        return (span.end_ms,)
    return (span.start_ms, span.end_ms)


def _clamp(value: int, least: int, greatest: int) -> int:
    return max(least, min(greatest, value))
