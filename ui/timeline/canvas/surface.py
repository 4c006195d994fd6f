"""The drawing half of the timeline: lanes from cached pictures, the playhead above.

`roaming_surface.py` adds the ways through the track, `marked_surface.py` the marks, `view.py` mouse
and keys.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion
from app.timeline.hearings import Hearing
from app.traces.records import Stretch, Trace
from ui.style.theme import colour, theme_signals
from ui.timeline.canvas.gutter import LaneGutter, gutter_width
from ui.timeline.canvas.lane_picture import LaneState
from ui.timeline.canvas.lane_pictures import LanePictures
from ui.timeline.canvas.overlays import Overlays
from ui.timeline.canvas.scroll_bar import BAR_PX, AxisScrollBar, LaneScrollBar
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.earlier_lane import EarlierLane
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.lane_stack import LaneStack, Slot
from ui.timeline.lanes.trace_lane import TraceLane
from ui.timeline.lanes.waveform_lane import WaveformLane
from ui.timeline.paint.frame import paint_frame
from ui.timeline.paint.mark_paint import caption_height
from ui.timeline.paint.overlay import PLAYHEAD_REACH_PX, LiveSpan
from ui.timeline.selection.selection import Selection
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.wave_picture import WaveSource

if TYPE_CHECKING:
    from app.analysis.onsets import Onsets

PINNED_PX = 720  # what stays at the left edge reaches no farther
_FAVOURITE = "favourite"
_LEAST_LINES = 8  # of lanes that are seen below the ruler, however many there are


class TimelineSurface(QWidget):
    """One track's lanes on one time axis.

    Signals: viewport_changed(Span), the part of the track in view; lanes_chosen(LaneChoices), when
    the listener arranged them; lane_menu_requested(QPoint), the point global.
    """

    viewport_changed = Signal(object)
    lanes_chosen = Signal(object)
    lane_menu_requested = Signal(QPoint)

    def __init__(
        self, picture_path: FindPicture = no_pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lanes = LaneStack(picture_path)
        self.pictures = LanePictures()
        self.axis = TimeAxis.whole(1, 1)
        self.gutter_px = 0
        self._overlays = Overlays()
        self._selection = Selection()
        self._moved: dict[MarkRef, Span] = {}
        self._peaks: WaveSource | None = None
        self._has_loudness = False
        self._shows_focus = False  # for those who came by keyboard; a click needs no ring
        self.gutter = LaneGutter(self.lanes, lambda: self._shows_focus, self)
        self.gutter.chosen.connect(self.choose_lanes)
        self.gutter.menu_requested.connect(self.lane_menu_requested)
        self.gutter.lane_reached.connect(self.reveal_lane)
        self.gutter.scrolled.connect(self.scroll_lanes)
        self._bar = AxisScrollBar(self)
        self._lane_bar = LaneScrollBar(self)
        self._lane_bar.valueChanged.connect(self.scroll_lanes_to)
        # Time runs left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme_signals().theme_changed.connect(self._on_look_changed)

    # lanes

    def set_lane_choices(self, choices: LaneChoices) -> None:
        """Show the lanes as they were chosen before."""
        if choices != self.lanes.choices:
            self.lanes.choices = choices
            self.arrange()
            self.updateGeometry()
            self.update()

    def choose_lanes(self, choices: LaneChoices) -> None:
        """The same by the listener, to be remembered."""
        if choices != self.lanes.choices:
            self.set_lane_choices(choices)
            self.lanes_chosen.emit(choices)

    def set_hearings(self, hearings: tuple[Hearing, ...]) -> None:
        """How the track was heard and felt before, newest first."""
        self.lanes.of(EarlierLane).set_hearings(hearings)
        self.pictures.forget(self.lanes.of(EarlierLane))
        self.arrange()
        self.updateGeometry()
        self.update()

    # lanes that find no room are scrolled

    def scroll_lanes_to(self, px: int) -> None:
        """Move the lanes below the ruler up by so much, as far as there are any."""
        if self.lanes.scroll_to(px):
            self._lane_bar.show_lanes(self.lanes)
            self.gutter.update()
            self.update()

    def scroll_lanes(self, by_px: int) -> None:
        self.scroll_lanes_to(self.lanes.scroll_px + by_px)

    def scroll_lane_pages(self, pages: int) -> None:
        """Down (1) or up (-1) by as much as is in sight."""
        self.scroll_lanes(pages * self._lane_bar.pageStep())

    def reveal_lane(self, lane: Lane) -> None:
        """Scroll no farther than needed to see a lane."""
        slot = self.lanes.slot_for(lane)
        if slot is not None:
            self.reveal_height(slot.top, slot.bottom)

    def reveal_height(self, top: int, bottom: int) -> None:
        """The same for what lies between two heights of the view."""
        self.scroll_lanes_to(self.lanes.scroll_showing(top, bottom))

    # what is drawn besides the marks

    def set_peaks(self, peaks: WaveSource | None) -> None:
        self._peaks = peaks
        self.lanes.of(WaveformLane).set_peaks(peaks)
        self._measure_loudness()
        self._redraw_waveform()

    def set_onsets(self, onsets: Onsets | None) -> None:
        """Where the track's notes begin, to be snapped to."""
        self.lanes.of(WaveformLane).onsets = onsets

    def show_wave_detail(self) -> None:
        """The same peaks answer more finely now."""
        self.lanes.of(WaveformLane).forget_detail()
        self._redraw_waveform()

    def set_wave_look(self, *, has_colours: bool, has_loudness: bool) -> None:
        """Whether the waveform takes the colours of what was felt, and has its loudness line."""
        lane = self.lanes.of(WaveformLane)
        if (has_colours, has_loudness) != (lane.has_colours, self._has_loudness):
            lane.has_colours, self._has_loudness = has_colours, has_loudness
            self._measure_loudness()
            self._redraw_waveform()

    def _measure_loudness(self) -> None:
        self.lanes.of(WaveformLane).loudness = None
        peaks = self._peaks
        if self._has_loudness and peaks is not None and peaks.is_complete:
            from app.analysis.loudness import intensity_curve

            self.lanes.of(WaveformLane).loudness = intensity_curve(peaks)

    def set_peaks_progress(self, done: int, total: int) -> None:
        """While peaks are computed: how far; done == total takes the words away."""
        if self.lanes.of(WaveformLane).set_progress(done, total):
            self._redraw_waveform()

    def show_traces(self, traces: Sequence[Trace]) -> None:
        """The track's traces of valence and arousal."""
        self.lanes.of(TraceLane).set_traces(traces)
        self._redraw_traces()

    def show_live_trace(self, stretches: Sequence[Stretch]) -> None:
        """What is being traced just now; empty when it is kept."""
        self.lanes.of(TraceLane).set_live(stretches)
        self._redraw_traces()

    def want_trace_lane(self, is_wanted: bool) -> None:
        """Room for a trace also where none is yet."""
        self.lanes.of(TraceLane).want(is_wanted)
        self._redraw_traces()

    @property
    def loop(self) -> Span | None:
        return self._overlays.loop

    def set_loop(self, span: Span | None) -> None:
        if span != self._overlays.loop:
            self._overlays.loop = span
            self.update()

    def set_live_span(self, emotion: Emotion | None, start_ms: int = 0, end_ms: int = 0) -> None:
        """A span of an emotion while its key is held; None when no key is held any more.

        Several may be held at once; `clear_live_span` ends one of them.
        """
        if emotion is None:
            self.clear_live_span()
            return
        live = LiveSpan(emotion.name, emotion.colour, emotion.icon, Span.between(start_ms, end_ms))
        self._set_live(emotion.uid, live)

    def set_live_favourite(self, start_ms: int, end_ms: int) -> None:
        """The same for a favourite moment."""
        span = Span.between(start_ms, end_ms)
        self._set_live(_FAVOURITE, LiveSpan("Favourite", "accent", "heart", span))

    def clear_live_span(self, emotion: Emotion | None = None) -> None:
        """End one emotion's held span; without an emotion, all of them."""
        live = self._overlays.live
        if emotion is None and live:
            live.clear()
            self.update()
        elif emotion is not None and live.pop(emotion.uid, None) is not None:
            self.update()

    def show_live_spans(self, spans: Sequence[tuple[Emotion | None, Span]]) -> None:
        """Exactly these spans are held now; None is the favourite. Repaints what grew."""
        keys = {emotion.uid if emotion else _FAVOURITE for emotion, _span in spans}
        ended = [key for key in self._overlays.live if key not in keys]
        for key in ended:
            del self._overlays.live[key]
        if ended:
            self.update()
        for emotion, span in spans:
            if emotion is None:
                self.set_live_favourite(span.start_ms, span.end_ms)
            else:
                self.set_live_span(emotion, span.start_ms, span.end_ms)

    @property
    def live_spans(self) -> tuple[LiveSpan, ...]:
        return tuple(self._overlays.live.values())

    # playhead and axis

    @property
    def position_ms(self) -> int:
        return self._overlays.position_ms

    def playhead_x(self) -> int:
        """On the axis, in whole pixels, as painted."""
        return round(self.axis.aligned().x_of(self.position_ms))

    @property
    def goal_axis(self) -> TimeAxis:
        """What is shown, or soon will be when a glide is under way."""
        return self.axis

    def set_axis(self, axis: TimeAxis) -> None:
        """Show another stretch at once."""
        if axis != self.axis:
            self._show_axis(axis)

    # geometry and painting

    def minimumSizeHint(self) -> QSize:
        least = self.lanes.ruler.heights().least + _LEAST_LINES * caption_height()
        return QSize(320, min(least, self.lanes.least_height()) + BAR_PX)

    def sizeHint(self) -> QSize:
        return QSize(960, self.lanes.natural_height() + BAR_PX)

    def showEvent(self, event: QShowEvent) -> None:
        self.setTabOrder(self.gutter, self)  # as they stand on the screen
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._on_look_changed()
        super().changeEvent(event)

    def arrange(self) -> None:
        """Share the room among the lanes; call when their number or the font changed."""
        self.lanes.arrange(self.height() - BAR_PX)
        self.gutter_px = gutter_width(self.lanes, self.width())
        self.gutter.setGeometry(0, 0, self.gutter_px, self.lanes.bottom)
        self.gutter.update()
        ruler, bottom, right = self.lanes.ruler_bottom, self.lanes.bottom, self.lanes_right
        self._lane_bar.setGeometry(right, ruler, BAR_PX, bottom - ruler)
        self._lane_bar.show_lanes(self.lanes)
        self._bar.setGeometry(
            self.gutter_px, self.height() - BAR_PX, right - self.gutter_px, BAR_PX
        )
        if self.axis.width_px != right - self.gutter_px:
            self.set_axis(self.goal_axis.resized(right - self.gutter_px))
        self._bar.show_axis(self.axis)

    @property
    def lanes_right(self) -> int:
        """Where the lanes end; at the right of it is the bar that scrolls them."""
        return self.width() - (BAR_PX if self.lanes.overflow_px else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_rect(painter, event.rect())
        lanes = QRect(0, 0, self.lanes_right, self.lanes.bottom)
        paint_frame(painter, lanes, event.rect(), has_focus=self._shows_focus)
        painter.end()

    def _paint_rect(self, painter: QPainter, rect: QRect) -> None:
        right, bottom = self.lanes_right, self.lanes.bottom
        lanes = rect.intersected(QRect(0, 0, right, bottom))
        painter.save()
        for beside in (QRect(right, 0, BAR_PX, bottom), QRect(0, bottom, self.width(), 999)):
            painter.fillRect(rect.intersected(beside), colour("paper"))
        painter.setClipRect(lanes)
        painter.fillRect(lanes, colour("raised"))
        ruler = self.lanes.ruler_bottom
        for y in (ruler, *(slot.top - 1 for slot in self.lanes.slots if slot.top > ruler)):
            painter.fillRect(rect.left(), y, rect.width(), 1, colour("hairline"))
        if rect.right() >= self.gutter_px:
            self._paint_lanes(painter, rect)
        painter.restore()

    def _paint_lanes(self, painter: QPainter, rect: QRect) -> None:
        axis = self.axis.aligned()
        on_axis = rect.translated(-self.gutter_px, 0)
        on_axis = on_axis.intersected(QRect(0, 0, math.ceil(axis.width_px), self.lanes.bottom))
        painter.setClipRect(on_axis.translated(self.gutter_px, 0))
        painter.translate(self.gutter_px, 0)
        state = LaneState(self._selection.refs, self._moved)
        self._overlays.paint_below(painter, axis, self.lanes)
        for slot in self.lanes.slots:
            part = on_axis.intersected(self._sight_of(slot))
            self.pictures.paint(painter, slot, axis, part, state, self.playhead_x())
        if on_axis.left() < PINNED_PX and self.goal_axis is self.axis:
            self._paint_pinned(painter, axis)
        self._overlays.paint_above(painter, axis, self.lanes, self._moved, self.isEnabled())

    def _paint_pinned(self, painter: QPainter, axis: TimeAxis) -> None:
        """What stays at the view's left edge: names of marks that began before it, hints."""
        for slot in self.lanes.slots:
            painter.save()
            pinned = self._sight_of(slot).intersected(QRect(0, 0, PINNED_PX, self.height()))
            painter.setClipRect(pinned, Qt.ClipOperation.IntersectClip)
            painter.translate(0, slot.top)
            slot.lane.paint_pinned(painter, slot.area(axis, self._selection.refs, self._moved))
            painter.restore()

    def _sight_of(self, slot: Slot) -> QRect:
        """What is seen of a lane; x on the axis."""
        top, bottom = self.lanes.in_sight(slot)
        return QRect(0, top, math.ceil(self.axis.width_px), bottom - top)

    def _on_look_changed(self, _theme: object = None) -> None:
        self.pictures.forget()
        self.arrange()
        self.update()

    def _redraw_traces(self) -> None:
        lane = self.lanes.of(TraceLane)
        self.pictures.forget(lane)
        slot = self.lanes.slot_for(lane)
        if (slot is not None) != self.lanes.is_shown(lane.key):
            self.arrange()
            self.update()
        elif slot is not None:
            self.update(0, slot.top, self.width(), slot.height)

    def _redraw_waveform(self) -> None:
        self.pictures.forget(self.lanes.of(WaveformLane))
        slot = self.lanes.slot_for(self.lanes.of(WaveformLane))
        if slot is not None:
            self.update(0, slot.top, self.width(), slot.height)

    def _set_live(self, key: str, live: LiveSpan) -> None:
        before = self._overlays.live.get(key)
        self._overlays.live[key] = live
        if before is None or before.span.start_ms != live.span.start_ms:
            self.update()
            return
        axis = self.axis.aligned()
        ends = sorted((axis.x_of(before.span.end_ms), axis.x_of(live.span.end_ms)))
        self._update_strip(math.floor(ends[0]), math.ceil(ends[1]))

    def _update_strip(self, left: int, right: int) -> None:
        reach = PLAYHEAD_REACH_PX
        x = self.gutter_px + left - reach
        self.update(x, 0, right - left + 2 * reach, self.lanes.bottom)

    def _show_axis(self, axis: TimeAxis) -> None:
        self.axis = axis
        self._bar.show_axis(self.axis)
        self.update()
        self.viewport_changed.emit(axis.visible)
