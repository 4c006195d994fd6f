"""What the mouse does: click, drag a mark or its edge, drag out a stretch, pan.

A press waits until it is clear what it becomes; from then on one gesture owns the mouse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.timecode import Span
from app.timeline.records import MarkRef
from ui.timeline.dragging import dragged, snapped, snapped_position
from ui.timeline.lane import Hit, Part

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

_CURSORS = {
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
    Part.BODY: Qt.CursorShape.PointingHandCursor,
}


class Gesture(Protocol):
    """One way of using the mouse, from press to release. x: on the axis."""

    def move(self, x: float, *, snaps: bool) -> None: ...

    def release(self) -> None: ...

    def cancel(self) -> None: ...


class Mouse:
    """Turns mouse events into gestures and gestures into the view's verbs."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._pressed_at: QPointF | None = None
        self._hit: Hit | None = None
        self._gesture: Gesture | None = None

    @property
    def is_dragging(self) -> bool:
        return self._gesture is not None

    def press(self, event: QMouseEvent) -> None:
        view, at = self._view, event.position()
        self.cancel()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = _Pan(view, view.axis_x(at))
            view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and view.is_on_lanes(at):
            self._pressed_at = at
            self._hit = view.hit_at(at)
            if self._hit is not None and self._hit.ref is not None:
                view.set_selection(self._hit.ref)

    def move(self, event: QMouseEvent) -> None:
        view, at = self._view, event.position()
        if self._gesture is None and self._pressed_at is not None:
            far = abs(at.x() - self._pressed_at.x()) >= QApplication.startDragDistance() / 2
            self._gesture = self._begun(self._pressed_at) if far else None
        if self._gesture is not None:
            snaps = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._gesture.move(view.axis_x(at), snaps=snaps)
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

    def _begun(self, at: QPointF) -> Gesture:
        view, hit = self._view, self._hit
        x = view.axis_x(at)
        if hit is not None and hit.ref is not None:
            if hit.part is Part.BODY:
                view.setCursor(Qt.CursorShape.ClosedHandCursor)
            return _MarkDrag(view, hit.ref, view.span_of(hit.ref) or hit.span, hit.part, x)
        edge = view.chosen_edge_at(at)
        span = view.selected_span
        if edge is not None and span is not None:
            fixed = span.end_ms if edge is Part.START else span.start_ms
            return _Choose(view, fixed)
        return _Choose(view, view.axis.position_at(x))

    def _click(self, at: QPointF, hit: Hit | None) -> None:
        view = self._view
        if hit is None:
            view.escape()
            view.seek_requested.emit(view.axis.position_at(view.axis_x(at)))
        elif hit.ref is None:
            view.zoom_to_span(hit.span)

    def _forget(self) -> None:
        self._gesture, self._pressed_at, self._hit = None, None, None


class _MarkDrag:
    """A mark or one of its edges follows the pointer; kept on release."""

    def __init__(
        self, view: TimelineView, ref: MarkRef, original: Span, part: Part, x: float
    ) -> None:
        self._view, self._ref, self._original, self._part = view, ref, original, part
        self._from_ms = view.axis.ms_at(x)
        self._span = original

    def move(self, x: float, *, snaps: bool) -> None:
        axis = self._view.axis
        by_ms = round(axis.ms_at(x) - self._from_ms)
        if snaps:
            found = snapped(axis, self._original, self._part, by_ms, self._view.edges_near)
            self._span, edge = found
        else:
            self._span = dragged(self._original, self._part, by_ms, axis.duration_ms)
            edge = None
        self._view.show_moved((self._ref, self._span), edge)

    def release(self) -> None:
        if self._span == self._original:
            self.cancel()
            return
        self._view.show_moved((self._ref, self._span), None)
        self._view.mark_moved.emit(self._ref, self._span)

    def cancel(self) -> None:
        self._view.show_moved(None, None)


class _Choose:
    """A stretch between where the drag began and the pointer."""

    def __init__(self, view: TimelineView, fixed_ms: int) -> None:
        self._view, self._before = view, view.selected_span
        near = view.edges_near(view.axis.x_of(fixed_ms))
        self._fixed_ms = fixed_ms
        self._snapped_fixed_ms = min(near, key=lambda ms: abs(ms - fixed_ms), default=fixed_ms)
        self._span: Span | None = None

    def move(self, x: float, *, snaps: bool) -> None:
        axis = self._view.axis
        if snaps:
            at, edge = snapped_position(axis, x, self._view.edges_near)
            fixed = self._snapped_fixed_ms
        else:
            at, edge, fixed = axis.position_at(x), None, self._fixed_ms
        self._span = Span.between(fixed, at)
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
    """The time under the pointer stays under it."""

    def __init__(self, view: TimelineView, x: float) -> None:
        self._view, self._x = view, x

    def move(self, x: float, *, snaps: bool) -> None:
        self._view.scroll_by(self._x - x)
        self._x = x

    def release(self) -> None:
        pass

    def cancel(self) -> None:
        pass
