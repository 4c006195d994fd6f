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
    """Knows no mouse and no keys; they set is_held: whether marks are being moved.

    spans: where each mark is saved. moved: where some are drawn instead. snap: what a drag snaps
    to now. walked_to: the mark that keys moved on to without selecting it.

    Signals: selection_changed(MarkRef | None), the current mark, whenever the selection changes;
    span_selected(Span | None), a passage selected or none any more; marks_moved(dict of MarkRef to
    Span), on release of a drag or of an arrow key; mark_activated(MarkRef), to be heard again;
    edit_asked(MarkRef) and delete_asked(MarkRef), by assistive technology; mark_pressed(MarkRef),
    it was clicked and is the only one selected; years_asked(int ms), of this
    place;
    changed(), what is drawn; described_anew(), its description; lanes_changed(list of lanes that
    look different, and where), track_begun(TrackTimeline | None) and timeline_changed(TrackTimeline
    | None), in this order, when the marks have changed.
    """

    selection_changed = Signal(object)
    span_selected = Signal(object)
    marks_moved = Signal(object)
    mark_activated = Signal(object)
    edit_asked = Signal(object)
    delete_asked = Signal(object)
    mark_pressed = Signal(object)
    years_asked = Signal(int)
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
        """Shows a track's marks. The same track again keeps zoom, scroll position and selection,
        and marks that are being dragged stay where they are dragged to.
        """
        before, self.timeline = self.timeline, timeline
        walked_to = self.walked_to
        held, self.moved = self.moved if self.is_held() else {}, {}
        self.lanes_changed.emit(self._lanes.set_timeline(timeline))
        self.spans.forget_order()
        self.moved = {ref: span for ref, span in held.items() if ref in self.spans}
        self._select(self.still_there(self.selected))  # before anyone asks for what is gone
        if before is None or timeline is None or before.track_id != timeline.track_id:
            self.track_begun.emit(timeline)
            self.give_up()
        self.timeline_changed.emit(timeline)
        self.stand_at(walked_to if walked_to in self.spans else None)
        self.described_anew.emit()
        self.changed.emit()

    # places

    @property
    def kinds_in_sight(self) -> frozenset[MarkKind]:
        """The kinds whose lanes are shown."""
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
        """Scrolls to a mark, and the lanes to its lane; in a lane that is too high, to its row."""
        self._viewport.reveal(self.spans[ref])
        slot = self._lanes.slot_holding(ref) if self._lanes.overflow_px else None
        if slot is None:
            return
        self._viewport.reveal_lane(slot.lane)
        row = self._lanes.rect_of(self._viewport.axis, ref, self.moved)
        if row is not None:
            self._viewport.reveal_height(math.floor(row.top()), math.ceil(row.bottom()))

    # selection

    @property
    def standing(self) -> MarkRef | None:
        """The mark that keys act on: the current one, unless they moved on from it."""
        return self.walked_to or self.selection

    @property
    def selection(self) -> MarkRef | None:
        """The current mark: the one selected last."""
        return self.selected.current

    @property
    def selected_marks(self) -> tuple[MarkRef, ...]:
        """All selected marks, in time order."""
        return tuple(self.spans.in_order(self.selected.refs))

    @property
    def selection_span(self) -> Span | None:
        """The current mark's span."""
        return self.span_of(self.selection) if self.selection else None

    def selected_spans(self) -> dict[MarkRef, Span]:
        """Every selected mark, with the span where it is shown."""
        spans = self.spans.of(self.selected.refs)
        return spans | {ref: self.moved[ref] for ref in self.moved if ref in spans}

    def set_selection(self, ref: MarkRef | None) -> None:
        """Selects one mark and scrolls to it; an unknown mark selects nothing."""
        self._choose(Selection.only(ref if ref in self.spans else None))

    def set_selected(self, refs: Iterable[MarkRef]) -> None:
        """Selects several at once and scrolls to the first; unknown marks are left out."""
        known = self.spans.in_order(self.spans.among(refs))
        self._choose(Selection.of(known, known[0] if known else None))

    def toggle_selection(self, ref: MarkRef) -> None:
        self._select(self.selected.toggled(ref))

    def extend_selection(self, ref: MarkRef) -> None:
        """Selects everything between the mark where the selection started and this one."""
        lanes = [list(marks.spans()) for marks in self._lanes.marks_shown]
        found = between(lanes, self.selected.anchor or ref, ref)
        self._choose(self.selected.reaching(ref, found))

    def select_all(self) -> None:
        """Selects everything in the current mark's lane; if it is selected already, everything."""
        marks = self._lanes.marks_with(self.selection) if self.selection else None
        lane = frozenset(marks.refs()) if marks is not None else frozenset()
        everything = not lane or lane <= self.selected.refs
        shown = (ref for marks in self._lanes.marks_shown for ref in marks.refs())
        self._select(Selection.of(shown if everything else lane, self.selection))

    def select_caught(self, refs: Iterable[MarkRef]) -> None:
        """Selects what a rubber band touches; doesn't scroll during the gesture."""
        self._select(Selection.of(refs, self.selection))

    def leave_hidden(self) -> None:
        """Deselects marks in hidden lanes: keys would change them unseen."""
        seen = self.kinds_in_sight
        self._select(self.selected.among([ref for ref in self.selected.refs if ref.kind in seen]))

    def still_there(self, selection: Selection) -> Selection:
        """Keeps of the selection what is still on this track."""
        return selection.among(self.spans.among(selection.refs))

    def give_up(self) -> None:
        """Clears the selection: no passage and no mark."""
        self.set_selected_span(None)
        self.set_selection(None)

    def activate_selection(self) -> None:
        """Asks to hear the mark that keys act on."""
        if self.standing is not None:
            self.mark_activated.emit(self.standing)

    def stand_at(self, ref: MarkRef | None) -> None:
        """The mark that keys moved on to; None: they are back at the current one."""
        if ref != self.walked_to:
            self.walked_to = ref
            self.described_anew.emit()
            self.changed.emit()

    def _choose(self, selection: Selection) -> None:
        """Selects, and scrolls to the current mark."""
        if selection.current is not None and selection != self.selected:
            self.reveal(selection.current)
        self._select(selection)

    def _select(self, selection: Selection) -> None:
        """After selecting, keys act on the current mark again."""
        self.stand_at(None)
        if selection == self.selected:
            return
        self.selected = selection
        self.described_anew.emit()
        self.changed.emit()
        self.selection_changed.emit(selection.current)

    # the selected passage

    def set_selected_span(self, span: Span | None) -> None:
        if span != self.selected_span:
            self.show_chosen(span)
            self.span_selected.emit(span)

    def keep_chosen(self, span: Span | None) -> None:
        """The gesture has ended: reports the selected passage."""
        self.show_chosen(span)
        self.span_selected.emit(span)

    def show_chosen(self, span: Span | None, snap: Edge | None = None) -> None:
        """Shows a passage as selected while it is dragged; it isn't reported yet."""
        self.selected_span, self.snap = span, snap
        self.changed.emit()

    # moving marks

    def show_moved(self, moved: Mapping[MarkRef, Span], snap: Edge | None = None) -> None:
        """Shows marks elsewhere than they are saved; an empty mapping puts them back."""
        self.moved, self.snap = dict(moved), snap
        self.changed.emit()

    def show_nudged(self, moved: Mapping[MarkRef, Span]) -> None:
        """Shows the selection where a key moved it, and keeps it in view."""
        self.show_moved(moved)
        if self.selection is not None and self.selection in moved:
            self._viewport.reveal(moved[self.selection])
        self.described_anew.emit()

    def keep_moved(self, moved: Mapping[MarkRef, Span]) -> None:
        """The gesture has ended: reports where the marks went that still exist."""
        known = self.spans.among(moved)
        there = {ref: span for ref, span in moved.items() if ref in known}
        self.show_moved(there)
        self.described_anew.emit()
        if there:
            self.marks_moved.emit(there)
