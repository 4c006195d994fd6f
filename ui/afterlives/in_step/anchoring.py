"""Anchors as they are moved, set and removed; none ever passes its neighbours."""

from __future__ import annotations

from app.core.aligned_passages import Side

Anchors = tuple[tuple[int, int], ...]
APART_MS = 50  # neighbours at least
NEAR_MS = 400  # of an anchor, where a new one replaces it


def moved(
    anchors: Anchors, place: int, side: Side, to_ms: float, lengths: tuple[int, int]
) -> Anchors:
    """One end of an anchor somewhere else, as far as its neighbours let it."""
    part = side.value
    low = anchors[place - 1][part] + APART_MS if place else 0
    high = anchors[place + 1][part] - APART_MS if place + 1 < len(anchors) else lengths[part]
    ms = round(min(max(low, to_ms), high))
    pair = (ms, anchors[place][1]) if side is Side.FIRST else (anchors[place][0], ms)
    return (*anchors[:place], pair, *anchors[place + 1 :])


def with_anchor(anchors: Anchors, first_ms: float, second_ms: float) -> Anchors | None:
    """One more; one that is close by in either version, or that would be crossed, gives way. None
    if that would leave nothing else of several.
    """
    new = round(first_ms), round(second_ms)
    kept = [
        pair
        for pair in anchors
        if abs(pair[0] - new[0]) >= NEAR_MS
        and abs(pair[1] - new[1]) >= NEAR_MS
        and (pair[0] < new[0]) == (pair[1] < new[1])
    ]
    if len(anchors) > 1 and not kept:
        return None
    return tuple(sorted((*kept, new)))


def without(anchors: Anchors, place: int) -> Anchors:
    return (*anchors[:place], *anchors[place + 1 :])
