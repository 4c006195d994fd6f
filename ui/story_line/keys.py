"""The keys of a story line, while it has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.story_line.view import ZOOM_STEP, LineView
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare

_Key = Qt.Key
_FAR = 1 << 30  # more stops than any lane has
_WALKS: dict[Qt.Key, Callable[[LineView], None]] = {
    _Key.Key_Left: lambda view: view.selection.step(-1),
    _Key.Key_Right: lambda view: view.selection.step(1),
    _Key.Key_Up: lambda view: view.selection.step_lane(-1),
    _Key.Key_Down: lambda view: view.selection.step_lane(1),
    _Key.Key_Home: lambda view: view.selection.step(-_FAR),
    _Key.Key_End: lambda view: view.selection.step(_FAR),
}
_WITH_CTRL: dict[Qt.Key, Callable[[LineView], None]] = {
    _Key.Key_Plus: lambda view: view.zoom(ZOOM_STEP),
    _Key.Key_Equal: lambda view: view.zoom(ZOOM_STEP),
    _Key.Key_Minus: lambda view: view.zoom(1 / ZOOM_STEP),
    _Key.Key_0: lambda view: view.fit(),
}
_MOVES = {_Key.Key_Left: -1, _Key.Key_Right: 1}
PLAY, UNCOVER = _Key.Key_P, _Key.Key_U
TABLE = _Key.Key_T  # with Ctrl, as on the timeline
OWN_KEYS = frozenset((PLAY, UNCOVER, _Key.Key_Escape, *_WALKS, *ENTER_KEYS))


class LineKeys(QObject):
    """Signals: opened(Stop), by Enter; play_requested(Stop); uncovered(int), a scene's place;
    table_requested(); move_requested(int), the selected scenes one place on (1) or back (-1).
    """

    opened = Signal(object)
    play_requested = Signal(object)
    uncovered = Signal(int)
    table_requested = Signal()
    move_requested = Signal(int)

    def __init__(self, view: LineView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Returns whether the key was one of these."""
        key = Qt.Key(event.key())
        walk = None
        if has_ctrl(event) and key == TABLE:
            self.table_requested.emit()
            return True
        if _is_moving(event):
            self.move_requested.emit(_MOVES[key])
            return True
        if _is_reaching(event):
            self._view.selection.reach_by(_MOVES[key])
            return True
        if has_ctrl(event):
            walk = _WITH_CTRL.get(key)
        elif is_bare(event):
            walk = _WALKS.get(key)
            if walk is None:
                return self._act(key)
        if walk is None:
            return False
        walk(self._view)
        return True

    def _act(self, key: Qt.Key) -> bool:
        """On what is selected."""
        stop = self._view.selection.stop
        if stop is None:
            return False
        if key == PLAY:
            self.play_requested.emit(stop)
        elif key in ENTER_KEYS:
            self.opened.emit(stop)
        elif key == UNCOVER:
            self.uncovered.emit(stop.scene)
        elif key == _Key.Key_Escape:
            self._view.selection.select(None)
        else:
            return False
        return True


def claims(event: QEvent) -> bool:
    """Before the program's shortcuts; see `claims_key`."""
    if claims_key(event, OWN_KEYS):
        return True
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    key = Qt.Key(event.key())
    is_zoom = has_ctrl(event) and (key in _WITH_CTRL or key == TABLE)
    if not (is_zoom or _is_moving(event) or _is_reaching(event)):
        return False
    event.accept()
    return True


def has_ctrl(event: QKeyEvent) -> bool:
    """And nothing else but what some keyboards need for a plus."""
    harmless = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return event.modifiers() & ~harmless == Qt.KeyboardModifier.ControlModifier


def _is_moving(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return _without_keypad(event) == held and Qt.Key(event.key()) in _MOVES


def _is_reaching(event: QKeyEvent) -> bool:
    is_shift = _without_keypad(event) == Qt.KeyboardModifier.ShiftModifier
    return is_shift and Qt.Key(event.key()) in _MOVES


def _without_keypad(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
