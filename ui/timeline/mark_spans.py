"""Where each of a track's marks lies, asked of the lanes that hold them."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping

from app.timecode import Span
from app.timeline.records import MarkRef
from ui.timeline.lane_stack import LaneStack


class MarkSpans(Mapping[MarkRef, Span]):
    """All marks of all lanes, walked in time order. Looking one up looks at no other."""

    def __init__(self, lanes: LaneStack) -> None:
        self._lanes = lanes
        self._ordered: dict[MarkRef, Span] | None = None

    def forget_order(self) -> None:
        """The lanes hold other marks now."""
        self._ordered = None

    def over(self, span: Span) -> list[MarkRef]:
        """The marks that overlap a stretch of time."""
        return [ref for lane in self._lanes.mark_lanes for ref in lane.refs_over(span)]

    def __getitem__(self, ref: MarkRef) -> Span:
        if self._ordered is not None:
            return self._ordered[ref]
        mark = next((mark for lane in self._lanes.mark_lanes if (mark := lane.mark(ref))), None)
        if mark is None:
            raise KeyError(ref)
        return mark.span

    def __contains__(self, ref: object) -> bool:
        return any(ref in lane.refs() for lane in self._lanes.mark_lanes)

    def __len__(self) -> int:
        return sum(len(lane.refs()) for lane in self._lanes.mark_lanes)

    def __iter__(self) -> Iterator[MarkRef]:
        return iter(self._in_time_order())

    def items(self) -> ItemsView[MarkRef, Span]:
        return self._in_time_order().items()

    def _in_time_order(self) -> dict[MarkRef, Span]:
        if self._ordered is None:
            pairs = [pair for lane in self._lanes.mark_lanes for pair in lane.spans()]
            pairs.sort(key=lambda pair: (pair[1].start_ms, pair[1].end_ms, pair[0]))
            self._ordered = dict(pairs)
        return self._ordered
