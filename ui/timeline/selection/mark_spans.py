"""The spans of a track's marks, looked up in their lanes."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, Set

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.lanes.lane_stack import LaneStack

_FEW = 500  # up to so many are looked up one by one faster than all are sorted


class MarkSpans(Mapping[MarkRef, Span]):
    """All marks of all lanes, iterated in time order. Looking up a few touches no others."""

    def __init__(self, lanes: LaneStack) -> None:
        self._lanes = lanes
        self._ordered: dict[MarkRef, Span] | None = None
        self._asked = 0

    def forget_order(self) -> None:
        """The lanes have other marks now."""
        self._ordered, self._asked = None, 0

    def in_order(self, refs: Set[MarkRef]) -> list[MarkRef]:
        """Some of the marks, in time order."""
        return list(self.of(refs))

    def of(self, refs: Set[MarkRef]) -> dict[MarkRef, Span]:
        """The spans of some of the marks, in time order."""
        if len(refs) > _FEW:
            return {ref: span for ref, span in self._in_time_order().items() if ref in refs}
        found = {ref: self[ref] for ref in refs}
        return dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))

    def among(self, refs: Iterable[MarkRef]) -> frozenset[MarkRef]:
        """Those of some marks that exist."""
        wanted = list(refs)
        found = (marks.refs().among(wanted) for marks in self._lanes.marks)
        return frozenset().union(*found)

    def over(self, span: Span) -> list[MarkRef]:
        """The marks that overlap a span of time."""
        return [ref for marks in self._lanes.marks for ref in marks.refs_over(span)]

    def __getitem__(self, ref: MarkRef) -> Span:
        if (known := self._known()) is not None:
            return known[ref]
        mark = next((mark for marks in self._lanes.marks if (mark := marks.mark(ref))), None)
        if mark is None:
            raise KeyError(ref)
        return mark.span

    def __contains__(self, ref: object) -> bool:
        if (known := self._known()) is not None:
            return ref in known
        return any(ref in marks.refs() for marks in self._lanes.marks)

    def __len__(self) -> int:
        return sum(len(marks.refs()) for marks in self._lanes.marks)

    def __iter__(self) -> Iterator[MarkRef]:
        return iter(self._in_time_order())

    def items(self) -> ItemsView[MarkRef, Span]:
        return self._in_time_order().items()

    def _known(self) -> dict[MarkRef, Span] | None:
        """All of them, if they are sorted already; looking up many sorts them."""
        self._asked += 1
        return self._in_time_order() if self._asked > _FEW else self._ordered

    def _in_time_order(self) -> dict[MarkRef, Span]:
        if self._ordered is None:
            pairs = [pair for marks in self._lanes.marks for pair in marks.spans()]
            pairs.sort(key=lambda pair: (pair[1].start_ms, pair[1].end_ms, pair[0]))
            self._ordered = dict(pairs)
        return self._ordered
