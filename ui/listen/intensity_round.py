"""The builds and climaxes of the track that plays: going there, hearing, correcting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.timecode import Span
from app.core.words import _
from app.intensity.records import EventKind, IntensityEvent
from app.player.records import PlayState
from ui.bridge.track.track_intensity import TrackIntensity
from ui.timeline.selection.event_walk import top_of

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView

NEW_MS = 8_000  # an event that is added without a selection; its edges can be dragged


class IntensityRound(QObject):
    """Verbs on the events that the timeline shows."""

    def __init__(
        self, context: Context, track_view: TrackView, view: TimelineView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self._intensity = TrackIntensity(context, track_view, self)
        self._intensity.changed.connect(self._show)
        view.events.moved.connect(self._move)
        view.events.activated.connect(lambda _event: self.play_from_build())
        self._intensity.begin()

    @property
    def chosen(self) -> IntensityEvent | None:
        return self._view.events.at

    def go(self, step: int) -> None:
        """Chooses the next (1) or previous (-1) climax, and goes to its top."""
        if self._context.playback.track is None:
            return
        events = self._view.events
        found = events.neighbour(EventKind.CLIMAX, step)
        if found is None:
            after = _("There is no climax after this place in the track.")
            before = _("There is no climax before this place in the track.")
            self._context.messages.say(
                self._unknown() or (after if step > 0 else before), about="climax"
            )
            return
        self.go_to(found)

    def go_to(self, event: IntensityEvent) -> None:
        """Chooses it, and goes to where it is strongest."""
        self._view.events.choose(event)
        self._context.playback.seek_ms(top_of(event))

    def play_from_build(self) -> None:
        """From where it starts to build towards the chosen climax, or the one that comes next."""
        if self._context.playback.track is None:
            return
        build = self._build()
        if build is None:
            words = self._unknown() or _("No build leads there.")
            self._context.messages.say(words, about="build")
            return
        playback = self._context.playback
        lead_ms = self._context.services.settings.current.preroll_ms
        playback.seek_ms(max(0, build.span.start_ms - lead_ms))
        if playback.state is not PlayState.PLAYING:
            playback.toggle()

    def remove(self) -> None:
        """The chosen event isn't one; the next in time is chosen."""
        row, event = self._context.playback.track, self.chosen
        if row is None or event is None:
            return
        self._view.events.leave()
        intensity = self._context.services.intensity
        self._context.do(lambda: intensity.remove(row.id, event))

    def add(self, kind: EventKind) -> None:
        """Over the selected passage, otherwise at the playhead; it is chosen then."""
        row = self._context.playback.track
        if row is None:
            return
        span = self._view.marks.selected_span or self._at_playhead(kind, row.duration_ms)
        intensity = self._context.services.intensity
        peak_ms = span.end_ms if kind is EventKind.BUILD else None
        self._context.do(
            lambda: intensity.add(row.id, kind, span, peak_ms),
            lambda: self._choose(kind, span),
        )

    def take_back(self) -> None:
        """The events are as they were found."""
        row = self._context.playback.track
        if row is not None:
            self._context.do(lambda: self._context.services.intensity.take_back(row.id))

    def _at_playhead(self, kind: EventKind, duration_ms: int) -> Span:
        """A build ends here, anything else begins."""
        here_ms = self._context.playback.position_ms
        if kind is EventKind.BUILD:
            return Span.between(max(0, here_ms - NEW_MS), max(1, here_ms))
        start_ms = max(0, min(here_ms, duration_ms - 1))
        return Span(start_ms, max(start_ms + 1, min(duration_ms, start_ms + NEW_MS // 2)))

    def _choose(self, kind: EventKind, span: Span) -> None:
        events = self._view.events
        found = (one for one in events.events if one.kind is kind and one.span == span)
        event = next(found, None)
        if event is not None:
            events.choose(event)

    def _build(self) -> IntensityEvent | None:
        """The build that is chosen; otherwise the last that starts before the chosen event, or
        the one that is under way or comes next."""
        event, here_ms = self.chosen, self._context.playback.position_ms
        builds = [one for one in self._view.events.events if one.kind is EventKind.BUILD]
        if event is not None and event.kind is EventKind.BUILD:
            return event
        if event is not None:
            before = [one for one in builds if one.span.start_ms < top_of(event)]
            return before[-1] if before else None
        ahead = [one for one in builds if one.span.end_ms > here_ms]
        return ahead[0] if ahead else builds[-1] if builds else None

    def _unknown(self) -> str:
        """What is said while nothing is known of the track; it is heard then."""
        if self._view.events.is_known:
            return ""
        self._intensity.want()
        return _("This track isn’t listened through yet. That is done now; try again in a moment.")

    def _move(self, event: IntensityEvent, span: Span) -> None:
        row, intensity = self._context.playback.track, self._context.services.intensity
        if row is not None:
            self._context.do(lambda: intensity.move(row.id, event, span))

    def _show(self) -> None:
        dynamics = self._intensity.dynamics
        curve = None if dynamics is None else dynamics.curve
        self._view.intensity.show(curve, self._intensity.events)
