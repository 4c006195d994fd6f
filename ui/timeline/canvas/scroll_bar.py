"""The lanes' scroll bars: along the track, and across the lanes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from app.core.words import _
from ui.timeline.geometry.time_axis import END_MARGIN_PX, TimeAxis
from ui.timeline.lanes.lane_stack import LaneStack

_STEP_PX = 40
BAR_PX = 12  # as in the stylesheet


class AxisScrollBar(QScrollBar):
    """Counts pixels of the laid-out track; a 3-hour track has 10.8 million at its closest.

    Signal: scrolled(int), the new left edge in those pixels, when the listener moved it.
    """

    scrolled = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Scroll the timeline"))
        self.setSingleStep(_STEP_PX)
        self.valueChanged.connect(self.scrolled)

    def show_axis(self, axis: TimeAxis) -> None:
        """Follows the view, without a signal; a track that is wholly in view needs no bar."""
        least, greatest = axis.scroll_range
        self.blockSignals(True)
        self.setPageStep(max(1, round(axis.width_px - 2 * END_MARGIN_PX)))
        self.setRange(round(least), max(round(least), round(greatest)))
        self.setValue(round(axis.left_px))
        self.blockSignals(False)
        self.setVisible(not axis.is_whole)


class LaneScrollBar(QScrollBar):
    """Counts pixels of the lanes below the ruler; hidden if all of them fit.

    Its signal is Qt's own: valueChanged(int), how far to scroll the lanes up.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Scroll the lanes"))
        self.setSingleStep(_STEP_PX)

    def show_lanes(self, lanes: LaneStack) -> None:
        """Follows the lanes, without a signal."""
        self.blockSignals(True)
        self.setPageStep(lanes.page_px)
        self.setRange(0, lanes.overflow_px)
        self.setValue(lanes.scroll_px)
        self.blockSignals(False)
        self.setVisible(lanes.overflow_px > 0)
