"""One track's marks: which are selected, where they are shown, and the verbs on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from ui.timeline.geometry.edges import Edge
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.selection.mark_spans import MarkSpans
from ui.timeline.selection.selection import Selection, between
from ui.timeline.viewport import Viewport


class MarkSelection(QObject):
    """Knows no mouse and no keys; is_held is told by those who do: whether a hand is moving marks.

    spans: where each mark is kept. moved: where some are drawn instead. snap: what a drag holds on
    to now. walked_to: the mark that keys walked on to without selecting it.

    Signals: selection_changed(MarkRef | None), the current mark, whenever what is selected changes;
    span_selected(Span | None), a stretch chosen or given up; marks_moved(dict of MarkRef to Span),
    on release of a drag or of a nudging key; mark_activated(MarkRef), to be heard again;
    changed(), what is drawn; described_anew(), what is said of it; lanes_changed(list of lanes that
    look different, and where), track_begun(TrackTimeline | None) and timeline_changed(TrackTimeline
    | None), in this order, when other marks have come.
    """

    selection_changed = Signal(object)
    span_selected = Signal(object)
    marks_moved = Signal(object)
    mark_activated = Signal(object)
    changed = Signal()
    described_anew = Signal()
    lanes_changed = Signal(object)
    track_begun = Signal(object)
    timeline_changed = Signal(object)

    def __init__(self, lanes: LaneStack, viewport: Viewport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes, self._viewport = lanes, viewport
        self.is_held: Callable[[], bool] = lambda: False
        self.timeline: TrackTimeline | None = None
        self.spans = MarkSpans(lanes)
        self.selected = Selection()
        self.moved: dict[MarkRef, Span] = {}
        self.selected_span: Span | None = None
        self.snap: Edge | None = None
        self.walked_to: MarkRef | None = None

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        """Show a track's marks. The same track again keeps zoom, scroll position and selection, and
        marks that a hand holds stay where it holds them.
        """
        before, self.timeline = self.timeline, timeline
        walked_to = self.walked_to
        held, self.moved = self.moved if self.is_held() else {}, {}
        self.lanes_changed.emit(self._lanes.set_timeline(timeline))
        self.spans.forget_order()
        self.moved = {ref: span for ref, span in held.items() if ref in self.spans}
        if before is None or timeline is None or before.track_id != timeline.track_id:
            self.track_begun.emit(timeline)
            self.give_up()
        self.timeline_changed.emit(timeline)
        self._select(self.still_there(self.selected))
        self.stand_at(walked_to if walked_to in self.spans else None)
        self.described_anew.emit()
        self.changed.emit()

    # what is where

    @property
    def kinds_in_sight(self) -> frozenset[MarkKind]:
        """Those whose lanes are shown."""
        return frozenset(marks.kind for marks in self._lanes.marks_shown)

    def span_of(self, ref: MarkRef) -> Span | None:
        """Where a mark is shown: where it was dragged to, until new data arrives."""
        return self.moved.get(ref) or self.spans.get(ref)

    def refs_at(self, position_ms: int) -> list[MarkRef]:
        """The marks that cover a position; a point covers the pixels around it."""
        reach = round(self._viewport.axis.ms_for(2))
        near = Span.between(position_ms - reach, position_ms + reach + 1)
        return self.spans.over(near)

    def reveal(self, ref: MarkRef) -> None:
        """Scroll to a mark, and the lanes to its lane; in one that is too high, to its row."""
        self._viewport.reveal(self.spans[ref])
        slot = self._lanes.slot_holding(ref) if self._lanes.overflow_px else None
        if slot is None:
            return
        self._viewport.reveal_lane(slot.lane)
        row = self._lanes.rect_of(self._viewport.axis, ref, self.moved)
        if row is not None:
            self._viewport.reveal_height(math.floor(row.top()), math.ceil(row.bottom()))

    # what is selected

    @property
    def standing(self) -> MarkRef | None:
        """The mark the keys are at: the current one, unless they walked on from it."""
        return self.walked_to or self.selection

    @property
    def selection(self) -> MarkRef | None:
        """The current mark: the one selected last."""
        return self.selected.current

    @property
    def selected_marks(self) -> tuple[MarkRef, ...]:
        """All that are selected, in time order."""
        return tuple(self.spans.in_order(self.selected.refs))

    @property
    def selection_span(self) -> Span | None:
        """Where the current mark is."""
        return self.span_of(self.selection) if self.selection else None

    def selected_spans(self) -> dict[MarkRef, Span]:
        """Every selected mark and where it is shown."""
        return {ref: self.moved.get(ref, self.spans[ref]) for ref in self.selected_marks}

    def set_selection(self, ref: MarkRef | None) -> None:
        """Select one mark and scroll to it; an unknown mark selects nothing."""
        self._choose(Selection.only(ref if ref in self.spans else None))

    def set_selected(self, refs: Iterable[MarkRef]) -> None:
        """Select several at once and scroll to the first; unknown marks are left out."""
        known = self.spans.in_order({ref for ref in refs if ref in self.spans})
        self._choose(Selection.of(known, known[0] if known else None))

    def toggle_selection(self, ref: MarkRef) -> None:
        self._select(self.selected.toggled(ref))

    def extend_selection(self, ref: MarkRef) -> None:
        """Everything between the mark where the selection began and this one."""
        lanes = [list(marks.spans()) for marks in self._lanes.marks_shown]
        found = between(lanes, self.selected.anchor or ref, ref)
        self._choose(self.selected.reaching(ref, found))

    def select_all(self) -> None:
        """Everything in the current mark's lane; when all of that is selected, everything."""
        marks = self._lanes.marks_with(self.selection) if self.selection else None
        lane = frozenset(marks.refs()) if marks is not None else frozenset()
        everything = not lane or lane <= self.selected.refs
        shown = (ref for marks in self._lanes.marks_shown for ref in marks.refs())
        self._select(Selection.of(shown if everything else lane, self.selection))

    def select_caught(self, refs: Iterable[MarkRef]) -> None:
        """What a rubber band holds just now; nothing scrolls under the hand."""
        self._select(Selection.of(refs, self.selection))

    def leave_hidden(self) -> None:
        """What went out of sight is no longer selected: keys would change it unseen."""
        seen = self.kinds_in_sight
        self._select(self.selected.among([ref for ref in self.selected.refs if ref.kind in seen]))

    def still_there(self, selection: Selection) -> Selection:
        """What is left of it on this track."""
        return selection.among(self.spans)

    def give_up(self) -> None:
        """Neither a stretch is chosen nor a mark selected."""
        self.set_selected_span(None)
        self.set_selection(None)

    def activate_selection(self) -> None:
        """The mark one stands at is to be heard."""
        if self.standing is not None:
            self.mark_activated.emit(self.standing)

    def stand_at(self, ref: MarkRef | None) -> None:
        """Where keys walked on to; None is back at the current mark."""
        if ref != self.walked_to:
            self.walked_to = ref
            self.described_anew.emit()
            self.changed.emit()

    def _choose(self, selection: Selection) -> None:
        """Select, and scroll to the current mark."""
        if selection.current is not None and selection != self.selected:
            self.reveal(selection.current)
        self._select(selection)

    def _select(self, selection: Selection) -> None:
        """Who selects stands at what was selected."""
        self.stand_at(None)
        if selection == self.selected:
            return
        self.selected = selection
        self.described_anew.emit()
        self.changed.emit()
        self.selection_changed.emit(selection.current)

    # the chosen stretch

    def set_selected_span(self, span: Span | None) -> None:
        if span != self.selected_span:
            self.show_chosen(span)
            self.span_selected.emit(span)

    def keep_chosen(self, span: Span | None) -> None:
        """The gesture is over: tell what was chosen."""
        self.show_chosen(span)
        self.span_selected.emit(span)

    def show_chosen(self, span: Span | None, snap: Edge | None = None) -> None:
        """Draw a stretch as chosen while it is dragged out; nobody is told yet."""
        self.selected_span, self.snap = span, snap
        self.changed.emit()

    # where marks are moved

    def show_moved(self, moved: Mapping[MarkRef, Span], snap: Edge | None = None) -> None:
        """Draw marks elsewhere than where they are kept; an empty mapping puts them back."""
        self.moved, self.snap = dict(moved), snap
        self.changed.emit()

    def show_nudged(self, moved: Mapping[MarkRef, Span]) -> None:
        """Draw the selection where a key has brought it, and keep it in sight."""
        self.show_moved(moved)
        if self.selection is not None and self.selection in moved:
            self._viewport.reveal(moved[self.selection])
        self.described_anew.emit()

    def keep_moved(self, moved: Mapping[MarkRef, Span]) -> None:
        """The gesture is over: tell where those marks went that are still there."""
        there = {ref: span for ref, span in moved.items() if ref in self.spans}
        self.show_moved(there)
        self.described_anew.emit()
        if there:
            self.marks_moved.emit(there)
