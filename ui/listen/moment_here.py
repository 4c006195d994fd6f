"""The moment that is selected or sounds, across the years: where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from ui.bridge.places import MomentPlace

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.replay import Replay
    from ui.timeline.view import TimelineView


class MomentHere:
    """Verbs of the Listen page that lead to “This moment across the years”."""

    def __init__(
        self, context: Context, track_view: TrackView, timeline: TimelineView, replay: Replay
    ) -> None:
        self._context = context
        self._track_view = track_view
        self._timeline = timeline
        self._replay = replay

    @property
    def place(self) -> MomentPlace | None:
        """The selected mark’s seconds, else what is selected, else those at the playhead; None
        while no track is there.
        """
        row, marks = self._context.playback.track, self._timeline.marks
        if row is None:
            return None
        selected = marks.selected_marks
        if marks.selected_span is None and len(selected) == 1:
            return self._of_mark(selected[0])
        span = self._replay.stretch() or Span.point(self._context.playback.position_ms)
        return MomentPlace(row.id, span)

    def open(self) -> None:
        """What is selected, else what sounds."""
        self._show(self.place)

    def open_mark(self, ref: MarkRef) -> None:
        self._show(self._of_mark(ref))

    def open_at(self, at_ms: int) -> None:
        row = self._context.playback.track
        self._show(None if row is None else MomentPlace(row.id, Span.point(at_ms)))

    def open_playhead(self) -> None:
        self.open_at(self._context.playback.position_ms)

    def _of_mark(self, ref: MarkRef) -> MomentPlace | None:
        row, span = self._context.playback.track, self._timeline.marks.span_of(ref)
        if row is None or span is None:
            return None
        timeline = self._track_view.timeline
        mark = None if timeline is None else timeline.mark(ref)
        own = mark.tag if isinstance(mark, TaggedEmotion) else mark
        return MomentPlace(row.id, span, str(getattr(own, "uid", "")))

    def _show(self, place: MomentPlace | None) -> None:
        if place is not None:
            self._context.navigator.show(place)
