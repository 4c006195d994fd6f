"""Single-key shortcuts give way to whoever needs the key: text fields, buttons, lists."""

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

from ui.bridge.keys.marking_keys import is_typing

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
    """For a KeyWatch: Qt asks a shortcut's rivals first, and this answers for standard widgets.

    Without it Backspace, Delete, Space and the arrows would be taken from a text field or list.
    """
    if event.type() != QEvent.Type.ShortcutOverride or event.modifiers() & _COMMANDING:
        return False
    if is_typing() or _is_own_key(QApplication.focusWidget(), Qt.Key(event.key())):
        event.accept()
        return True
    return False


def _is_own_key(focus: QWidget | None, key: Qt.Key) -> bool:
    return any(isinstance(focus, kind) and key in keys for kind, keys in _OWN)
