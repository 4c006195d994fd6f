"""What the lane of earlier hearings is given to draw."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.timeline.hearings import Hearing
from ui.timeline.lanes.earlier_lane import EarlierLane
from ui.timeline.lanes.lane_stack import LaneStack


class HearingFeed(QObject):
    """Signal: resized(Lane), it looks different and wants another height."""

    resized = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(EarlierLane)

    def show(self, hearings: tuple[Hearing, ...]) -> None:
        """How the track was heard and felt before, newest first."""
        self._lane.set_hearings(hearings)
        self.resized.emit(self._lane)
