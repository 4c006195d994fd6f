"""What keys do while the timeline has the keyboard. Others are left to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.timeline.dragging import dragged, resized
from ui.timeline.lane import Part

if TYPE_CHECKING:
    from ui.timeline.view import TimelineView

NUDGE_MS = 10
SHIFT_NUDGE_MS = 100
CTRL_NUDGE_MS = 1_000
_ZOOM_STEP = 1.5

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
}
_ON_MARK = (_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down)
_ENTER = (_Key.Key_Return, _Key.Key_Enter)


def is_ours(view: TimelineView, event: QKeyEvent) -> bool:
    """Whether the timeline answers this key now; then no shortcut of the window takes it."""
    key = event.key()
    if key in _ZOOMS:
        return _is_plain(event)
    if key == _Key.Key_Escape:
        return view.is_dragging or view.selection is not None or view.selected_span is not None
    return view.selection is not None and key in (*_ON_MARK, *_ENTER, _Key.Key_Delete)


def press(view: TimelineView, event: QKeyEvent) -> bool:
    """Do what the key says; False when it is not ours."""
    if not is_ours(view, event):
        return False
    key = event.key()
    if key in _ZOOMS:
        _ZOOMS[key](view)
    elif key == _Key.Key_Escape:
        view.escape()
    elif key in (_Key.Key_Up, _Key.Key_Down):
        view.walk_lanes(-1 if key == _Key.Key_Up else 1)
    elif key in (_Key.Key_Left, _Key.Key_Right):
        _nudge(view, -1 if key == _Key.Key_Left else 1, event.modifiers())
    elif key in _ENTER:
        view.activate_selection()
    else:
        view.request_delete()
    return True


def nudge_ms(modifiers: Qt.KeyboardModifier) -> int:
    if modifiers & _Modifier.ControlModifier:
        return CTRL_NUDGE_MS
    return SHIFT_NUDGE_MS if modifiers & _Modifier.ShiftModifier else NUDGE_MS


def _nudge(view: TimelineView, way: int, modifiers: Qt.KeyboardModifier) -> None:
    span = view.selection_span
    if span is None:
        return
    by_ms = way * nudge_ms(modifiers)
    if modifiers & _Modifier.AltModifier:
        view.move_selection(resized(span, by_ms, view.axis.duration_ms))
    else:
        view.move_selection(dragged(span, Part.BODY, by_ms, view.axis.duration_ms))


def _is_plain(event: QKeyEvent) -> bool:
    other = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
    return not event.modifiers() & other
