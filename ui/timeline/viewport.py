"""Which part of a track is in view, and moving to another part. Knows no widget."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span
from ui.timeline.geometry.following import Follow, Follower, page_from
from ui.timeline.geometry.glide import AxisGlide
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane import Lane
from ui.timeline.lanes.lane_stack import LaneStack

KEY_ZOOM = 1.5
AROUND_POINT_MS = 3_000


class Viewport(QObject):
    """The axis, the playhead that it follows, and how far the lanes are scrolled.

    is_seen and is_held are set from outside: a hidden view doesn't glide, and playback doesn't
    scroll the view during a gesture.

    Signals: axis_changed(TimeAxis); playhead_moved(int, int), from one pixel of the axis to
    another; lanes_scrolled(); stretch_begun(TimeAxis), where a zoom under way will end, and
    settled(), once it has: only then everything has to be sharp.
    """

    axis_changed = Signal(object)
    playhead_moved = Signal(int, int)
    lanes_scrolled = Signal()
    stretch_begun = Signal(object)
    settled = Signal()

    def __init__(self, lanes: LaneStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.axis = TimeAxis.whole(1, 1)
        self.position_ms = 0
        self.is_seen: Callable[[], bool] = lambda: False
        self.is_held: Callable[[], bool] = lambda: False
        self._is_playing = False
        self._held: Span | None = None
        self._follower = Follower()
        self._glide = AxisGlide(self)
        self._glides = False  # until the page allows motion
        self._glide.moved.connect(self._show_axis)
        self._glide.settled.connect(self.settled)

    def begin_track(self, duration_ms: int) -> None:
        """Shows the whole of another track, from its start."""
        self.position_ms = 0
        self.set_axis(TimeAxis.whole(duration_ms, self.axis.width_px))

    def set_duration(self, duration_ms: int) -> None:
        """The same track turns out to be longer or shorter."""
        if duration_ms != self.axis.duration_ms:
            self.set_axis(replace(self.axis, duration_ms=max(1, duration_ms)).clamped())

    def set_width(self, width_px: float) -> None:
        if self.axis.width_px == width_px:
            return
        held = self._held
        self.set_axis(self.goal_axis.resized(width_px))
        if held is not None:
            self.hold(held)

    def hold(self, seen: Span) -> None:
        """Shows this part at once, and at any other width until something else is shown."""
        self.set_axis(self.axis.spanning(seen))
        self._held = seen

    # playing

    def set_position(self, position_ms: int) -> None:
        """Moves the playhead, and turns the page if needed."""
        before = self.playhead_x()
        self.position_ms = position_ms
        if self._is_playing and not self.is_gliding and not self.is_held():
            self.set_axis(self._follower.follow(self.axis, position_ms))
        after = self.playhead_x()
        if before != after:
            self.playhead_moved.emit(before, after)

    def playhead_x(self) -> int:
        """The playhead on the axis, in whole pixels, as painted."""
        return round(self.axis.aligned().x_of(self.position_ms))

    def set_playing(self, is_playing: bool) -> None:
        self._is_playing = is_playing
        self._follower.is_away = False

    @property
    def follow(self) -> Follow:
        return self._follower.mode

    def set_follow(self, mode: Follow) -> None:
        """How the view keeps the playhead in view during playback."""
        self._follower.mode = mode
        self.return_to_playhead()

    def return_to_playhead(self) -> None:
        """After a seek: shows the playhead, unless follow mode is off."""
        self._follower.is_away = False
        if self.follow is not Follow.OFF:
            self.set_axis(self._follower.shown(self.axis, self.position_ms))

    # zoom

    @property
    def is_gliding(self) -> bool:
        return self._glide.target is not None

    @property
    def goal_axis(self) -> TimeAxis:
        """The axis shown, or the target of a glide under way."""
        return self._glide.target or self.axis

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """Whether the view changes at once instead of gliding."""
        self._glides = not is_reduced
        if is_reduced:
            self.set_axis(self.goal_axis)

    def set_axis(self, axis: TimeAxis) -> None:
        """Shows another part at once; a glide under way ends."""
        if axis != self.axis:
            self._held = None
            self._glide.stop()
            self._show_axis(axis)

    def glide_to(self, axis: TimeAxis) -> None:
        """Shows another part, gliding there if motion is allowed."""
        if not self._glides or not self.is_seen() or axis.width_px != self.axis.width_px:
            self.set_axis(axis)
        elif axis != self.goal_axis:
            self._glide.go(self.axis, axis)
            self.stretch_begun.emit(axis.aligned())

    def zoom(self, factor: float, anchor_x: float) -> None:
        """Zooms in by a factor; the time under `anchor_x` (on the axis) stays there.

        Zooms in quick succession add up: each starts from the target of the last one.
        """
        still_to_come = self.axis.ms_per_px / self.goal_axis.ms_per_px
        axis = self.axis.zoomed(factor * still_to_come, anchor_x)
        self._notice_looking_away(axis)
        self.glide_to(axis)

    def zoom_along(self, factor: float, anchor_x: float, shift_px: float = 0.0) -> None:
        """The same for touch: at once, step by step, drawn sharp when the fingers rest.

        shift_px: how far to the right the anchor moves with the fingers.
        """
        axis = self.axis.zoomed(factor, anchor_x).scrolled_by(-shift_px)
        if axis != self.axis:
            self._notice_looking_away(axis)
            self._glide.step(axis)
            self.stretch_begun.emit(axis.aligned())

    def zoom_in(self) -> None:
        self.zoom(KEY_ZOOM, self._key_anchor())

    def zoom_out(self) -> None:
        self.zoom(1 / KEY_ZOOM, self._key_anchor())

    def zoom_to_all(self) -> None:
        self.glide_to(TimeAxis.whole(self.axis.duration_ms, self.axis.width_px))

    def zoom_to_span(self, span: Span) -> None:
        """Zooms until a span fills the view; a point with some seconds around it."""
        if span.is_point:
            start, end = span.start_ms - AROUND_POINT_MS, span.end_ms + AROUND_POINT_MS
            span = Span(max(0, start), min(self.axis.duration_ms, end))
        self._follower.is_away = True
        self.glide_to(self.axis.showing(span))

    # scroll

    def scroll_by(self, px: float) -> None:
        self._follower.is_away = True
        self.set_axis(self.goal_axis.scrolled_by(px))

    def scroll_to_px(self, left_px: int) -> None:
        """Moves the left edge to a pixel of the laid-out track."""
        self._follower.is_away = True
        self.set_axis(self.axis.scrolled_to(left_px))

    def scroll_to_ms(self, start_ms: int) -> None:
        """Moves the left edge to a time."""
        self._follower.is_away = True
        self.set_axis(self.goal_axis.with_ms_at(start_ms, 0))

    def scroll_to_start(self) -> None:
        self.scroll_by(-math.inf)

    def scroll_to_end(self) -> None:
        self.scroll_by(math.inf)

    def show_position(self, position_ms: int) -> None:
        """Turns to the page that starts shortly before a position."""
        self.set_axis(page_from(self.axis, position_ms))

    def reveal(self, span: Span, padding_px: float = 32.0) -> None:
        """Scrolls no farther than needed to see a span."""
        self.set_axis(self.goal_axis.revealing(span, padding_px))

    # scrolling the lanes

    def scroll_lanes_to(self, px: int) -> None:
        """Scrolls the lanes below the ruler up by so much, as far as there are any."""
        if self._lanes.scroll_to(px):
            self.lanes_scrolled.emit()

    def scroll_lanes(self, by_px: int) -> None:
        self.scroll_lanes_to(self._lanes.scroll_px + by_px)

    def scroll_lane_pages(self, pages: int) -> None:
        """Down (1) or up (-1) by as much as is in view."""
        self.scroll_lanes(pages * self._lanes.page_px)

    def reveal_lane(self, lane: Lane) -> None:
        """Scrolls no farther than needed to see a lane."""
        slot = self._lanes.slot_for(lane)
        if slot is not None:
            self.reveal_height(slot.top, slot.bottom)

    def reveal_height(self, top: int, bottom: int) -> None:
        """The same for what is between two heights of the view."""
        self.scroll_lanes_to(self._lanes.scroll_showing(top, bottom))

    def _show_axis(self, axis: TimeAxis) -> None:
        self.axis = axis
        self.axis_changed.emit(axis)

    def _notice_looking_away(self, axis: TimeAxis) -> None:
        """Zooming into a place away from the playhead leaves the view there."""
        if not 0 <= axis.x_of(self.position_ms) <= axis.width_px:
            self._follower.is_away = True

    def _key_anchor(self) -> float:
        x = self.axis.x_of(self.position_ms)
        return x if 0 <= x <= self.axis.width_px else self.axis.width_px / 2
