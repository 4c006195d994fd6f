"""The bars beside the lanes: how much of the track is in view, and how much of the lanes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from ui.timeline.geometry.time_axis import END_MARGIN_PX, TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack

_STEP_PX = 40
BAR_PX = 12  # as the stylesheet has it


class AxisScrollBar(QScrollBar):
    """Counts pixels of the laid-out track; a 3-hour track has 10.8 million at its closest.

    Signal: scrolled(int), the new left edge in those pixels, when the listener moved it.
    """

    scrolled = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Scroll the timeline")
        self.setSingleStep(_STEP_PX)
        self.valueChanged.connect(self.scrolled)

    def show_axis(self, axis: TimeAxis) -> None:
        """Follow the view, without a signal; a track seen whole needs no bar."""
        least, greatest = axis.scroll_range
        self.blockSignals(True)
        self.setPageStep(max(1, round(axis.width_px - 2 * END_MARGIN_PX)))
        self.setRange(round(least), max(round(least), round(greatest)))
        self.setValue(round(axis.left_px))
        self.blockSignals(False)
        self.setVisible(not axis.is_whole)


class LaneScrollBar(QScrollBar):
    """Counts pixels of the lanes below the ruler; where all of them fit it is not there.

    Its signal is Qt's own: valueChanged(int), how far the lanes are to be moved up.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Scroll the lanes")
        self.setSingleStep(_STEP_PX)

    def show_lanes(self, lanes: LaneStack) -> None:
        """Follow the lanes, without a signal."""
        self.blockSignals(True)
        self.setPageStep(lanes.page_px)
        self.setRange(0, lanes.overflow_px)
        self.setValue(lanes.scroll_px)
        self.blockSignals(False)
        self.setVisible(lanes.overflow_px > 0)
