"""From mark to mark by keys: selecting each, or moving on without selecting."""

from __future__ import annotations

from app.core.marks import MarkRef
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.selection.mark_walk import across_lanes, neighbour


class Walk:
    """Starts at the mark that keys act on, usually the current one. step: 1 or -1."""

    def __init__(self, lanes: LaneStack, marks: MarkSelection) -> None:
        self._lanes, self._marks = lanes, marks

    def select_next(self, step: int) -> bool:
        """Selects the next or previous mark in time; False at the ends."""
        ref = self._neighbour(step)
        if ref is not None:
            self._marks.set_selection(ref)
        return ref is not None

    def stand_at_next(self, step: int) -> None:
        """Moves to the next or previous mark in time without changing the selection."""
        ref = self._neighbour(step)
        if ref is not None:
            self._marks.reveal(ref)
            self._marks.stand_at(ref)

    def toggle(self) -> None:
        """Adds the mark that keys act on to the selection, or removes it."""
        ref = self._marks.standing
        if ref is not None:
            self._marks.toggle_selection(ref)
            self._marks.stand_at(ref)

    def change_lane(self, step: int) -> None:
        """Selects the mark nearest in time in the lane below or above."""
        standing = self._marks.standing
        if standing is not None:
            lanes = [marks.refs() for marks in self._lanes.marks_shown]
            ref = across_lanes(lanes, list(self._marks.spans.items()), standing, step)
            self._marks.set_selection(ref or standing)

    def extend(self, step: int) -> None:
        """Extends the selection to the next or previous mark of the same lane."""
        standing = self._marks.standing
        marks = self._lanes.marks_with(standing) if standing is not None else None
        if marks is not None:
            ref = neighbour(list(marks.spans()), standing, step)
            if ref is not None:
                self._marks.extend_selection(ref)

    def _neighbour(self, step: int) -> MarkRef | None:
        """Among the marks whose lanes are shown."""
        seen = self._marks.kinds_in_sight
        marks = [pair for pair in self._marks.spans.items() if pair[0].kind in seen]
        return neighbour(marks, self._marks.standing, step)
