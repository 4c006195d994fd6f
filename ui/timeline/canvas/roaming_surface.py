"""The ways through a track: following the playhead, zoom, scroll, the time under the pointer."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QWidget

from app.core.timecode import Span
from ui.timeline.canvas.surface import TimelineSurface
from ui.timeline.geometry.following import Follow, Follower, page_from
from ui.timeline.geometry.glide import AxisGlide
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.paint.overlay import hover_reach
from ui.widgets.image_files import FindPicture, no_pictures

KEY_ZOOM = 1.5
AROUND_POINT_MS = 3_000


class RoamingSurface(TimelineSurface):
    """Shows one stretch after another, at once or gliding. Knows no mouse and no keys."""

    def __init__(
        self, picture_path: FindPicture = no_pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(picture_path, parent)
        self._is_playing = False
        self._follower = Follower()
        self._glide = AxisGlide(self)
        self._glides = False  # until the page says that motion is welcome
        self._glide.moved.connect(self._show_axis)
        self._glide.settled.connect(self._on_settled)
        self._bar.scrolled.connect(self._on_bar_moved)

    # playing

    def set_position(self, position_ms: int) -> None:
        """Move the playhead; repaints a strip a few pixels wide, and turns the page if needed."""
        before = self.playhead_x()
        self._overlays.position_ms = position_ms
        if self._is_playing and self.may_follow:
            self.set_axis(self._follower.follow(self.axis, position_ms))
        after = self.playhead_x()
        if before != after:
            self._update_strip(min(before, after), max(before, after))

    @property
    def may_follow(self) -> bool:
        """Whether the music may move the view now."""
        return not self.is_gliding

    def set_playing(self, is_playing: bool) -> None:
        self._is_playing = is_playing
        self._follower.is_away = False

    @property
    def follow(self) -> Follow:
        return self._follower.mode

    def set_follow(self, mode: Follow) -> None:
        """How the view keeps the playhead in sight while it plays."""
        self._follower.mode = mode
        self.return_to_playhead()

    def return_to_playhead(self) -> None:
        """After a seek: the listener wants to see where it went, unless nothing is followed."""
        self._follower.is_away = False
        if self.follow is not Follow.OFF:
            self.set_axis(self._follower.shown(self.axis, self.position_ms))

    @property
    def hover_ms(self) -> int | None:
        return self._overlays.hover_ms

    def set_hover(self, position_ms: int | None) -> None:
        """Show a time under the pointer: a line and, in the ruler, the time; None for nothing."""
        before = self._overlays.hover_ms
        if position_ms != before:
            self._overlays.hover_ms = position_ms
            for at_ms in (before, position_ms):
                self._update_hover(at_ms)

    # zoom and scroll

    @property
    def is_gliding(self) -> bool:
        return self._glide.target is not None

    @property
    def goal_axis(self) -> TimeAxis:
        """What is shown, or soon will be when a glide is under way."""
        return self._glide.target or self.axis

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """Whether views change at once instead of gliding."""
        self._glides = not is_reduced
        if is_reduced:
            self.set_axis(self.goal_axis)

    def set_axis(self, axis: TimeAxis) -> None:
        """Show another stretch at once; a glide under way ends."""
        if axis != self.axis:
            self._glide.stop()
        super().set_axis(axis)

    def glide_to(self, axis: TimeAxis) -> None:
        """Show another stretch, gliding there where motion is welcome."""
        if not self._glides or not self.isVisible() or axis.width_px != self.axis.width_px:
            self.set_axis(axis)
        elif axis != self.goal_axis:
            self._glide.go(self.axis, axis)
            self.pictures.begin_stretching(axis.aligned())

    def zoom(self, factor: float, anchor_x: float) -> None:
        """Closer by a factor, the time under `anchor_x` (on the axis) staying there.

        Zooms that follow quickly add up: each begins where the last one wanted to go.
        """
        still_to_come = self.axis.ms_per_px / self.goal_axis.ms_per_px
        axis = self.axis.zoomed(factor * still_to_come, anchor_x)
        self._notice_looking_away(axis)
        self.glide_to(axis)

    def zoom_along(self, factor: float, anchor_x: float, shift_px: float = 0.0) -> None:
        """The same under fingers: at once, step by step, drawn sharp when they rest.

        shift_px: how far to the right the anchor moves with the fingers.
        """
        axis = self.axis.zoomed(factor, anchor_x).scrolled_by(-shift_px)
        if axis != self.axis:
            self._notice_looking_away(axis)
            self._glide.step(axis)
            self.pictures.begin_stretching(axis.aligned())

    def _notice_looking_away(self, axis: TimeAxis) -> None:
        """Who zooms into a place that the music has not reached wants to see that place."""
        if not 0 <= axis.x_of(self.position_ms) <= axis.width_px:
            self._follower.is_away = True

    def zoom_in(self) -> None:
        self.zoom(KEY_ZOOM, self._key_anchor())

    def zoom_out(self) -> None:
        self.zoom(1 / KEY_ZOOM, self._key_anchor())

    def zoom_to_all(self) -> None:
        self.glide_to(TimeAxis.whole(self.axis.duration_ms, self.axis.width_px))

    def zoom_to_span(self, span: Span) -> None:
        """Until it fills the view; a point with some seconds around it."""
        if span.is_point:
            start, end = span.start_ms - AROUND_POINT_MS, span.end_ms + AROUND_POINT_MS
            span = Span(max(0, start), min(self.axis.duration_ms, end))
        self._follower.is_away = True
        self.glide_to(self.axis.showing(span))

    def scroll_by(self, px: float) -> None:
        self._follower.is_away = True
        self.set_axis(self.goal_axis.scrolled_by(px))

    def scroll_to_ms(self, start_ms: int) -> None:
        """The left edge goes to a time."""
        self._follower.is_away = True
        self.set_axis(self.goal_axis.with_ms_at(start_ms, 0))

    def scroll_to_start(self) -> None:
        self.scroll_by(-math.inf)

    def scroll_to_end(self) -> None:
        self.scroll_by(math.inf)

    def show_position(self, position_ms: int) -> None:
        """Turn to the page that begins shortly before a position."""
        self.set_axis(page_from(self.axis, position_ms))

    def _update_hover(self, at_ms: int | None) -> None:
        if at_ms is not None:
            axis = self.axis.aligned()
            left, right = hover_reach(axis, at_ms)
            self.update(self.gutter_px + left, 0, right - left, self.lanes.ruler_bottom)
            self._update_strip(round(axis.x_of(at_ms)), round(axis.x_of(at_ms)))

    def _on_settled(self) -> None:
        self.pictures.end_stretching()
        self.update()

    def _key_anchor(self) -> float:
        x = self.axis.x_of(self.position_ms)
        return x if 0 <= x <= self.axis.width_px else self.axis.width_px / 2

    def _on_bar_moved(self, left_px: int) -> None:
        self._follower.is_away = True
        self.set_axis(self.axis.scrolled_to(left_px))
