"""What the trace lane is given to draw: what was told of valence and arousal, and is being told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.traces.records import Stretch, Trace
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.trace_lane import TraceLane


class TraceFeed(QObject):
    """Signal: changed(Lane), it looks different, or takes room where it took none."""

    changed = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(TraceLane)

    def show(self, traces: Sequence[Trace]) -> None:
        """The track's traces."""
        self._lane.set_traces(traces)
        self.changed.emit(self._lane)

    def show_live(self, stretches: Sequence[Stretch]) -> None:
        """What is being traced just now; empty when it is kept."""
        self._lane.set_live(stretches)
        self.changed.emit(self._lane)

    def want_lane(self, is_wanted: bool) -> None:
        """Room for a trace also where none is yet."""
        self._lane.want(is_wanted)
        self.changed.emit(self._lane)
