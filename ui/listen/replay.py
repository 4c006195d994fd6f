"""Playing marks again: from mark to mark in this track, the selected one, a given one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.timecode import Span
from app.core.words import _
from app.marks.joining import covering

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.bridge.places import TrackPlace
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView


class Replay(QObject):
    """Verbs of the Listen page that play what is on its timeline."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        track_view: TrackView,
        timeline: TimelineView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._marking = marking
        self._track_view = track_view
        self._timeline = timeline

    @property
    def newest(self) -> MarkRef | None:
        """The newest mark of this session that is on the track."""
        return self._marking.newest_in(self._track_view.timeline)

    def stretch(self) -> Span | None:
        """What is selected: a passage, or from the first to the last selected mark."""
        if self._timeline.marks.selected_span is not None:
            return self._timeline.marks.selected_span
        spans = self._timeline.marks.selected_spans().values()
        return covering(spans) if spans else None

    def step_mark(self, step: int) -> None:
        """Selects the next (1) or previous (-1) mark from the selection, else from the playhead,
        and goes there."""
        found = self._neighbour(step)
        if found is None:
            after = _("There is no mark after this one in the track.")
            before = _("There is no mark before this one in the track.")
            self._context.messages.say(after if step > 0 else before, about="step")
            return
        ref, span = found
        self._timeline.marks.set_selection(ref)
        self._context.playback.seek_ms(span.start_ms)

    def go_to(self, place: TrackPlace) -> None:
        """Opens the track at a place; if it can't be opened, playback says so."""
        playback = self._context.playback
        is_other = playback.track is None or playback.track.id != place.track_id
        if is_other and not playback.cue_up(place.track_id):
            return
        playback.seek_ms(place.position_ms)
        if place.mark is not None:
            self._timeline.marks.set_selection(place.mark)

    def hear(self, ref: MarkRef) -> None:
        """Plays a mark with its lead-in."""
        row, span = self._context.playback.track, self._timeline.marks.span_of(ref)
        timeline = self._track_view.timeline
        if row is not None and span is not None and timeline is not None:
            self._context.playback.hear(row.id, span, timeline.preroll_of(ref))

    def hear_selection(self) -> None:
        ref = self._timeline.marks.selection or self.newest
        if ref is not None:
            self.hear(ref)

    def _neighbour(self, step: int) -> tuple[MarkRef, Span] | None:
        timeline = self._track_view.timeline
        seen = self._timeline.marks.kinds_in_sight
        marks = [mark for mark in timeline.marks() if mark[0].kind in seen] if timeline else []
        refs = [ref for ref, _span in marks]
        if self._timeline.marks.selection in refs:
            place = refs.index(self._timeline.marks.selection) + step
            return marks[place] if 0 <= place < len(marks) else None
        here = self._context.playback.position_ms
        if step > 0:
            return next((pair for pair in marks if pair[1].start_ms > here), None)
        return next((pair for pair in reversed(marks) if pair[1].start_ms < here), None)
