"""The timeline as a widget: its parts joined, its signals in one place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.timeline.records import TrackTimeline
from ui.timeline.accessibility.accessible import install_accessibility
from ui.timeline.accessibility.description import Described
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.timeline.canvas.overlays import Overlays
from ui.timeline.input.input import Input
from ui.timeline.input.surface import Surface
from ui.timeline.lanes import registry
from ui.timeline.lanes.arrangement import Arrangement
from ui.timeline.lanes.felt_feed import FeltFeed
from ui.timeline.lanes.held_spans import HeldSpans
from ui.timeline.lanes.intensity_feed import IntensityFeed
from ui.timeline.lanes.intensity_lane import IntensityLane
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.lanes.lyrics_feed import LyricsFeed
from ui.timeline.lanes.trace_feed import TraceFeed
from ui.timeline.lanes.waveform_feed import WaveformFeed
from ui.timeline.selection.event_walk import EventWalk
from ui.timeline.selection.mark_selection import MarkSelection
from ui.timeline.selection.peak_walk import PeakWalk
from ui.timeline.selection.walk import Walk
from ui.timeline.viewport import Viewport


class TimelineView(QWidget):
    """One track's lanes on one time axis.

    Its parts: `lanes` and their `arrangement`; `viewport`, which part of the track is in view;
    `marks`, what is selected, `walk` among them, `peaks` of ridges and `events` of intensity;
    `canvas`, with `overlays` above the lanes; `waveform`, `intensity`, `traces`, `lyrics`, `felt`
    and `held`, the feeds of what is drawn besides marks; `marks_here`.

    Signals: seek_requested(int ms); marks_copied(dict of MarkRef to Span), where a drag with Ctrl
    left copies; scrubbed(int ms) while the ruler is dragged, scrub_ended(int ms) on release;
    adding_requested(str), in the lane of this key;
    context_requested(MarkRef | None, QPoint) and lane_menu_requested(QPoint), the point global.
    """

    seek_requested = Signal(int)
    marks_copied = Signal(object)
    scrubbed = Signal(int)
    scrub_ended = Signal(int)
    context_requested = Signal(object, QPoint)
    adding_requested = Signal(str)
    lane_menu_requested = Signal(QPoint)

    def __init__(
        self,
        parts: registry.LaneParts = registry.NO_PARTS,
        makers: Sequence[registry.LaneMaker] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """makers: of the lanes; by default those of the registry."""
        super().__init__(parent)
        self.lanes = LaneStack(parts, registry.LANES if makers is None else makers)
        self.arrangement = Arrangement(self.lanes, self)
        self.viewport = Viewport(self.lanes, self)
        self.marks = MarkSelection(self.lanes, self.viewport, self)
        self.walk = Walk(self.lanes, self.marks)
        self.waveform = WaveformFeed(self.lanes, self)
        self.intensity = IntensityFeed(self.lanes, self)
        self.traces = TraceFeed(self.lanes, self)
        self.lyrics = LyricsFeed(self.lanes, self)
        self.felt = FeltFeed(self.lanes, self)
        self.held = HeldSpans(self.lanes, self)
        self.peaks = PeakWalk(self.lanes, self.viewport, self)
        self.events = EventWalk(self.lanes, self.viewport, self.marks, self)
        self.overlays = Overlays(self.lanes, self.viewport, self.marks, self.held, self)
        self.canvas = LaneCanvas(self.lanes, self.viewport, self.marks, self.overlays, self)
        surface = Surface(self.viewport, self.marks, self.canvas, self.events)
        self._input = Input(surface, self.walk, self.peaks, self)
        self.marks_here = self._input.marks_here
        self._lay_out()
        self._wire_lanes()
        self._wire_marks()
        self._wire_input()
        install_accessibility()
        self._described = Described(self.canvas, self.peaks, self.events)
        self.setEnabled(False)

    # No focus proxy: with one, Qt's Tab would also skip the lanes' names, which are inside.

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        self.canvas.setFocus(reason)

    def hasFocus(self) -> bool:
        return self.canvas.hasFocus()

    def clearFocus(self) -> None:
        self.canvas.clearFocus()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self.canvas)

    def _wire_lanes(self) -> None:
        canvas, gutter = self.canvas, self.canvas.gutter
        gutter.chosen.connect(self.arrangement.choose)
        gutter.menu_requested.connect(self.lane_menu_requested)
        gutter.adding_requested.connect(self.adding_requested)
        self.arrangement.changed.connect(canvas.show_lanes)
        self.arrangement.changed.connect(self.marks.leave_hidden)
        self.waveform.changed.connect(canvas.redraw_lane)
        self.intensity.changed.connect(canvas.redraw_lane)
        self.intensity.events_changed.connect(self.events.follow)
        self.traces.changed.connect(canvas.redraw_lane)
        self.lyrics.changed.connect(canvas.redraw_lane)
        self.lyrics.turned.connect(canvas.redraw_part)
        self.felt.changed.connect(canvas.redraw_lane)
        self.held.changed.connect(canvas.update)
        self.held.grown.connect(canvas.show_growth)

    def _wire_marks(self) -> None:
        self.marks.lanes_changed.connect(self.canvas.forget_changed)
        self.marks.track_begun.connect(self._on_track_begun)
        self.marks.selection_changed.connect(self.peaks.leave)
        self.marks.selection_changed.connect(self.events.leave)
        self.events.changed.connect(self._on_event_changed)
        self.peaks.changed.connect(lambda: self.overlays.show_peak(self.peaks.at))
        self.peaks.changed.connect(self.marks.described_anew)
        self.marks.timeline_changed.connect(self._on_timeline_changed)

    def _wire_input(self) -> None:
        given = self._input
        given.seek_requested.connect(self.seek_requested)
        given.marks_copied.connect(self.marks_copied)
        given.scrubbed.connect(self.scrubbed)
        given.scrub_ended.connect(self.scrub_ended)
        given.context_requested.connect(self.context_requested)

    def _on_track_begun(self, timeline: TrackTimeline | None) -> None:
        """Clears everything about the last track from the screen."""
        self._input.give_up()
        self.peaks.leave()
        self.events.leave()
        self.held.clear()
        self.overlays.show_loop(None)
        self.waveform.clear()
        self.viewport.begin_track(timeline.duration_ms if timeline is not None else 1)

    def _on_event_changed(self) -> None:
        if self.events.at is not None:
            self.peaks.leave()
        self.canvas.redraw_lane(self.lanes.of(IntensityLane))
        self.marks.described_anew.emit()

    def _on_timeline_changed(self, timeline: TrackTimeline | None) -> None:
        self.setEnabled(timeline is not None)
        if timeline is not None:
            self.viewport.set_duration(timeline.duration_ms)
        self.canvas.arrange()
