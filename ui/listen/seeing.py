"""What the timeline shows of the music, and how it is looked at: lanes, waveform, following."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt

from app.core.timecode import Span
from app.profile.settings import Settings
from ui.bridge.playback.scrubbing import Scrubber
from ui.bridge.track.earlier_hearings import EarlierHearings
from ui.bridge.track.fine_wave import CloserLook
from ui.listen.lane_popup import LanePopup
from ui.style.motion import is_motion_reduced
from ui.timeline.geometry.following import follow_named
from ui.timeline.lanes.lane_choices import LaneChoices

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.tools import Tools
    from ui.shell.window_memory import WindowMemory
    from ui.timeline.geometry.time_axis import TimeAxis
    from ui.timeline.view import TimelineView


class Seeing(QObject):
    """Brings sound, position and the listener's choices to the timeline, and its wishes back.

    The timeline's marks are not its business.
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
        self._hearings = EarlierHearings(context, track_view, self)
        self.closer = CloserLook(context, track_view, self)
        self._scrubber = Scrubber(context.playback, self)
        self._wire()
        self._take_settings(context.services.settings.current)

    def show_peaks_of(self, track_view: TrackView) -> None:
        """What is known already when the page is made."""
        self.closer.set_peaks(track_view.peaks)
        self._know_onsets(track_view.peaks)

    def tell_sight(self, *, is_seen: bool) -> None:
        """What is shown of the track, or nothing while the page is behind."""
        self._is_seen = is_seen
        self._track_view.show_in_sight(self._view.viewport.axis.visible if is_seen else None)

    def remember_lanes(self, memory: WindowMemory) -> None:
        """Order, heights and which are shown, from one time to the next."""
        self._view.arrangement.show(LaneChoices.from_text(memory.text("lanes")))
        self._view.arrangement.chosen.connect(
            lambda choices: memory.state.setValue("lanes", choices.as_text())
        )

    # verbs

    def zoom_to(self, stretch: Span | None) -> None:
        """To the chosen stretch or the selected mark."""
        if stretch is None:
            self._context.messages.say("Drag over the timeline, or select a mark, to zoom to it.")
        else:
            self._view.viewport.zoom_to_span(stretch)

    def choose_lanes(self) -> None:
        """The lanes' popup by its key: the keyboard is on the first lane."""
        popup = self.open_lanes()
        popup.rows[next(iter(popup.rows))].shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_lanes(self, _at: QPoint | None = None) -> LanePopup:
        """The lanes' popup, under its button."""
        popup = LanePopup(self._view.lanes, self._context.shortcuts, self._tools.lanes)
        popup.chosen.connect(self._view.arrangement.choose)
        popup.show_look(self._context.services.settings.current)
        popup.colours.clicked.connect(self.toggle_wave_colours)
        popup.loudness.clicked.connect(self.toggle_loudness)
        popup.open_under(self._tools.lanes)
        return popup

    def toggle_wave_colours(self) -> None:
        settings = self._context.services.settings
        settings.change(wave_colours=not settings.current.wave_colours)

    def toggle_loudness(self) -> None:
        settings = self._context.services.settings
        settings.change(loudness_line=not settings.current.loudness_line)

    def toggle_follow(self) -> None:
        """On to the next way of following: by pages, centred, not at all."""
        follow = self._view.viewport.follow.next
        self._context.services.settings.change(follow=follow.value)
        self._context.messages.say(f"{follow.words}.")

    # what goes to and fro

    def _wire(self) -> None:
        playback, view, tools = self._context.playback, self._view, self._tools
        track_view = self._track_view
        playback.position_changed.connect(self._on_position_changed)
        playback.jumped.connect(self._on_jumped)
        track_view.peaks_progress.connect(view.waveform.set_progress)
        track_view.peaks_changed.connect(self._know_onsets)
        self._hearings.changed.connect(view.hearings.show)
        self.closer.source_changed.connect(view.waveform.set_peaks)
        self.closer.detail_arrived.connect(view.waveform.show_detail)
        self._context.services.settings.subscribe(self._take_settings)
        view.viewport.axis_changed.connect(self._look_closer)
        view.viewport.axis_changed.connect(self._on_axis_changed)
        track_view.scroll_wanted.connect(view.viewport.scroll_to_ms)
        view.scrubbed.connect(self._scrubber.scrub)
        view.scrub_ended.connect(self._scrubber.end)
        view.lane_menu_requested.connect(self.open_lanes)
        tools.zoom_in.clicked.connect(view.viewport.zoom_in)
        tools.zoom_out.clicked.connect(view.viewport.zoom_out)
        tools.zoom_all.clicked.connect(view.viewport.zoom_to_all)
        tools.follow.clicked.connect(self.toggle_follow)
        tools.lanes.clicked.connect(self.open_lanes)

    def _know_onsets(self, peaks: Peaks | None) -> None:
        """To be worked out where something is dragged; the rough picture of the start has none."""
        if peaks is None or not peaks.is_complete:
            self._view.waveform.set_onsets(None)
            return
        from app.analysis.onsets import Onsets  # not needed to start

        self._view.waveform.set_onsets(Onsets(peaks))

    def _take_settings(self, current: Settings) -> None:
        view, follow = self._view, follow_named(current.follow)
        if follow is not view.viewport.follow:
            view.viewport.set_follow(follow)
        self._tools.show_follow(follow)
        view.waveform.set_look(has_colours=current.wave_colours, has_loudness=current.loudness_line)
        view.viewport.set_reduced_motion(is_motion_reduced(current.reduced_motion))

    def _on_position_changed(self, position_ms: int) -> None:
        if not self._scrubber.is_active:  # then the playhead is under the pointer
            self._view.viewport.set_position(position_ms)

    def _on_jumped(self, _position_ms: int) -> None:
        """A seek brings the listener back to the playhead; a loop that turns does not."""
        if self._context.playback.loop is None:
            self._view.viewport.set_position(self._context.playback.position_ms)
            self._view.viewport.return_to_playhead()

    def _on_axis_changed(self, axis: TimeAxis) -> None:
        if self._is_seen:
            self._track_view.show_in_sight(axis.visible)

    def _look_closer(self, axis: TimeAxis) -> None:
        self.closer.look_at(axis.visible, axis.ms_per_px / self._view.devicePixelRatioF())
