"""Gives the waveform lane what it draws: peaks, loudness, onsets, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.analysis.track_wave import WaveSource
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.waveform_lane import WaveformLane

if TYPE_CHECKING:
    from app.analysis.onsets import Onsets


class WaveformFeed(QObject):
    """Signal: changed(Lane): it looks different."""

    changed = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lanes.of(WaveformLane)
        self._peaks: WaveSource | None = None
        self._has_loudness = False

    def clear(self) -> None:
        """Forgets everything: another track's sound isn't known yet."""
        self.set_peaks(None)
        self.set_onsets(None)

    def set_peaks(self, peaks: WaveSource | None) -> None:
        self._peaks = peaks
        self._lane.set_peaks(peaks)
        self._measure_loudness()
        self.changed.emit(self._lane)

    def set_onsets(self, onsets: Onsets | None) -> None:
        """Where the track's notes start, to snap to."""
        self._lane.onsets = onsets

    def show_detail(self) -> None:
        """The same peaks have finer data now."""
        self._lane.forget_detail()
        self.changed.emit(self._lane)

    def set_look(self, *, has_colours: bool, has_loudness: bool) -> None:
        """Whether it has the colours of emotions felt, and the loudness line."""
        if (has_colours, has_loudness) != (self._lane.has_colours, self._has_loudness):
            self._lane.has_colours, self._has_loudness = has_colours, has_loudness
            self._measure_loudness()
            self.changed.emit(self._lane)

    def set_progress(self, done: int, total: int) -> None:
        """Progress while peaks are computed; done == total removes the text."""
        if self._lane.set_progress(done, total):
            self.changed.emit(self._lane)

    def _measure_loudness(self) -> None:
        self._lane.loudness = None
        peaks = self._peaks
        if self._has_loudness and peaks is not None and peaks.is_complete:
            from app.analysis.loudness import intensity_curve

            self._lane.loudness = intensity_curve(peaks)
