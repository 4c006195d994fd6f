"""What the mouse does: click, drag marks or their edges, choose a stretch or several marks, pan.

A press waits until it is clear what it becomes; from then on one gesture owns the mouse. With Ctrl
a click takes a mark in or out and a drag leaves copies, with Shift a click selects all up to there,
with Alt nothing snaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkRef
from app.core.timecode import Span
from ui.timeline.geometry.edges import Edge, nearest
from ui.timeline.geometry.lane_area import Hit, Part
from ui.timeline.input.edge_scroll import EdgeScroll
from ui.timeline.input.rubber_band import RubberBand
from ui.timeline.selection.dragging import dragged, snapped, snapped_position

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CURSORS = {
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
    Part.BODY: Qt.CursorShape.PointingHandCursor,
}
_GRABBED = Qt.CursorShape.ClosedHandCursor


class Gesture(Protocol):
    """One way of using the mouse, from press to release. at: x on the axis, y in the view."""

    def move(self, at: QPointF, *, snaps: bool) -> None: ...

    def release(self) -> None: ...

    def cancel(self) -> None: ...


class Mouse:
    """Turns mouse events into gestures and gestures into the view's verbs."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._pressed_at: QPointF | None = None
        self._keys = Qt.KeyboardModifier.NoModifier
        self._hit: Hit | None = None
        self._gesture: Gesture | None = None

    @property
    def is_dragging(self) -> bool:
        return self._gesture is not None

    def press(self, event: QMouseEvent) -> None:
        view, at = self._view, event.position()
        self.cancel()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = _Pan(view, QPointF(view.axis_x(at), at.y()))
            view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and view.is_on_lanes(at):
            self._pressed_at, self._keys = at, event.modifiers()
            self._hit = view.hit_at(at)
            if self._hit is not None and self._hit.ref is not None:
                self._press_mark(self._hit.ref)

    def move(self, event: QMouseEvent) -> None:
        view, at = self._view, event.position()
        if self._gesture is None and self._pressed_at is not None:
            begun = self._begun(self._pressed_at, at)
            if begun is not None:
                self._gesture = EdgeScroll(view, begun, view.axis_x(self._pressed_at))
        if self._gesture is not None:
            snaps = not event.modifiers() & _ALT
            self._gesture.move(QPointF(view.axis_x(at), at.y()), snaps=snaps)
        elif self._pressed_at is None:
            self.hover(at)

    def release(self, event: QMouseEvent) -> None:
        gesture, pressed_at, hit = self._gesture, self._pressed_at, self._hit
        self._forget()
        if gesture is not None:
            gesture.release()
        elif pressed_at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._click(pressed_at, hit)
        self.hover(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        hit = self._view.hit_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and hit is not None and hit.ref is not None:
            self._view.set_selection(hit.ref)
            self._view.activate_selection()
        else:
            self.press(event)

    def cancel(self) -> None:
        """Give up the gesture under way, as if it had not begun."""
        gesture = self._gesture
        self._forget()
        if gesture is not None:
            gesture.cancel()

    def hover(self, at: QPointF) -> None:
        if self._view.chosen_edge_at(at) is not None:
            self._view.setCursor(Qt.CursorShape.SizeHorCursor)
            return
        hit = self._view.hit_at(at)
        self._view.setCursor(_CURSORS[hit.part] if hit else Qt.CursorShape.ArrowCursor)

    def _press_mark(self, ref: MarkRef) -> None:
        """A mark of a larger selection stays in it: the press may become a drag of them all."""
        if self._keys & _SHIFT:
            self._view.extend_selection(ref)
        elif ref not in self._view.selected.refs and not self._keys & _CTRL:
            self._view.set_selection(ref)

    def _begun(self, pressed_at: QPointF, at: QPointF) -> Gesture | None:
        """What the press becomes; None as long as the hand only trembles."""
        view, hit = self._view, self._hit
        enough = QApplication.startDragDistance() / 2
        is_across = abs(at.x() - pressed_at.x()) >= enough
        if hit is not None and hit.ref is not None and hit.is_movable:
            return self._begun_on_mark(hit, hit.ref, pressed_at) if is_across else None
        if view.chosen_edge_at(pressed_at) is None and view.holds_marks_at(pressed_at):
            is_far = is_across or abs(at.y() - pressed_at.y()) >= enough
            return RubberBand(view, pressed_at, joins=self._is_joining) if is_far else None
        return self._begun_on_music(pressed_at) if is_across else None

    @property
    def _is_joining(self) -> bool:
        return bool(self._keys & (_CTRL | _SHIFT))

    def _begun_on_mark(self, hit: Hit, ref: MarkRef, at: QPointF) -> Gesture:
        view, is_body = self._view, hit.part is Part.BODY
        if ref not in view.selected.refs:
            view.set_selection(ref)
        is_copy = is_body and bool(self._keys & _CTRL)
        if is_body:
            view.setCursor(Qt.CursorShape.DragCopyCursor if is_copy else _GRABBED)
        return _MarkDrag(view, ref, hit.part, view.axis_x(at), is_copy=is_copy)

    def _begun_on_music(self, at: QPointF) -> Gesture:
        view, span = self._view, self._view.selected_span
        edge = view.chosen_edge_at(at)
        if edge is not None and span is not None:
            return _Choose(view, span.end_ms if edge is Part.START else span.start_ms)
        return _Choose(view, view.axis.position_at(view.axis_x(at)))

    def _click(self, at: QPointF, hit: Hit | None) -> None:
        view = self._view
        if hit is None:
            view.escape()
            view.seek_requested.emit(view.axis.position_at(view.axis_x(at)))
        elif hit.ref is None:
            view.open_count(hit, at)
        elif self._keys & _CTRL:
            view.toggle_selection(hit.ref)
        elif not self._keys & _SHIFT:
            view.set_selection(hit.ref)
            here = view.position_at(at)
            view.seek_requested.emit(min(max(here, hit.span.start_ms), hit.span.end_ms))

    def _forget(self) -> None:
        self._gesture, self._pressed_at, self._hit = None, None, None


class _MarkDrag:
    """The selected marks, or one edge of them, follow the pointer; kept on release."""

    def __init__(
        self, view: TimelineView, lead: MarkRef, part: Part, x: float, *, is_copy: bool
    ) -> None:
        self._view, self._lead, self._part, self._is_copy = view, lead, part, is_copy
        self._originals = view.selected_spans()
        self._spans = self._originals
        self._from_ms = view.axis.ms_at(x)

    def move(self, at: QPointF, *, snaps: bool) -> None:
        axis = self._view.axis
        by_ms = round(axis.ms_at(at.x()) - self._from_ms)
        edge: Edge | None = None
        if snaps:
            self._spans, edge = snapped(
                axis, self._originals, self._lead, self._part, by_ms, self._view.edges_near
            )
        else:
            self._spans = dragged(self._originals, self._part, by_ms, axis.duration_ms)
        self._view.show_moved(self._spans, edge)

    def release(self) -> None:
        if self._spans == self._originals:
            self.cancel()
        elif self._is_copy:
            self.cancel()
            self._view.marks_copied.emit(self._spans)
        else:
            self._view.keep_moved(self._spans)

    def cancel(self) -> None:
        self._view.show_moved({})


class _Choose:
    """A stretch between where the drag began and the pointer."""

    def __init__(self, view: TimelineView, fixed_ms: int) -> None:
        self._view, self._before = view, view.selected_span
        x = view.axis.x_of(fixed_ms)
        edge = nearest(view.axis, x, view.edges_near(x))
        self._fixed_ms = fixed_ms
        self._snapped_fixed_ms = fixed_ms if edge is None else edge.at_ms
        self._span: Span | None = None

    def move(self, at: QPointF, *, snaps: bool) -> None:
        axis = self._view.axis
        if snaps:
            at_ms, edge = snapped_position(axis, at.x(), self._view.edges_near)
            fixed = self._snapped_fixed_ms
        else:
            at_ms, edge, fixed = axis.position_at(at.x()), None, self._fixed_ms
        self._span = Span.between(fixed, at_ms)
        self._view.show_chosen(self._span, edge)

    def release(self) -> None:
        if self._span is None or self._span.is_point:
            self.cancel()
            return
        self._view.show_chosen(self._span, None)
        self._view.span_selected.emit(self._span)

    def cancel(self) -> None:
        self._view.show_chosen(self._before, None)


class _Pan:
    """The time under the pointer stays under it, and so does the lane."""

    def __init__(self, view: TimelineView, at: QPointF) -> None:
        self._view, self._at = view, at

    def move(self, at: QPointF, *, snaps: bool) -> None:
        self._view.scroll_by(self._at.x() - at.x())
        self._view.scroll_lanes(round(self._at.y() - at.y()))
        self._at = at

    def release(self) -> None:
        pass

    def cancel(self) -> None:
        pass
