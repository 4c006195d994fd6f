"""What keys do while the timeline has the keyboard. Others are left to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.marks import blocks

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

NUDGE_MS = 10
SHIFT_NUDGE_MS = 100
CTRL_NUDGE_MS = 1_000

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
_ZOOMS: dict[int, Callable[[TimelineView], None]] = {
    _Key.Key_Plus: lambda view: view.zoom_in(),
    _Key.Key_Equal: lambda view: view.zoom_in(),
    _Key.Key_Minus: lambda view: view.zoom_out(),
    _Key.Key_Underscore: lambda view: view.zoom_out(),
    _Key.Key_0: lambda view: view.zoom_to_all(),
    _Key.Key_Home: lambda view: view.scroll_to_start(),
    _Key.Key_End: lambda view: view.scroll_to_end(),
    _Key.Key_PageUp: lambda view: view.scroll_lane_pages(-1),
    _Key.Key_PageDown: lambda view: view.scroll_lane_pages(1),
}
_SIDEWAYS = (_Key.Key_Left, _Key.Key_Right)
_UP_AND_DOWN = (_Key.Key_Up, _Key.Key_Down)
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_TABS = (_Key.Key_Tab, _Key.Key_Backtab)
_TOGGLES = (*_ENTER, _Key.Key_Space)  # many input methods keep Ctrl+Space for themselves


class Keys:
    """Turns key events into the view's verbs.

    An arrow key nudges all selected marks, again and again while it is held; they are kept when it
    is let go, so that one held key is one undo step.
    """

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._nudging: int | None = None  # the key that is down
        self._before: dict[MarkRef, Span] = {}

    @property
    def is_nudging(self) -> bool:
        """Whether an arrow key is down that moves marks."""
        return self._nudging is not None

    def is_ours(self, event: QKeyEvent) -> bool:
        """Whether the timeline answers this key now; then no shortcut of the window takes it."""
        view, key = self._view, event.key()
        if key in _ZOOMS:
            return _is_plain(event)
        if _is_ctrl(event) and key in _TABS:
            return True
        if _is_ctrl(event) and key in _TOGGLES:
            return view.standing is not None
        if key == _Key.Key_Escape:
            return (
                view.is_dragging
                or self._nudging is not None
                or view.standing is not None
                or view.selected_span is not None
            )
        if _opens_list(event):
            return bool(view.marks_here())
        if key in _UP_AND_DOWN and not _is_plain(event):
            return False  # with Ctrl they are for the volume
        if key in _SIDEWAYS:
            return view.selection is not None
        return view.standing is not None and key in (*_UP_AND_DOWN, *_ENTER)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key says; False when it is not ours."""
        if not self.is_ours(event):
            return False
        view, key = self._view, event.key()
        if key in _SIDEWAYS:
            self._nudge(event)
            return True
        if key == _Key.Key_Escape and self._nudging is not None:
            self.cancel()
            return True
        self.finish()
        if key in _ZOOMS:
            _ZOOMS[key](view)
        elif key in _TABS:
            view.walk_on(-1 if key == _Key.Key_Backtab or _is_shift(event) else 1)
        elif key in _TOGGLES and _is_ctrl(event):
            if not event.isAutoRepeat():
                view.toggle_standing()
        elif key == _Key.Key_Escape:
            view.escape()
        elif _opens_list(event):
            view.list_marks_here()
        elif key in _UP_AND_DOWN:
            step = -1 if key == _Key.Key_Up else 1
            view.walk_within_lane(step) if _is_shift(event) else view.walk_lanes(step)
        else:
            view.activate_selection()
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
        nudged = self._view.selected_spans()
        if nudged != self._before:
            self._view.keep_moved(nudged)

    def cancel(self) -> None:
        """The nudging did not happen."""
        if self._nudging is not None:
            self._nudging = None
            self._view.show_moved({})

    def _nudge(self, event: QKeyEvent) -> None:
        view, duration_ms = self._view, self._view.axis.duration_ms
        if self._nudging != event.key():
            self.finish()
            self._nudging, self._before = event.key(), view.selected_spans()
        way = -1 if event.key() == _Key.Key_Left else 1
        by_ms = way * nudge_ms(event.modifiers())
        spans = view.selected_spans()
        if event.modifiers() & _Modifier.AltModifier:
            view.show_nudged(blocks.with_end_moved(spans, by_ms, duration_ms))
        else:
            view.show_nudged(blocks.moved(spans, by_ms, duration_ms))


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
