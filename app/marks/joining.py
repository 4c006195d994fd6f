"""Which spans are neighbours and can be merged into one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from app.core.timecode import Span

T = TypeVar("T")

# As long as a second press of the same key still means the same emotion (see
# `app/capture/capturing.py`).
GAP_MS = 2_000


def neighbours(spans: Mapping[T, Span], gap_ms: int = GAP_MS) -> list[list[T]]:
    """Groups of two or more in which each span overlaps or touches the ones before it.

    They touch if no more than gap_ms lie between them. Each group is in time order.
    """
    groups: list[list[T]] = []
    reached_ms = -1
    for key in sorted(spans, key=lambda key: spans[key]):
        span = spans[key]
        if groups and span.start_ms <= reached_ms + gap_ms:
            groups[-1].append(key)
        else:
            groups.append([key])
            reached_ms = span.end_ms
        reached_ms = max(reached_ms, span.end_ms)
    return [group for group in groups if len(group) > 1]


def covering(spans: Iterable[Span]) -> Span:
    """From the first start to the last end."""
    found = list(spans)
    return Span(min(span.start_ms for span in found), max(span.end_ms for span in found))


def told_together(texts: Iterable[str]) -> str:
    """All the texts, one below the other; equal texts only once."""
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
