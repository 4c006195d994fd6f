"""Keys that mark: caught before any widget where one listens, except while one is typing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.bridge.keys.typing import is_typing

if TYPE_CHECKING:
    from ui.bridge.keys.key_watch import KeyWatch

FAVOURITE_KEY = "f"


class MarkingKeys(QObject):
    """Watches the window for marking keys.

    Signals: pressed(key: str, is_expressed: bool) and released(key: str): key is "1".."9" or
    another single character, lower case, that is in `keys`. Auto-repeat isn't reported.
    abandoned(): the window lost the focus, so releases may never arrive.
    may_mark: whether one listens here; elsewhere the keys belong to lists and settings.
    """

    pressed = Signal(str, bool)
    released = Signal(str)
    abandoned = Signal()

    def __init__(self, watch: KeyWatch, keys: frozenset[str]) -> None:
        super().__init__(watch)
        self.keys = keys
        self.may_mark: Callable[[], bool] = _always
        self._down: dict[int, str] = {}
        watch.add(self._on_key)
        watch.on_deactivated = self._abandon

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._on_override(event)
        if event.type() == QEvent.Type.KeyPress:
            return self._on_press(event)
        return event.type() == QEvent.Type.KeyRelease and self._on_release(event)

    def look(self) -> None:
        """Called while keys are down: a menu that opened would take their releases."""
        if self._down and QApplication.activePopupWidget() is not None:
            self._abandon()

    def _on_override(self, event: QKeyEvent) -> bool:
        """An emotion's key goes before a shortcut, which a later version may have added."""
        if self._is_marking(event):
            event.accept()
            return True
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        code = _code(event)
        if event.isAutoRepeat():
            # A held marking key never types “1111”, even if the focus is in a text field by now.
            return code in self._down or self._is_marking(event)
        if not self._is_marking(event):
            return False
        key = marking_key(event)
        if (lost := self._down.pop(code, None)) is not None:
            self.released.emit(lost)  # its release went to another program
        self._down[code] = key
        self.pressed.emit(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _is_marking(self, event: QKeyEvent) -> bool:
        is_mark = marking_key(event) in self.keys and _is_plain(event)
        return is_mark and self.may_mark() and not is_typing()

    def _on_release(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return _code(event) in self._down
        key = self._down.pop(_code(event), None)
        if key is None:
            return False
        self.released.emit(key)
        return True

    def _abandon(self) -> None:
        if self._down:
            self._down.clear()
            self.abandoned.emit()


def _is_plain(event: QKeyEvent) -> bool:
    bare = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return bare == Qt.KeyboardModifier.NoModifier


def _code(event: QKeyEvent) -> int:
    return event.nativeScanCode() or event.key()


def marking_key(event: QKeyEvent) -> str:
    """What a key that was read means for marking: a digit, or its character in lower case."""
    if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return str(event.key() - Qt.Key.Key_0)
    if sys.platform == "darwin" and event.key() in _SHIFTED_US:
        return _SHIFTED_US[Qt.Key(event.key())]
    return event.text().casefold()


def _always() -> bool:
    """By default, one listens everywhere."""
    return True


_SHIFTED_US = {
    Qt.Key.Key_Exclam: "1",
    Qt.Key.Key_At: "2",
    Qt.Key.Key_NumberSign: "3",
    Qt.Key.Key_Dollar: "4",
    Qt.Key.Key_Percent: "5",
    Qt.Key.Key_AsciiCircum: "6",
    Qt.Key.Key_Ampersand: "7",
    Qt.Key.Key_Asterisk: "8",
    Qt.Key.Key_ParenLeft: "9",
}
