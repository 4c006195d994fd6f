"""Gives the intensity lane what it draws: the curve, and the events as they are corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.intensity.records import IntensityEvent
from ui.timeline.lanes.intensity_lane import IntensityLane
from ui.timeline.lanes.lane_stack import LaneStack

if TYPE_CHECKING:
    from app.analysis.loudness import IntensityCurve


class IntensityFeed(QObject):
    """Signals: changed(Lane): it looks different, or takes up space now; events_changed()."""

    changed = Signal(object)
    events_changed = Signal()

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(IntensityLane)

    def show(self, curve: IntensityCurve | None, events: Sequence[IntensityEvent]) -> None:
        """curve: None while the track isn't listened through."""
        self._lane.set_curve(curve)
        self._lane.set_events(events)
        self.events_changed.emit()
        self.changed.emit(self._lane)
