"""From mark to mark by keys: walking that selects, and walking on past what is selected."""

from __future__ import annotations

from app.core.marks import MarkRef
from app.timeline.records import TrackTimeline
from ui.timeline.accessibility.spoken import counted_in_words, standing_in_words
from ui.timeline.canvas.marked_surface import MarkedSurface
from ui.timeline.selection.mark_walk import across_lanes, neighbour
from ui.timeline.selection.selection import Selection
from ui.widgets.painting import describe


class WalkedSurface(MarkedSurface):
    """Where the keys stand. As a rule that is the current mark; who walks on from it, past other
    marks and without selecting them, stands somewhere else until a mark is selected again.
    """

    @property
    def standing(self) -> MarkRef | None:
        return self._overlays.standing or self.selection

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        standing = self._overlays.standing
        super().set_timeline(timeline)
        self._stand_at(standing if standing in self._spans else None)

    def activate_selection(self) -> None:
        """The mark one stands at is to be heard."""
        if self.standing is not None:
            self.mark_activated.emit(self.standing)

    def walk(self, step: int) -> bool:
        """Select the next (1) or previous (-1) mark in time; False at the ends."""
        ref = self._neighbour(step)
        if ref is not None:
            self.set_selection(ref)
        return ref is not None

    def walk_on(self, step: int) -> None:
        """Stand at the next (1) or previous (-1) mark in time, whatever is selected."""
        ref = self._neighbour(step)
        if ref is not None:
            self.set_axis(self.goal_axis.revealing(self._spans[ref]))
            self.reveal_mark(ref)
            self._stand_at(ref)

    def toggle_standing(self) -> None:
        """Take the mark one stands at into the selection, or out of it."""
        ref = self.standing
        if ref is not None:
            self._select(self._selection.toggled(ref))
            self._stand_at(ref)

    def walk_lanes(self, step: int) -> None:
        """Select the mark nearest in time in the lane below (1) or above (-1)."""
        if self.standing is not None:
            lanes = [marks.refs() for marks in self.lanes.marks_shown]
            ref = across_lanes(lanes, list(self._spans.items()), self.standing, step)
            self.set_selection(ref or self.standing)

    def walk_within_lane(self, step: int) -> None:
        """Extend the selection to the next (1) or previous (-1) mark of the lane one stands in."""
        marks = self.lanes.marks_with(self.standing) if self.standing else None
        if marks is not None:
            ref = neighbour(list(marks.spans()), self.standing, step)
            if ref is not None:
                self.extend_selection(ref)

    def _neighbour(self, step: int) -> MarkRef | None:
        """Among the marks whose lanes are shown."""
        seen = self.kinds_in_sight
        marks = [pair for pair in self._spans.items() if pair[0].kind in seen]
        return neighbour(marks, self.standing, step)

    def _stand_at(self, ref: MarkRef | None) -> None:
        if ref != self._overlays.standing:
            self._overlays.standing = ref
            self._describe()
            self.update()

    def _select(self, selection: Selection) -> None:
        """Who selects stands at what was selected."""
        self._stand_at(None)
        super()._select(selection)

    def _describe(self) -> None:
        ref = self._overlays.standing
        span = self.span_of(ref) if ref is not None else None
        if ref is None or span is None:
            super()._describe()
        else:
            words = standing_in_words(self.lanes, ref, span, self._selection.refs)
            describe(self, words + counted_in_words(self.lanes, self.axis, ref))
