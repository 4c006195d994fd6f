"""Single-key shortcuts give way to widgets that need the key: text fields, buttons, lists."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)

from ui.bridge.keys.typing import is_typing
from ui.widgets.leaves_space import leaves_space

_ARROWS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down))
_OWN: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, frozenset((Qt.Key.Key_Space,))),
    (QAbstractItemView, _ARROWS | {Qt.Key.Key_Delete, Qt.Key.Key_Space}),
    (QAbstractSlider, _ARROWS),
    (QComboBox, _ARROWS | {Qt.Key.Key_Space}),
    (QTabBar, _ARROWS),
)
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def spare_bare_keys(event: QKeyEvent) -> bool:
    """A handler for KeyWatch. Before it runs a shortcut, Qt asks the focused widget whether it
    needs the key; this answers for standard widgets.

    Without it, shortcuts would take Backspace, Delete, Space and the arrow keys from text fields
    and lists.
    """
    if event.type() != QEvent.Type.ShortcutOverride or event.modifiers() & _COMMANDING:
        return False
    if is_typing() or _is_own_key(QApplication.focusWidget(), Qt.Key(event.key())):
        event.accept()
        return True
    return False


def _is_own_key(focus: QWidget | None, key: Qt.Key) -> bool:
    if focus is None or (key == Qt.Key.Key_Space and leaves_space(focus)):
        return False
    return any(isinstance(focus, kind) and key in keys for kind, keys in _OWN)
