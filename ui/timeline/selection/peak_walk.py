"""From peak to peak of the ridges by keys, while no mark is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span, format_ms
from app.core.words import ngettext
from ui.timeline.lanes.emotion_lane import EmotionLane
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.ridge_layer import Hill, RidgeLayer
from ui.timeline.viewport import Viewport

AROUND_MS = 6_000  # on either side of a peak that is zoomed to


class PeakWalk(QObject):
    """at: the hill whose peak keys act on. Signal: changed()."""

    changed = Signal()

    def __init__(self, lanes: LaneStack, viewport: Viewport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes, self._viewport = lanes, viewport
        self._lane = lanes.of(EmotionLane)
        self.at: Hill | None = None
        viewport.axis_changed.connect(self._on_axis_changed)

    def can_walk(self) -> bool:
        """Whether there are ridges in sight."""
        return self._ridges() is not None

    def change_row(self, step: int) -> None:
        """To the peak nearest in time of the ridge below (1) or above (-1) that has any."""
        ridges = self._ridges()
        if ridges is None:
            return
        last = ridges.plan.many - 1
        if self.at is None:
            row, near_ms = (0 if step > 0 else last), float(self._viewport.position_ms)
        else:
            row, near_ms = self.at.row + step, self.at.top_ms
        while 0 <= row <= last:
            hills = ridges.peaks(row)
            if hills:
                self._go_to(min(hills, key=lambda hill: abs(hill.top_ms - near_ms)))
                return
            row += step

    def change_peak(self, step: int) -> None:
        """To the next (1) or previous (-1) peak of the same ridge."""
        ridges = self._ridges()
        if ridges is None or self.at is None:
            return
        hills, here_ms = ridges.peaks(self.at.row), self.at.top_ms
        beyond = [hill for hill in hills if (hill.top_ms - here_ms) * step > 1]
        if beyond:
            self._go_to(min(beyond, key=lambda hill: abs(hill.top_ms - here_ms)))

    def zoom_in(self) -> None:
        """To twelve seconds around the peak."""
        if self.at is not None:
            top_ms, last_ms = round(self.at.top_ms), self._viewport.axis.duration_ms
            span = Span(max(0, top_ms - AROUND_MS), min(last_ms, top_ms + AROUND_MS))
            self.leave()
            self._viewport.zoom_to_span(span)

    def leave(self) -> None:
        if self.at is not None:
            self.at = None
            self.changed.emit()

    def in_words(self) -> str:
        """“Tenderness, peak at 0:33, 9 marks”."""
        if self.at is None:
            return ""
        ridges, slot = self._ridges(), self._lanes.slot_for(self._lane)
        if ridges is None or slot is None:
            return ""
        name = self._lane.layout.row_name(slot.area(self._viewport.axis), self.at.row)
        return ngettext(
            "{emotion}, peak at {time}, 1 mark. Enter zooms to it.",
            "{emotion}, peak at {time}, {n} marks. Enter zooms to it.",
            len(ridges.refs_of(self.at)),
            emotion=name,
            time=format_ms(round(self.at.top_ms)),
        )

    def _go_to(self, hill: Hill) -> None:
        self.at = hill
        self._viewport.reveal(Span.point(round(hill.top_ms)))
        self.changed.emit()

    def _ridges(self) -> RidgeLayer | None:
        slot, axis = self._lanes.slot_for(self._lane), self._viewport.axis
        if slot is None or not len(self._lane.index) or self._lane.layout.closeness(axis) >= 1:
            return None
        return self._lane.layout.ridges(slot.area(axis))

    def _on_axis_changed(self) -> None:
        if self.at is not None and self._ridges() is None:
            self.leave()
