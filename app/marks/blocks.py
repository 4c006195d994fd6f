"""Several spans moved or resized as one block: they keep their shape and stay inside the track.

Pure. What stops one of them stops all: a block moves no farther than the track's end, and is
resized only until the shortest span reaches its least length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from app.core.timecode import Span

T = TypeVar("T")


def moved(spans: Mapping[T, Span], by_ms: int, duration_ms: int) -> dict[T, Span]:
    """All of them by_ms later (earlier when negative), inside 0..duration_ms."""
    if not spans:
        return {}
    first = min(span.start_ms for span in spans.values())
    last = max(span.end_ms for span in spans.values())
    by_ms = _clamp(by_ms, -first, max(0, duration_ms - last))
    return {key: span.moved_to(span.start_ms + by_ms) for key, span in spans.items()}


def with_end_moved(
    spans: Mapping[T, Span], by_ms: int, duration_ms: int, least_ms: int = 0
) -> dict[T, Span]:
    """Every end by_ms later; no span becomes shorter than least_ms, and a point stays a point."""
    if not spans:
        return {}
    room = max(0, duration_ms - max(span.end_ms for span in spans.values()))
    by_ms = _clamp(by_ms, -_spare(spans, least_ms), room)
    return {key: Span(span.start_ms, span.end_ms + by_ms) for key, span in spans.items()}


def with_start_moved(spans: Mapping[T, Span], by_ms: int, least_ms: int = 0) -> dict[T, Span]:
    """Every start by_ms later; no span becomes shorter than least_ms."""
    if not spans:
        return {}
    first = min(span.start_ms for span in spans.values())
    by_ms = _clamp(by_ms, -first, _spare(spans, least_ms))
    return {key: Span(span.start_ms + by_ms, span.end_ms) for key, span in spans.items()}


def beside(spans: Mapping[T, Span], duration_ms: int, least_ms: int = 1_000) -> dict[T, Span]:
    """Spans for a copy of the block, directly after it; least_ms later for a block of no length.

    If the track ends too soon, the copy goes directly before the block, or to the side with more
    room. Empty if there is no room on either side: a copy on top of its original would never be
    seen.
    """
    if not spans:
        return {}
    first = min(span.start_ms for span in spans.values())
    last = max(span.end_ms for span in spans.values())
    far = last - first or least_ms
    before, behind = min(far, first), min(far, max(0, duration_ms - last))
    by_ms = behind if behind >= before else -before
    return moved(spans, by_ms, duration_ms) if by_ms else {}


def fitted(spans: Sequence[Span], at_ms: int, duration_ms: int) -> list[Span | None]:
    """Spans that count from 0, placed at at_ms or, to end inside the track, earlier.

    In a track too short for the block, a span that passes the end is shortened, and one that would
    begin there or later is None. A duration of 0 means that it isn't known: nothing is limited.
    """
    if not spans:
        return []
    length_ms = max(span.end_ms for span in spans)
    if not duration_ms:
        return [span.moved_to(span.start_ms + at_ms) for span in spans]
    start_ms = max(0, min(at_ms, duration_ms - length_ms))
    laid = [span.moved_to(span.start_ms + start_ms) for span in spans]
    return [
        span.clamped(duration_ms)
        if span.start_ms < duration_ms or span.end_ms <= duration_ms
        else None
        for span in laid
    ]


def _spare(spans: Mapping[T, Span], least_ms: int) -> int:
    """By how much the shortest can be shortened."""
    return max(0, min(span.duration_ms for span in spans.values()) - least_ms)


def _clamp(value: int, least: int, greatest: int) -> int:
    return max(least, min(greatest, value))
