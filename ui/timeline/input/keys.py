"""What keys do while the timeline has the keyboard. Others are left to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.marks import blocks
from ui.timeline.input.marks_here import MarksHere
from ui.timeline.input.pointer import Pointer
from ui.timeline.input.surface import Surface
from ui.timeline.selection.walk import Walk
from ui.timeline.viewport import Viewport

NUDGE_MS = 10
SHIFT_NUDGE_MS = 100
CTRL_NUDGE_MS = 1_000

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
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_TABS = (_Key.Key_Tab, _Key.Key_Backtab)
_TOGGLES = (*_ENTER, _Key.Key_Space)  # many input methods keep Ctrl+Space for themselves


class Keys:
    """Turns key events into verbs.

    An arrow key nudges all selected marks, again and again while it is held; they are kept when it
    is let go, so that one held key is one undo step.
    """

    def __init__(self, surface: Surface, walk: Walk, pointer: Pointer, here: MarksHere) -> None:
        self._viewport, self._marks = surface.viewport, surface.marks
        self._walk, self._pointer, self._here = walk, pointer, here
        self._nudging: int | None = None  # the key that is down
        self._before: dict[MarkRef, Span] = {}

    @property
    def is_nudging(self) -> bool:
        """Whether an arrow key is down that moves marks."""
        return self._nudging is not None

    def is_ours(self, event: QKeyEvent) -> bool:
        """Whether the timeline answers this key now; then no shortcut of the window takes it."""
        marks, key = self._marks, event.key()
        if key in _ZOOMS:
            return _is_plain(event)
        if _is_ctrl(event) and key in _TABS:
            return True
        if _is_ctrl(event) and key in _TOGGLES:
            return marks.standing is not None
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
        return marks.standing is not None and key in (*_UP_AND_DOWN, *_ENTER)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key says; False when it is not ours."""
        if not self.is_ours(event):
            return False
        key = event.key()
        if key in _SIDEWAYS:
            self._nudge(event)
            return True
        if key == _Key.Key_Escape and self._nudging is not None:
            self.cancel()
            return True
        self.finish()
        if key in _ZOOMS:
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
        else:
            self._marks.activate_selection()
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Keep what a held arrow key has nudged."""
        if event.isAutoRepeat() or event.key() != self._nudging:
            return False
        self.finish()
        return True

    def finish(self) -> None:
        """The nudging is over: its marks are kept where they are."""
        if self._nudging is None:
            return
        self._nudging = None
        nudged = self._marks.selected_spans()
        if nudged != self._before:
            self._marks.keep_moved(nudged)

    def cancel(self) -> None:
        """The nudging did not happen."""
        if self._nudging is not None:
            self._nudging = None
            self._marks.show_moved({})

    def escape(self) -> None:
        """Give up the drag under way, else the chosen stretch and the selection."""
        if self._pointer.is_dragging:
            self._pointer.give_up()
        else:
            self._marks.give_up()

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


def nudge_ms(modifiers: Qt.KeyboardModifier) -> int:
    if modifiers & _Modifier.ControlModifier:
        return CTRL_NUDGE_MS
    return SHIFT_NUDGE_MS if modifiers & _Modifier.ShiftModifier else NUDGE_MS


def _opens_list(event: QKeyEvent) -> bool:
    """The key that opens a list everywhere."""
    bare = event.modifiers() & ~_Modifier.KeypadModifier
    return event.key() == _Key.Key_Down and bare == _Modifier.AltModifier


def _is_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _Modifier.ShiftModifier)


def _is_ctrl(event: QKeyEvent) -> bool:
    """With Ctrl, and with Shift or without it, but nothing else."""
    others = _Modifier.AltModifier | _Modifier.MetaModifier
    return bool(event.modifiers() & _Modifier.ControlModifier) and not event.modifiers() & others


def _is_plain(event: QKeyEvent) -> bool:
    other = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
    return not event.modifiers() & other
