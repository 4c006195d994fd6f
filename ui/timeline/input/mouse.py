"""What the mouse does: click, drag marks or their edges, select a passage or marks, pan.

A press waits until it is clear what it becomes; from then on one gesture has the mouse. With Ctrl a
click adds a mark to the selection or removes it, and a drag leaves copies; with Shift a click
selects all up to there; with Alt nothing snaps.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkRef
from app.intensity.records import IntensityEvent
from ui.timeline.geometry.lane_area import Hit, Part
from ui.timeline.input.edge_scroll import EdgeScroll
from ui.timeline.input.event_drag import EventDrag
from ui.timeline.input.gesture import Gesture
from ui.timeline.input.gestures import Choose, MarkDrag, Pan
from ui.timeline.input.marks_here import MarksHere
from ui.timeline.input.rubber_band import RubberBand
from ui.timeline.input.surface import Surface
from ui.timeline.lanes.emotion_lane import EmotionLane

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CURSORS = {
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
    Part.BODY: Qt.CursorShape.PointingHandCursor,
}
_GRABBED = Qt.CursorShape.ClosedHandCursor


class Mouse(QObject):
    """Turns mouse events into gestures, and gestures into verbs.

    Signals: seek_requested(int ms); marks_copied(dict of MarkRef to Span), where copies go.
    """

    seek_requested = Signal(int)
    marks_copied = Signal(object)

    def __init__(self, surface: Surface, here: MarksHere, parent: QObject) -> None:
        super().__init__(parent)
        self._surface, self._here = surface, here
        self._marks, self._canvas = surface.marks, surface.canvas
        self._pressed_at: QPointF | None = None
        self._keys = Qt.KeyboardModifier.NoModifier
        self._hit: Hit | None = None
        self._gesture: Gesture | None = None

    @property
    def is_dragging(self) -> bool:
        return self._gesture is not None

    def press(self, event: QMouseEvent) -> None:
        canvas, at = self._canvas, event.position()
        self.cancel()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = Pan(self._surface.viewport, QPointF(canvas.axis_x(at), at.y()))
            canvas.setCursor(_GRABBED)
        elif event.button() == Qt.MouseButton.LeftButton and canvas.is_on_lanes(at):
            self._pressed_at, self._keys = at, event.modifiers()
            self._hit = canvas.hit_at(at)
            if self._hit is not None and self._hit.ref is not None:
                self._press_mark(self._hit.ref)

    def move(self, event: QMouseEvent) -> None:
        canvas, at = self._canvas, event.position()
        if self._gesture is None and self._pressed_at is not None:
            begun = self._begun(self._pressed_at, at)
            if begun is not None:
                from_x = canvas.axis_x(self._pressed_at)
                self._gesture = EdgeScroll(self._surface.viewport, begun, from_x)
        if self._gesture is not None:
            snaps = not event.modifiers() & _ALT
            self._gesture.move(QPointF(canvas.axis_x(at), at.y()), snaps=snaps)
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
        hit = self._canvas.hit_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hit is None:
            self.press(event)
        elif hit.event is not None:
            self._surface.events.choose(hit.event)
            self._surface.events.activate()
        elif hit.ref is not None:
            self._marks.set_selection(hit.ref)
            self._marks.activate_selection()
        else:
            self.press(event)

    def cancel(self) -> None:
        """Cancels the gesture under way."""
        gesture = self._gesture
        self._forget()
        if gesture is not None:
            gesture.cancel()

    def hover(self, at: QPointF) -> None:
        if self._canvas.chosen_edge_at(at) is not None:
            self._canvas.setCursor(Qt.CursorShape.SizeHorCursor)
            return
        hit = self._canvas.hit_at(at)
        self._canvas.setCursor(_CURSORS[hit.part] if hit else Qt.CursorShape.ArrowCursor)
        slot = self._canvas.lanes.slot_at(at.y())
        is_ridge = hit is not None and slot is not None and isinstance(slot.lane, EmotionLane)
        self._canvas.overlays.light_ridge(hit.row if hit is not None and is_ridge else None)

    def _press_mark(self, ref: MarkRef) -> None:
        """A mark of a larger selection stays in it: the press may start a drag of all."""
        if self._keys & _SHIFT:
            self._marks.extend_selection(ref)
        elif ref not in self._marks.selected.refs and not self._keys & _CTRL:
            self._marks.set_selection(ref)

    def _begun(self, pressed_at: QPointF, at: QPointF) -> Gesture | None:
        """The gesture that the press becomes; None while the pointer has hardly moved."""
        canvas, hit = self._canvas, self._hit
        if hit is not None and hit.event is not None:
            return self._begun_on_event(hit, hit.event, pressed_at, at)
        enough = QApplication.startDragDistance() / 2
        is_across = abs(at.x() - pressed_at.x()) >= enough
        if hit is not None and hit.ref is not None and hit.is_movable:
            return self._begun_on_mark(hit, hit.ref, pressed_at) if is_across else None
        if canvas.chosen_edge_at(pressed_at) is None and canvas.holds_marks_at(pressed_at):
            is_far = is_across or abs(at.y() - pressed_at.y()) >= enough
            joins = bool(self._keys & (_CTRL | _SHIFT))
            return RubberBand(self._surface, pressed_at, joins=joins) if is_far else None
        return self._begun_on_music(pressed_at) if is_across else None

    def _begun_on_mark(self, hit: Hit, ref: MarkRef, at: QPointF) -> Gesture:
        is_body = hit.part is Part.BODY
        if ref not in self._marks.selected.refs:
            self._marks.set_selection(ref)
        is_copy = is_body and bool(self._keys & _CTRL)
        if is_body:
            self._canvas.setCursor(Qt.CursorShape.DragCopyCursor if is_copy else _GRABBED)
        copy = self.marks_copied.emit if is_copy else None
        return MarkDrag(self._surface, ref, hit.part, self._canvas.axis_x(at), copy)

    def _begun_on_event(
        self, hit: Hit, event: IntensityEvent, pressed_at: QPointF, at: QPointF
    ) -> Gesture | None:
        if abs(at.x() - pressed_at.x()) < QApplication.startDragDistance() / 2:
            return None
        if self._surface.events.at != event:
            self._surface.events.choose(event)
        if hit.part is Part.BODY:
            self._canvas.setCursor(_GRABBED)
        return EventDrag(self._surface, event.span, hit.part, self._canvas.axis_x(pressed_at))

    def _begun_on_music(self, at: QPointF) -> Gesture:
        edge, span = self._canvas.chosen_edge_at(at), self._marks.selected_span
        if edge is not None and span is not None:
            return Choose(self._surface, span.end_ms if edge is Part.START else span.start_ms)
        return Choose(self._surface, self._canvas.position_at(at))

    def _click(self, at: QPointF, hit: Hit | None) -> None:
        if hit is None:
            self._marks.give_up()
            self._surface.events.leave()
            self.seek_requested.emit(self._canvas.position_at(at))
        elif hit.seek_ms is not None:
            self._marks.give_up()
            self._surface.events.leave()
            self.seek_requested.emit(hit.seek_ms)
        elif hit.event is not None:
            self._surface.events.choose(hit.event)
            self.seek_requested.emit(self._canvas.position_at(at))
        elif hit.opens_years and not self._keys & (_CTRL | _SHIFT):
            self._marks.years_asked.emit(self._canvas.position_at(at))
        elif hit.row is not None:
            self._choose_ridge(hit)
        elif hit.ref is None:
            self._here.open_count(hit, at)
        elif self._keys & _CTRL:
            self._marks.toggle_selection(hit.ref)
        elif not self._keys & _SHIFT:
            self._marks.set_selection(hit.ref)
            here = self._canvas.position_at(at)
            self.seek_requested.emit(min(max(here, hit.span.start_ms), hit.span.end_ms))
            self._marks.mark_pressed.emit(hit.ref)

    def _choose_ridge(self, hit: Hit) -> None:
        """All its marks there; with Ctrl or Shift they join the selection."""
        joins = self._keys & (_CTRL | _SHIFT)
        kept = self._marks.selected.refs if joins else frozenset()
        self._marks.set_selected(kept.union(hit.refs))

    def _forget(self) -> None:
        self._gesture, self._pressed_at, self._hit = None, None, None
