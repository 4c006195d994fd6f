"""Bare keys that a widget needs, although elsewhere they may be the program's."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def is_bare(event: QKeyEvent) -> bool:
    """Whether nothing is held with the key. Many keyboards need Shift for a question mark."""
    harmless = Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_Question:
        harmless |= Qt.KeyboardModifier.ShiftModifier
    return not event.modifiers() & ~harmless


def claims_key(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """For a widget's `event`: accepts one of its keys before Qt runs the program's shortcut."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not is_bare(event) or Qt.Key(event.key()) not in keys:
        return False
    event.accept()
    return True
