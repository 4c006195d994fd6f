"""What was found, as the listener corrected it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.core.timecode import Span
from app.intensity.records import Correction, EventKind, IntensityEvent

# A climax may last no longer than a beat, and the next analysis finds it a beat earlier: a shorter
# event is compared as if it were this long.
LEAST_MS = 4_000


def corrected(
    found: Iterable[IntensityEvent], corrections: Collection[Correction]
) -> tuple[IntensityEvent, ...]:
    """In time order. An event that was found is left out if any correction is about it
    (`is_about`); the events that the listener put there are added.

    So corrections outlive an analysis: another version finds the same event a little earlier or
    longer, and still doesn't bring back what the listener moved or removed.
    """
    kept = (
        event
        for event in found
        if not any(is_about(one, event.kind, event.span) for one in corrections)
    )
    said = (one.event for one in corrections if not one.is_removed)
    return tuple(sorted((*kept, *said), key=_place))


def is_about(correction: Correction, kind: EventKind, span: Span) -> bool:
    """Whether it is about an event of this kind here: same kind, and the spans coincide."""
    return correction.kind is kind and _widened(correction.span).coincides(_widened(span))


def _widened(span: Span) -> Span:
    missing_ms = LEAST_MS - span.duration_ms
    if missing_ms <= 0:
        return span
    start_ms = max(0, span.start_ms - missing_ms // 2)
    return Span(start_ms, start_ms + LEAST_MS)


def _place(event: IntensityEvent) -> tuple[int, int, str]:
    return event.span.start_ms, event.span.end_ms, event.kind
