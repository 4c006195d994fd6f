"""Moving from mark to mark by keys. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.marks import MarkRef
from app.core.timecode import Span

MarkSpans = Sequence[tuple[MarkRef, Span]]


def neighbour(marks: MarkSpans, current: MarkRef | None, step: int) -> MarkRef | None:
    """The next (1) or previous (-1) mark in time order; None at the ends.

    Without a current mark: the first or, going backwards, the last.
    """
    refs = [ref for ref, _span in marks]
    if not refs:
        return None
    if current not in refs:
        return refs[0] if step > 0 else refs[-1]
    at = refs.index(current) + step
    return refs[at] if 0 <= at < len(refs) else None


def across_lanes(
    lanes: Sequence[Sequence[MarkRef]], marks: MarkSpans, current: MarkRef, step: int
) -> MarkRef | None:
    """The mark nearest in time in the next lane below (1) or above (-1) that has any."""
    spans = dict(marks)
    filled = [lane for lane in lanes if lane]
    here = next((i for i, lane in enumerate(filled) if current in lane), None)
    if here is None or not 0 <= here + step < len(filled):
        return None
    start = spans[current].start_ms
    return min(filled[here + step], key=lambda ref: (abs(spans[ref].start_ms - start), ref))
