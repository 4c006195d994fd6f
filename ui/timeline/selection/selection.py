"""Which marks are selected, and which of them is the current one. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.core.marks import MarkRef
from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class Selection:
    """Some marks, of one or several kinds.

    current: the one selected last; None if nothing is selected. anchor: where a range extended with
    Shift starts.
    """

    refs: frozenset[MarkRef] = frozenset()
    current: MarkRef | None = None
    anchor: MarkRef | None = None

    def __bool__(self) -> bool:
        return bool(self.refs)

    @classmethod
    def only(cls, ref: MarkRef | None) -> Selection:
        return cls() if ref is None else cls(frozenset((ref,)), ref, ref)

    @classmethod
    def of(cls, refs: Iterable[MarkRef], current: MarkRef | None = None) -> Selection:
        """Several at once; if no current one is given, it is the smallest."""
        found = frozenset(refs)
        if not found:
            return cls()
        chosen = current if current in found else min(found)
        return cls(found, chosen, chosen)

    def toggled(self, ref: MarkRef) -> Selection:
        """With Ctrl: adds or removes a mark. An added one becomes the current one."""
        if ref not in self.refs:
            return Selection(self.refs | {ref}, ref, ref)
        left = self.refs - {ref}
        if not left:
            return Selection()
        current = self.current if self.current in left else min(left)
        return Selection(left, current, current)

    def reaching(self, ref: MarkRef, between: Iterable[MarkRef]) -> Selection:
        """With Shift: everything from the anchor to a mark; the anchor stays."""
        anchor = self.anchor if self.anchor is not None else ref
        return Selection(frozenset(between) | {ref, anchor}, ref, anchor)

    def among(self, there: Collection[MarkRef]) -> Selection:
        """What is left of it after marks were deleted."""
        left = frozenset(ref for ref in self.refs if ref in there)
        if left == self.refs:
            return self
        kept = Selection.of(left, self.current)
        return Selection(left, kept.current, self.anchor if self.anchor in left else kept.current)


def between(
    lanes: Sequence[Sequence[tuple[MarkRef, Span]]], anchor: MarkRef, ref: MarkRef
) -> list[MarkRef]:
    """The marks from one to another: in their lanes and those between, by start time.

    lanes: from top to bottom, each in time order. Empty when either is in no lane.
    """
    rows = {mark: (row, span) for row, lane in enumerate(lanes) for mark, span in lane}
    if anchor not in rows or ref not in rows:
        return []
    (first_row, first), (last_row, last) = sorted((rows[anchor], rows[ref]))
    start = min(first.start_ms, last.start_ms)
    end = max(first.start_ms, last.start_ms)
    return [
        mark
        for lane in lanes[first_row : last_row + 1]
        for mark, span in lane
        if start <= span.start_ms <= end
    ]
