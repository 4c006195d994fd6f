"""What keys do while the timeline has the focus. Others are left to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.marks import blocks
from ui.timeline.input.event_keys import EventKeys
from ui.timeline.input.marks_here import MarksHere
from ui.timeline.input.nudging import nudge_ms
from ui.timeline.input.pointer import Pointer
from ui.timeline.input.surface import Surface
from ui.timeline.selection.peak_walk import PeakWalk
from ui.timeline.selection.walk import Walk
from ui.timeline.viewport import Viewport
from ui.widgets.enter_keys import ENTER_KEYS

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
_ZOOMS: dict[int, Callable[[Viewport], None]] = {
    _Key.Key_Plus: lambda viewport: viewport.zoom_in(),
    _Key.Key_Equal: lambda viewport: viewport.zoom_in(),
    _Key.Key_Minus: lambda viewport: viewport.zoom_out(),
    _Key.Key_Underscore: lambda viewport: viewport.zoom_out(),
    _Key.Key_0: lambda viewport: viewport.zoom_to_all(),
    _Key.Key_Home: lambda viewport: viewport.scroll_to_start(),
    _Key.Key_End: lambda viewport: viewport.scroll_to_end(),
    _Key.Key_PageUp: lambda viewport: viewport.scroll_lane_pages(-1),
    _Key.Key_PageDown: lambda viewport: viewport.scroll_lane_pages(1),
}
_SIDEWAYS = (_Key.Key_Left, _Key.Key_Right)
_UP_AND_DOWN = (_Key.Key_Up, _Key.Key_Down)
_TABS = (_Key.Key_Tab, _Key.Key_Backtab)
_WALKS = (_Key.Key_PageUp, _Key.Key_PageDown)  # with Ctrl
_TOGGLES = (*ENTER_KEYS, _Key.Key_Space)  # many input methods use Ctrl+Space themselves


class Keys:
    """Turns key events into verbs.

    An arrow key moves all selected marks, repeatedly while it is held; they are saved when it is
    released, so that one held key is one undo step.
    """

    def __init__(
        self, surface: Surface, walk: Walk, peaks: PeakWalk, pointer: Pointer, here: MarksHere
    ) -> None:
        self._viewport, self._marks = surface.viewport, surface.marks
        self._walk, self._peaks, self._pointer, self._here = walk, peaks, pointer, here
        self._events = EventKeys(surface.events, surface.viewport)
        self._nudging: int | None = None  # the key that is down
        self._before: dict[MarkRef, Span] = {}

    @property
    def is_nudging(self) -> bool:
        """Whether an arrow key that moves marks or an event is down."""
        return self._nudging is not None or self._events.is_nudging

    def is_ours(self, event: QKeyEvent) -> bool:
        """Whether the timeline handles this key now, so that no shortcut of the window takes it."""
        marks, key = self._marks, event.key()
        if _is_ctrl(event) and (key in _TABS or key in _WALKS):
            return True
        if key in _ZOOMS:
            return _is_plain(event)
        if _is_ctrl(event) and key in _TOGGLES:
            return marks.standing is not None
        if self._is_for_event(event) or self._is_for_peaks(event):
            return True
        if key == _Key.Key_Escape:
            return (
                self._pointer.is_dragging
                or self._nudging is not None
                or marks.standing is not None
                or marks.selected_span is not None
            )
        if _opens_list(event):
            return bool(self._here.refs())
        if key in _UP_AND_DOWN and not _is_plain(event):
            return False  # with Ctrl they are for the volume
        if key in _SIDEWAYS:
            return marks.selection is not None
        return marks.standing is not None and key in (*_UP_AND_DOWN, *ENTER_KEYS)

    def press(self, event: QKeyEvent) -> bool:
        """Handles a key; False if it isn't ours."""
        if not self.is_ours(event):
            return False
        key = event.key()
        if self._is_for_event(event):
            self._events.press(event)
            return True
        if self._is_for_peaks(event):
            self._walk_peaks(key)
            return True
        if key in _SIDEWAYS:
            self._nudge(event)
            return True
        if key == _Key.Key_Escape and self._nudging is not None:
            self.cancel()
            return True
        self.finish()
        if key in _WALKS and _is_ctrl(event):
            self._walk.select_next(1 if key == _Key.Key_PageDown else -1)
        elif key in _ZOOMS:
            _ZOOMS[key](self._viewport)
        elif key in _TABS:
            self._walk.stand_at_next(-1 if key == _Key.Key_Backtab or _is_shift(event) else 1)
        elif key in _TOGGLES and _is_ctrl(event):
            if not event.isAutoRepeat():
                self._walk.toggle()
        elif key == _Key.Key_Escape:
            self.escape()
        elif _opens_list(event):
            self._here.open_list()
        elif key in _UP_AND_DOWN:
            step = -1 if key == _Key.Key_Up else 1
            self._walk.extend(step) if _is_shift(event) else self._walk.change_lane(step)
        elif not event.isAutoRepeat():  # it may have been pressed in a note, and be held
            self._marks.activate_selection()
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Saves what a held arrow key has moved."""
        if self._events.release(event):
            return True
        if event.isAutoRepeat() or event.key() != self._nudging:
            return False
        self.finish()
        return True

    def finish(self) -> None:
        """Nudging has ended: saves the marks where they are."""
        self._events.finish()
        if self._nudging is None:
            return
        self._nudging = None
        nudged = self._marks.selected_spans()
        if nudged != self._before:
            self._marks.keep_moved(nudged)

    def cancel(self) -> None:
        """Undoes the nudging."""
        self._events.cancel()
        if self._nudging is not None:
            self._nudging = None
            self._marks.show_moved({})

    def escape(self) -> None:
        """Cancels the drag under way; otherwise clears the selection."""
        if self._pointer.is_dragging:
            self._pointer.give_up()
        else:
            self._marks.give_up()

    def _is_for_event(self, event: QKeyEvent) -> bool:
        is_free = self._marks.standing is None and not self._pointer.is_dragging
        return is_free and self._events.is_ours(event)

    def _is_for_peaks(self, event: QKeyEvent) -> bool:
        """Without a mark to act on, Up and Down reach the ridges; from there the others, too."""
        plain = not event.modifiers() & ~_Modifier.KeypadModifier
        if not plain or self._marks.standing is not None or self._pointer.is_dragging:
            return False
        if event.key() in _UP_AND_DOWN:
            return self._peaks.can_walk()
        is_there = self._peaks.at is not None
        return is_there and event.key() in (*_SIDEWAYS, *ENTER_KEYS, _Key.Key_Escape)

    def _walk_peaks(self, key: int) -> None:
        if key in _UP_AND_DOWN:
            self._peaks.change_row(1 if key == _Key.Key_Down else -1)
        elif key in _SIDEWAYS:
            self._peaks.change_peak(1 if key == _Key.Key_Right else -1)
        elif key in ENTER_KEYS:
            self._peaks.zoom_in()
        else:
            self._peaks.leave()

    def _nudge(self, event: QKeyEvent) -> None:
        marks, duration_ms = self._marks, self._viewport.axis.duration_ms
        if self._nudging != event.key():
            self.finish()
            self._nudging, self._before = event.key(), marks.selected_spans()
        way = -1 if event.key() == _Key.Key_Left else 1
        by_ms = way * nudge_ms(event.modifiers())
        spans = marks.selected_spans()
        if event.modifiers() & _Modifier.AltModifier:
            marks.show_nudged(blocks.with_end_moved(spans, by_ms, duration_ms))
        else:
            marks.show_nudged(blocks.moved(spans, by_ms, duration_ms))


def _opens_list(event: QKeyEvent) -> bool:
    """Whether it is the key that opens a list in other programs too."""
    bare = event.modifiers() & ~_Modifier.KeypadModifier
    return event.key() == _Key.Key_Down and bare == _Modifier.AltModifier


def _is_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _Modifier.ShiftModifier)


def _is_ctrl(event: QKeyEvent) -> bool:
    """With Ctrl, with or without Shift, but nothing else."""
    others = _Modifier.AltModifier | _Modifier.MetaModifier
    return bool(event.modifiers() & _Modifier.ControlModifier) and not event.modifiers() & others


def _is_plain(event: QKeyEvent) -> bool:
    other = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
    return not event.modifiers() & other
