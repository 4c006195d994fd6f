"""The timeline's marks: which are shown, which are selected, and the verbs on the selection."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.timeline.records import TrackTimeline
from ui.timeline.accessibility.accessible import give_voice
from ui.timeline.accessibility.spoken import (
    NO_TRACK,
    count_in_words,
    counted_in_words,
    selection_in_words,
    several_in_words,
)
from ui.timeline.canvas.roaming_surface import RoamingSurface
from ui.timeline.geometry.edges import SNAP_PX, Edge
from ui.timeline.geometry.lane_area import Hit, Part
from ui.timeline.geometry.time_axis import TimeAxis
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.layout.mark_hits import EDGE_PX
from ui.timeline.selection.mark_spans import MarkSpans
from ui.timeline.selection.selection import Selection, between
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.painting import describe


class MarkedSurface(RoamingSurface):
    """One track's marks and the selection among them. Knows no mouse and no keys.

    Signals: selection_changed(MarkRef | None), the current mark, whenever what is selected
    changes; span_selected(Span | None), a stretch chosen or given up; marks_moved(dict of MarkRef
    to Span), on release of a drag or of a nudging key; mark_activated(MarkRef), to be heard again.
    """

    selection_changed = Signal(object)
    span_selected = Signal(object)
    marks_moved = Signal(object)
    mark_activated = Signal(object)

    def __init__(
        self, picture_path: FindPicture = no_pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(picture_path, parent)
        self._timeline: TrackTimeline | None = None
        self._spans = MarkSpans(self.lanes)
        give_voice()
        self.setAccessibleName("Timeline")
        self.setEnabled(False)
        self._describe()

    # content

    @property
    def timeline(self) -> TrackTimeline | None:
        return self._timeline

    @property
    def holds_marks(self) -> bool:
        """Whether a hand is moving some just now."""
        return False

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        """Show a track's marks. The same track again keeps zoom, scroll position and selection, and
        marks that a hand holds stay where it holds them.
        """
        before, self._timeline = self._timeline, timeline
        held, self._moved = self._moved if self.holds_marks else {}, {}
        for lane, changed in self.lanes.set_timeline(timeline):
            self.pictures.forget(lane, changed)
        self._spans.forget_order()
        self._moved = {ref: span for ref, span in held.items() if ref in self._spans}
        self.setEnabled(timeline is not None)
        if before is None or timeline is None or before.track_id != timeline.track_id:
            self._begin_track(timeline)
        elif timeline.duration_ms != self.axis.duration_ms:
            self.set_axis(replace(self.axis, duration_ms=max(1, timeline.duration_ms)).clamped())
        self.arrange()
        self._select(self.still_there(self._selection))
        self._describe()
        self.update()

    def _begin_track(self, timeline: TrackTimeline | None) -> None:
        self._overlays.live.clear()
        self._overlays.position_ms = 0
        self._overlays.loop = None
        self.set_selected_span(None)
        self.set_selection(None)
        self.set_peaks(None)
        self.set_onsets(None)
        width = self.width() - self.gutter_px
        self.set_axis(TimeAxis.whole(timeline.duration_ms if timeline else 1, width))

    def set_lane_choices(self, choices: LaneChoices) -> None:
        """What goes out of sight is no longer selected: keys would change it unseen."""
        super().set_lane_choices(choices)
        seen = self.kinds_in_sight
        self._select(self._selection.among([r for r in self._selection.refs if r.kind in seen]))

    @property
    def kinds_in_sight(self) -> frozenset[MarkKind]:
        """Those whose lanes are shown."""
        return frozenset(marks.kind for marks in self.lanes.marks_shown)

    # what is selected

    @property
    def standing(self) -> MarkRef | None:
        """The mark that the keys are at."""
        return self.selection

    @property
    def selection(self) -> MarkRef | None:
        """The current mark: the one selected last."""
        return self._selection.current

    @property
    def selected(self) -> Selection:
        return self._selection

    @property
    def selected_marks(self) -> tuple[MarkRef, ...]:
        """All that are selected, in time order."""
        return tuple(self._spans.in_order(self._selection.refs))

    @property
    def selection_span(self) -> Span | None:
        """Where the current mark is."""
        return self.span_of(self.selection) if self.selection else None

    def span_of(self, ref: MarkRef) -> Span | None:
        """Where a mark is shown: where it was dragged to, until new data arrives."""
        return self._moved.get(ref) or self._spans.get(ref)

    def selected_spans(self) -> dict[MarkRef, Span]:
        """Every selected mark and where it is shown."""
        return {ref: self._moved.get(ref, self._spans[ref]) for ref in self.selected_marks}

    def set_selection(self, ref: MarkRef | None) -> None:
        """Select one mark and scroll to it; an unknown mark selects nothing."""
        self._choose(Selection.only(ref if ref in self._spans else None))

    def set_selected(self, refs: Iterable[MarkRef]) -> None:
        """Select several at once and scroll to the first; unknown marks are left out."""
        known = self._spans.in_order({ref for ref in refs if ref in self._spans})
        self._choose(Selection.of(known, known[0] if known else None))

    def toggle_selection(self, ref: MarkRef) -> None:
        self._select(self._selection.toggled(ref))

    def extend_selection(self, ref: MarkRef) -> None:
        """Everything between the mark where the selection began and this one."""
        lanes = [list(marks.spans()) for marks in self.lanes.marks_shown]
        found = between(lanes, self._selection.anchor or ref, ref)
        self._choose(self._selection.reaching(ref, found))

    def select_all(self) -> None:
        """Everything in the current mark's lane; when all of that is selected, everything."""
        marks = self.lanes.marks_with(self.selection) if self.selection else None
        lane = frozenset(marks.refs()) if marks is not None else frozenset()
        everything = not lane or lane <= self._selection.refs
        shown = (ref for marks in self.lanes.marks_shown for ref in marks.refs())
        self._select(Selection.of(shown if everything else lane, self.selection))

    def select_caught(self, refs: Iterable[MarkRef]) -> None:
        """What a rubber band holds just now; nothing scrolls under the hand."""
        self._select(Selection.of(refs, self.selection))

    def still_there(self, selection: Selection) -> Selection:
        """What is left of it on this track."""
        return selection.among(self._spans)

    def _choose(self, selection: Selection) -> None:
        """Select, and scroll to the current mark."""
        if selection.current is not None and selection != self._selection:
            self.set_axis(self.goal_axis.revealing(self._spans[selection.current]))
            self.reveal_mark(selection.current)
        self._select(selection)

    def reveal_mark(self, ref: MarkRef) -> None:
        """Scroll the lanes to a mark: to its whole lane, and in one that is too high to its row."""
        slot = self.lanes.slot_holding(ref) if self.lanes.overflow_px else None
        if slot is None:
            return
        self.reveal_lane(slot.lane)
        row = self.lanes.rect_of(self.axis, ref, self._moved)
        if row is not None:
            self.reveal_height(math.floor(row.top()), math.ceil(row.bottom()))

    def _select(self, selection: Selection) -> None:
        if selection == self._selection:
            return
        self._selection = selection
        self._describe()
        self.update()
        self.selection_changed.emit(selection.current)

    @property
    def selected_span(self) -> Span | None:
        return self._overlays.chosen

    def set_selected_span(self, span: Span | None) -> None:
        if span != self._overlays.chosen:
            self.show_chosen(span, None)
            self.span_selected.emit(span)

    # verbs for gestures and keys

    @property
    def snap(self) -> Edge | None:
        """What a drag holds on to now; None when it is free."""
        return self._overlays.snap

    def axis_x(self, at: QPointF) -> float:
        return at.x() - self.gutter_px

    def is_on_lanes(self, at: QPointF) -> bool:
        return at.x() >= self.gutter_px and 0 <= at.y() < self.lanes.bottom

    def is_on_ruler(self, at: QPointF) -> bool:
        return self.is_on_lanes(at) and at.y() < self.lanes.ruler_bottom

    def position_at(self, at: QPointF) -> int:
        return self.axis.position_at(self.axis_x(at))

    def refs_at(self, position_ms: int) -> list[MarkRef]:
        """The marks that cover a position; a point covers the pixels around it."""
        reach = round(self.axis.ms_for(2))
        near = Span.between(position_ms - reach, position_ms + reach + 1)
        return self._spans.over(near)

    def hit_at(self, at: QPointF) -> Hit | None:
        if not self.is_on_lanes(at):
            return None
        return self.lanes.hit(self.axis, self._selection.refs, self.axis_x(at), at.y())

    def holds_marks_at(self, at: QPointF) -> bool:
        """Whether the lane at a point has marks, so that some could be caught there."""
        slot = self.lanes.slot_at(at.y())
        return slot is not None and slot.lane.marks is not None and bool(slot.lane.marks.refs())

    def chosen_edge_at(self, at: QPointF) -> Part | None:
        """Which edge of the chosen stretch can be caught here; marks come first."""
        span = self._overlays.chosen
        if span is None or not self.is_on_lanes(at) or self.hit_at(at) is not None:
            return None
        x = self.axis_x(at)
        edges = ((Part.START, span.start_ms), (Part.END, span.end_ms))
        return next((p for p, ms in edges if abs(self.axis.x_of(ms) - x) <= EDGE_PX), None)

    def edges_near(self, x: float) -> list[Edge]:
        """Worth snapping to near x: the playhead, and whatever the lanes know of there."""
        near = list(self.lanes.edges_near(self.axis, x, SNAP_PX))
        is_near_playhead = abs(self.axis.x_of(self.position_ms) - x) <= SNAP_PX
        return [Edge(self.position_ms, "Playhead"), *near] if is_near_playhead else near

    def show_moved(self, moved: Mapping[MarkRef, Span], snap: Edge | None = None) -> None:
        """Draw marks elsewhere than where they are kept; an empty mapping puts them back."""
        self._moved, self._overlays.snap = dict(moved), snap
        self.update()

    def show_band(self, band: QRectF | None) -> None:
        """The rubber band; x on the axis, y in the view's coordinates."""
        self._overlays.band = band
        self.update()

    def show_chosen(self, span: Span | None, snap: Edge | None) -> None:
        self._overlays.chosen, self._overlays.snap = span, snap
        self.update()

    def keep_moved(self, moved: Mapping[MarkRef, Span]) -> None:
        """The gesture is over: tell where those marks went that are still there."""
        there = {ref: span for ref, span in moved.items() if ref in self._spans}
        self.show_moved(there)
        self._describe()
        if there:
            self.marks_moved.emit(there)

    def show_nudged(self, moved: Mapping[MarkRef, Span]) -> None:
        """Draw the selection where a key has brought it, and keep it in sight."""
        self.show_moved(moved)
        if self.selection is not None and self.selection in moved:
            self.set_axis(self.goal_axis.revealing(moved[self.selection]))
        self._describe()

    def _describe(self) -> None:
        span = self.selection_span
        if self._timeline is None:
            describe(self, NO_TRACK)
        elif self.selection is None or span is None:
            describe(self, count_in_words(len(self._spans)))
        elif len(self._selection.refs) > 1:
            described = several_in_words(self.lanes, self.selected_spans(), self.selection)
            describe(self, described)
        else:
            words = selection_in_words(self.lanes, self.selection, span)
            also = counted_in_words(self.lanes, self.axis, self.selection)
            describe(self, f"{words}.{also}" if also else words)
