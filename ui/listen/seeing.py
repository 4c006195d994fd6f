"""How the timeline shows the music: lanes, waveform, follow mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt

from app.core.timecode import Span
from app.core.words import _
from app.profile.setting_values import Settings
from ui.bridge.playback.scrubbing import Scrubber
from ui.bridge.track.fine_wave import CloserLook
from ui.bridge.track.this_listen import ThisListen
from ui.listen.lane_popup import LanePopup
from ui.style.motion import is_motion_reduced
from ui.timeline.geometry.following import follow_named

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.tools import Tools
    from ui.timeline.geometry.time_axis import TimeAxis
    from ui.timeline.view import TimelineView


class Seeing(QObject):
    """Brings waveform, position and settings to the timeline, and its requests back. Marks are
    handled elsewhere.
    """

    def __init__(
        self,
        context: Context,
        track_view: TrackView,
        view: TimelineView,
        tools: Tools,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._tools = tools
        self._track_view = track_view
        self._is_seen = False
        self._listen = ThisListen(context, track_view, self)
        self.closer = CloserLook(context, track_view, self)
        self._scrubber = Scrubber(context.playback, self)
        self._wire()
        self._take_settings(context.services.settings.current)
        self._listen.tell()

    def show_peaks_of(self, track_view: TrackView) -> None:
        """Shows what is known already when the page is made."""
        self.closer.set_peaks(track_view.peaks)
        self._know_onsets(track_view.peaks)

    def tell_sight(self, *, is_seen: bool) -> None:
        """Tells which part of the track is in view; nothing while the page is hidden."""
        self._is_seen = is_seen
        self._track_view.show_in_sight(self._view.viewport.axis.visible if is_seen else None)

    # verbs

    def zoom_to(self, stretch: Span | None) -> None:
        """To the selected passage or mark."""
        if stretch is None:
            self._context.messages.say(
                _("Drag over the timeline, or select a mark, to zoom to it.")
            )
        else:
            self._view.viewport.zoom_to_span(stretch)

    def show_much(self, ms: int) -> None:
        """So much of the track; the playhead keeps its place, or the middle if it isn't in view."""
        viewport = self._view.viewport
        axis = viewport.goal_axis
        playhead_x, middle_x = axis.x_of(viewport.position_ms), axis.width_px / 2
        anchor_x = playhead_x if 0 <= playhead_x <= axis.width_px else middle_x
        viewport.zoom(axis.ms_for(axis.width_px) / ms, anchor_x)

    def choose_lanes(self) -> None:
        """Opens the lanes' popup by its shortcut, with the focus on the first lane."""
        popup = self.open_lanes()
        popup.rows[next(iter(popup.rows))].shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_lanes(self, _at: QPoint | None = None) -> LanePopup:
        """Opens the lanes' popup under the View button."""
        popup = LanePopup(self._view.lanes, self._tools.view)
        popup.chosen.connect(self._view.arrangement.choose)
        popup.open_under(self._tools.view)
        return popup

    def toggle_wave_colours(self) -> None:
        settings = self._context.services.settings
        settings.change(wave_colours=not settings.current.wave_colours)

    def toggle_loudness(self) -> None:
        settings = self._context.services.settings
        settings.change(loudness_line=not settings.current.loudness_line)

    def toggle_follow(self) -> None:
        """Switches to the next follow mode: by page, centred, off."""
        follow = self._view.viewport.follow.next
        self._context.services.settings.change(follow=follow.value)
        self._context.messages.say(follow.words, about="follow")

    # wiring

    def _wire(self) -> None:
        playback, view, tools = self._context.playback, self._view, self._tools
        track_view = self._track_view
        playback.position_changed.connect(self._on_position_changed)
        playback.pace.wish(view, self._pace_ms)
        playback.jumped.connect(self._on_jumped)
        track_view.peaks_progress.connect(view.waveform.set_progress)
        track_view.peaks_changed.connect(self._know_onsets)
        self._listen.began.connect(view.felt.show_since)
        self.closer.source_changed.connect(view.waveform.set_peaks)
        self.closer.detail_arrived.connect(view.waveform.show_detail)
        self._context.services.settings.subscribe(self._take_settings)
        view.viewport.axis_changed.connect(self._look_closer)
        view.viewport.axis_changed.connect(self._on_axis_changed)
        track_view.scroll_wanted.connect(view.viewport.scroll_to_ms)
        view.scrubbed.connect(self._scrubber.scrub)
        view.scrub_ended.connect(self._scrubber.end)
        view.lane_menu_requested.connect(self.open_lanes)
        view.viewport.axis_changed.connect(self._tell_span)
        view.viewport.stretch_begun.connect(self._tell_span)
        tools.span.in_wanted.connect(view.viewport.zoom_in)
        tools.span.out_wanted.connect(view.viewport.zoom_out)
        tools.span.whole_wanted.connect(view.viewport.zoom_to_all)
        tools.span.span_wanted.connect(self.show_much)
        tools.follow_wanted.connect(self.toggle_follow)
        tools.menu.lanes.triggered.connect(self.choose_lanes)
        tools.menu.colours.triggered.connect(self.toggle_wave_colours)
        tools.menu.loudness.triggered.connect(self.toggle_loudness)

    def _know_onsets(self, peaks: Peaks | None) -> None:
        """Computed only where something is dragged; the rough first waveform has none."""
        if peaks is None or not peaks.is_complete:
            self._view.waveform.set_onsets(None)
            return
        from app.analysis.onsets import Onsets  # not needed to start

        self._view.waveform.set_onsets(Onsets(peaks, self._track_view.source))

    def _take_settings(self, current: Settings) -> None:
        view, follow = self._view, follow_named(current.follow)
        if follow is not view.viewport.follow:
            view.viewport.set_follow(follow)
        self._tools.show_follow(follow)
        self._tools.menu.show_look(current)
        view.waveform.set_look(has_colours=current.wave_colours, has_loudness=current.loudness_line)
        view.viewport.set_reduced_motion(is_motion_reduced(current.reduced_motion))

    def _pace_ms(self) -> float:
        """The playhead has moved by half a pixel of the screen."""
        ratio = 2 * self._view.devicePixelRatioF() * self._context.playback.player.rate
        return self._view.viewport.axis.ms_per_px / ratio

    def _on_position_changed(self, position_ms: int) -> None:
        if not self._scrubber.is_active:  # otherwise the playhead is under the pointer
            self._view.viewport.set_position(position_ms)

    def _on_jumped(self, _position_ms: int) -> None:
        """A seek brings the view back to the playhead; a loop that starts again doesn't."""
        if self._context.playback.loop is None:
            self._view.viewport.set_position(self._context.playback.position_ms)
            self._view.viewport.return_to_playhead()

    def _on_axis_changed(self, axis: TimeAxis) -> None:
        if self._is_seen:
            self._track_view.show_in_sight(axis.visible)

    def _tell_span(self, _axis: TimeAxis) -> None:
        """What will be in view once it has glided there."""
        self._tools.span.show_axis(self._view.viewport.goal_axis)

    def _look_closer(self, axis: TimeAxis) -> None:
        self.closer.look_at(axis.visible, axis.ms_per_px / self._view.devicePixelRatioF())
