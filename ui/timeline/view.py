"""The timeline as the listener uses it: content and gestures in, signals out."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.timecode import Span
from app.timeline.records import MarkRef, TrackTimeline
from ui.timeline import keys, touch
from ui.timeline.dragging import SNAP_PX
from ui.timeline.gestures import Mouse
from ui.timeline.lane import Hit, Part
from ui.timeline.mark_lane import EDGE_PX
from ui.timeline.mark_walk import across_lanes, neighbour
from ui.timeline.spoken import NO_TRACK, count_in_words, selection_in_words, tip_in_words
from ui.timeline.stills import PicturePath, no_pictures
from ui.timeline.surface import TimelineSurface
from ui.timeline.time_axis import TimeAxis
from ui.widgets.painting import describe

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TimelineView(TimelineSurface):
    """One track's lanes, with selection, dragging and keys.

    Signals: seek_requested(int ms); selection_changed(MarkRef | None);
    span_selected(Span | None), a stretch dragged out or given up; mark_moved(MarkRef, Span), on
    release of a drag and on each nudge; mark_activated(MarkRef), to be heard again;
    delete_requested(MarkRef); context_requested(MarkRef | None, QPoint), the point global.
    """

    seek_requested = Signal(int)
    selection_changed = Signal(object)
    span_selected = Signal(object)
    mark_moved = Signal(object, object)
    mark_activated = Signal(object)
    delete_requested = Signal(object)
    context_requested = Signal(object, QPoint)

    def __init__(
        self, picture_path: PicturePath = no_pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(picture_path, parent)
        self._timeline: TrackTimeline | None = None
        self._spans: dict[MarkRef, Span] = {}
        self._mouse = Mouse(self)
        self._fingers = touch.Fingers(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAccessibleName("Timeline")
        self.setEnabled(False)
        self._describe()

    # content

    @property
    def timeline(self) -> TrackTimeline | None:
        return self._timeline

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        """Show a track's marks. The same track again keeps zoom, scroll position and selection."""
        before, self._timeline = self._timeline, timeline
        self._spans = dict(timeline.marks()) if timeline else {}
        self._moved = None
        for lane in self.lanes.set_timeline(before, timeline):
            self.pictures.forget(lane)
        self.setEnabled(timeline is not None)
        if before is None or timeline is None or before.track_id != timeline.track_id:
            self._begin_track(timeline)
        elif timeline.duration_ms != self.axis.duration_ms:
            self.set_axis(replace(self.axis, duration_ms=max(1, timeline.duration_ms)).clamped())
        self.arrange()
        if self._selected not in self._spans:
            self.set_selection(None)
        self._describe()
        self.update()

    def _begin_track(self, timeline: TrackTimeline | None) -> None:
        self._mouse.cancel()
        self._overlays.live.clear()
        self._overlays.position_ms = 0
        self._overlays.loop = None
        self.set_selected_span(None)
        self.set_selection(None)
        self.set_peaks(None)
        width = self.width() - self.gutter_px
        self.set_axis(TimeAxis.whole(timeline.duration_ms if timeline else 1, width))

    # selection

    @property
    def selection(self) -> MarkRef | None:
        return self._selected

    @property
    def selection_span(self) -> Span | None:
        return self.span_of(self._selected) if self._selected else None

    def span_of(self, ref: MarkRef) -> Span | None:
        """Where a mark is shown: where it was dragged to, until new data arrives."""
        if self._moved is not None and self._moved[0] == ref:
            return self._moved[1]
        return self._spans.get(ref)

    def set_selection(self, ref: MarkRef | None) -> None:
        """Select a mark and scroll to it; an unknown mark selects nothing."""
        ref = ref if ref in self._spans else None
        if ref == self._selected:
            return
        self._selected = ref
        if ref is not None:
            self.set_axis(self.goal_axis.revealing(self._spans[ref]))
        self._describe()
        self.update()
        self.selection_changed.emit(ref)

    @property
    def selected_span(self) -> Span | None:
        return self._overlays.chosen

    def set_selected_span(self, span: Span | None) -> None:
        if span != self._overlays.chosen:
            self.show_chosen(span, None)
            self.span_selected.emit(span)

    # verbs for gestures and keys

    @property
    def is_dragging(self) -> bool:
        return self._mouse.is_dragging

    @property
    def snap_ms(self) -> int | None:
        """Where a drag holds on now; None when it is free."""
        return self._overlays.snap_ms

    def axis_x(self, at: QPointF) -> float:
        return at.x() - self.gutter_px

    def is_on_lanes(self, at: QPointF) -> bool:
        return at.x() >= self.gutter_px and 0 <= at.y() < self.lanes.bottom

    def hit_at(self, at: QPointF) -> Hit | None:
        if not self.is_on_lanes(at):
            return None
        return self.lanes.hit(self.axis, self._selected, self.axis_x(at), at.y())

    def chosen_edge_at(self, at: QPointF) -> Part | None:
        """Which edge of the chosen stretch can be caught here; marks come first."""
        span = self._overlays.chosen
        if span is None or not self.is_on_lanes(at) or self.hit_at(at) is not None:
            return None
        x = self.axis_x(at)
        edges = ((Part.START, span.start_ms), (Part.END, span.end_ms))
        return next((p for p, ms in edges if abs(self.axis.x_of(ms) - x) <= EDGE_PX), None)

    def edges_near(self, x: float) -> list[int]:
        """Worth snapping to near x: the playhead, marks and scenes, the track's ends."""
        near = list(self.lanes.edges_near(self.axis, x, SNAP_PX))
        is_near_playhead = abs(self.axis.x_of(self.position_ms) - x) <= SNAP_PX
        return [*near, self.position_ms] if is_near_playhead else near

    def show_moved(self, moved: tuple[MarkRef, Span] | None, snap_ms: int | None) -> None:
        self._moved, self._overlays.snap_ms = moved, snap_ms
        self.update()

    def show_chosen(self, span: Span | None, snap_ms: int | None) -> None:
        self._overlays.chosen, self._overlays.snap_ms = span, snap_ms
        self.update()

    def move_selection(self, span: Span) -> None:
        if self._selected is not None and span != self.selection_span:
            self.show_moved((self._selected, span), None)
            self.set_axis(self.goal_axis.revealing(span))
            self._describe()
            self.mark_moved.emit(self._selected, span)

    def activate_selection(self) -> None:
        if self._selected is not None:
            self.mark_activated.emit(self._selected)

    def request_delete(self) -> None:
        if self._selected is not None:
            self.delete_requested.emit(self._selected)

    def walk(self, step: int) -> bool:
        """Select the next (1) or previous (-1) mark in time; False at the ends."""
        ref = neighbour(list(self._spans.items()), self._selected, step)
        if ref is not None:
            self.set_selection(ref)
        return ref is not None

    def walk_lanes(self, step: int) -> None:
        """Select the mark nearest in time in the lane below (1) or above (-1)."""
        if self._selected is not None:
            lanes = [lane.refs() for lane in self.lanes.lanes]
            ref = across_lanes(lanes, list(self._spans.items()), self._selected, step)
            self.set_selection(ref or self._selected)

    def escape(self) -> None:
        """Give up the drag under way, else the chosen stretch and the selection."""
        if self._mouse.is_dragging:
            self._mouse.cancel()
            return
        self.set_selected_span(None)
        self.set_selection(None)

    def give_up_gesture(self) -> None:
        """Whatever the mouse or a finger has begun is as if it had not been."""
        self._mouse.cancel()

    # Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = event.reason() in _KEYBOARD_REASONS
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._mouse.cancel()
        self._shows_focus = False
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.press(self, event):
            event.ignore()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab walks the marks first and leaves behind the last one."""
        return self.walk(1 if is_next else -1) or super().focusNextPrevChild(is_next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning zooms under the pointer; sideways or with Shift it scrolls."""
        touch.wheel(self, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.context_requested.emit(self._selected, self.mapToGlobal(self._menu_point()))
            return
        hit = self.hit_at(QPointF(event.pos()))
        if hit is not None and hit.ref is not None:
            self.set_selection(hit.ref)
        self.context_requested.emit(hit.ref if hit else None, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            if keys.is_ours(self, cast(QKeyEvent, event)):
                event.accept()
                return True
        elif event.type() == QEvent.Type.ToolTip:
            return self._show_tip(cast(QHelpEvent, event))
        elif event.type() == QEvent.Type.NativeGesture:
            return touch.pinch(self, cast(QNativeGestureEvent, event)) or super().event(event)
        elif event.type() in touch.TOUCHES:
            self._fingers.touch(cast(QTouchEvent, event))
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> bool:
        at = QPointF(event.pos())
        if not self.is_on_lanes(at):
            QToolTip.hideText()
            return True
        words = tip_in_words(self.axis.position_at(self.axis_x(at)), self.hit_at(at))
        QToolTip.showText(event.globalPos(), words, self)
        return True

    def _menu_point(self) -> QPoint:
        span = self.selection_span
        slot = self.lanes.slot_holding(self._selected) if self._selected else None
        if span is None or slot is None:
            return self.rect().center()
        return QPoint(round(self.gutter_px + self.axis.x_of(span.start_ms)), slot.bottom - 4)

    def _describe(self) -> None:
        span = self.selection_span
        if self._timeline is None:
            describe(self, NO_TRACK)
        elif self._selected is None or span is None:
            describe(self, count_in_words(len(self._spans)))
        else:
            describe(self, selection_in_words(self.lanes, self._selected, span))
