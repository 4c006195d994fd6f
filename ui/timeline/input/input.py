"""Passes the canvas's events on to mouse, keys and touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)

from ui.timeline.input import touch
from ui.timeline.input.keys import Keys
from ui.timeline.input.marks_here import MarksHere
from ui.timeline.input.pointer import Pointer
from ui.timeline.input.surface import Surface
from ui.timeline.input.tips import show_tip
from ui.timeline.selection.peak_walk import PeakWalk
from ui.timeline.selection.walk import Walk

_Type = QEvent.Type
Answer = Callable[[QEvent], bool]
"""Takes an event; True if nothing else is to see it."""


class Input(QObject):
    """Sees the canvas's events first, and takes those that mouse, keys and touch handle.

    Signals: those of the pointer; context_requested(MarkRef | None, QPoint), the point global.
    """

    seek_requested = Signal(int)
    marks_copied = Signal(object)
    scrubbed = Signal(int)
    scrub_ended = Signal(int)
    context_requested = Signal(object, QPoint)

    def __init__(self, surface: Surface, walk: Walk, peaks: PeakWalk, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self.marks_here = MarksHere(surface)
        self._pointer = Pointer(surface, self.marks_here, self)
        self._keys = Keys(surface, walk, peaks, self._pointer, self.marks_here)
        self._fingers = touch.Fingers(surface, self._pointer)
        self._answers: dict[QEvent.Type, Answer] = self._by_type()
        self._tell_others()
        surface.canvas.installEventFilter(self)

    def give_up(self) -> None:
        """Cancels every gesture under way."""
        self._pointer.give_up()
        self._keys.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = self._answers.get(event.type())
        return answer is not None and answer(event)

    def _by_type(self) -> dict[QEvent.Type, Answer]:
        """Answers by event type; a disabled canvas answers none that Qt would withhold."""
        enabled: dict[QEvent.Type, Answer] = {
            _Type.MouseButtonPress: self._on_press,
            _Type.MouseMove: self._on_move,
            _Type.MouseButtonRelease: self._on_release,
            _Type.MouseButtonDblClick: self._on_double_click,
            _Type.Wheel: self._on_wheel,
            _Type.ContextMenu: self._on_context_menu,
            _Type.KeyPress: lambda event: self._keys.press(cast(QKeyEvent, event)),
            _Type.KeyRelease: lambda event: self._keys.release(cast(QKeyEvent, event)),
            **dict.fromkeys(touch.TOUCHES, self._on_touch),
        }
        return {
            **{kind: self._if_enabled(answer) for kind, answer in enabled.items()},
            _Type.ShortcutOverride: self._on_shortcut,
            _Type.ToolTip: self._on_tip,
            _Type.NativeGesture: self._on_native_gesture,
            _Type.Leave: self._on_leave,
            _Type.FocusOut: self._on_focus_out,
        }

    def _if_enabled(self, answer: Answer) -> Answer:
        return lambda event: self._surface.canvas.isEnabled() and answer(event)

    def _tell_others(self) -> None:
        """Tells marks and viewport when a gesture holds them."""
        viewport, marks, _canvas, events = self._surface
        pointer, keys = self._pointer, self._keys
        marks.is_held = lambda: pointer.is_dragging_marks or keys.is_nudging
        events.is_held = lambda: pointer.is_dragging or keys.is_nudging
        viewport.is_held = lambda: pointer.is_dragging or keys.is_nudging
        pointer.seek_requested.connect(self.seek_requested)
        pointer.marks_copied.connect(self.marks_copied)
        pointer.scrubbed.connect(self.scrubbed)
        pointer.scrub_ended.connect(self.scrub_ended)

    def _on_press(self, event: QEvent) -> bool:
        self._keys.finish()
        self._pointer.press(cast(QMouseEvent, event))
        return True

    def _on_move(self, event: QEvent) -> bool:
        self._pointer.move(cast(QMouseEvent, event))
        return True

    def _on_release(self, event: QEvent) -> bool:
        self._pointer.release(cast(QMouseEvent, event))
        return True

    def _on_double_click(self, event: QEvent) -> bool:
        self._pointer.double_click(cast(QMouseEvent, event))
        return True

    def _on_wheel(self, event: QEvent) -> bool:
        touch.wheel(self._surface, cast(QWheelEvent, event))
        return True

    def _on_touch(self, event: QEvent) -> bool:
        self._fingers.touch(cast(QTouchEvent, event))
        return True

    def _on_native_gesture(self, event: QEvent) -> bool:
        return touch.pinch(self._surface, cast(QNativeGestureEvent, event))

    def _on_shortcut(self, event: QEvent) -> bool:
        is_ours = self._keys.is_ours(cast(QKeyEvent, event))
        if is_ours:
            event.accept()
        return is_ours

    def _on_tip(self, event: QEvent) -> bool:
        show_tip(self._surface, cast(QHelpEvent, event))
        return True

    def _on_leave(self, _event: QEvent) -> bool:
        self._pointer.leave()
        return False

    def _on_focus_out(self, _event: QEvent) -> bool:
        self._pointer.give_up()
        self._keys.finish()
        return False

    def _on_context_menu(self, event: QEvent) -> bool:
        asked, (_viewport, marks, canvas, events) = cast(QContextMenuEvent, event), self._surface
        if asked.reason() == QContextMenuEvent.Reason.Keyboard:
            at = canvas.mapToGlobal(self.marks_here.point())
            self.context_requested.emit(marks.selection, at)
            return True
        hit = canvas.hit_at(QPointF(asked.pos()))
        if hit is not None and hit.ref is not None and hit.ref not in marks.selected.refs:
            marks.set_selection(hit.ref)
        if hit is not None and hit.event is not None:
            events.choose(hit.event)
        elif hit is None:
            events.leave()
        self.context_requested.emit(hit.ref if hit else None, asked.globalPos())
        return True
