"""Gives the trace lane what it draws: saved traces and the one being recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.traces.records import Stretch, Trace
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.trace_lane import TraceLane


class TraceFeed(QObject):
    """Signal: changed(Lane): it looks different, or takes up space now."""

    changed = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(TraceLane)

    def show(self, traces: Sequence[Trace]) -> None:
        """The track's traces."""
        self._lane.set_traces(traces)
        self.changed.emit(self._lane)

    def show_live(self, stretches: Sequence[Stretch]) -> None:
        """What is being recorded; empty once it is saved."""
        self._lane.set_live(stretches)
        self.changed.emit(self._lane)

    def want_lane(self, is_wanted: bool) -> None:
        """Whether to show the lane even without traces."""
        self._lane.want(is_wanted)
        self.changed.emit(self._lane)
