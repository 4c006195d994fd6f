"""Gives the lanes that show what was felt the same marks, and says which are new."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.lanes.years_lane import YearsLane


class FeltFeed(QObject):
    """Signal: changed(Lane): it looks different."""

    changed = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(EmotionLane)
        lanes.of(WaveformLane).follow(self._lane)
        lanes.of(YearsLane).follow(self._lane)

    def show_since(self, began: datetime) -> None:
        """When the current listen began, with its time zone: marks made since then are new."""
        new = NewMarks.since(began)
        if new != self._lane.new:
            self._lane.set_new(new)
            self.changed.emit(self._lane)
