"""Keys that mark: seen before any widget, except where somebody is typing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

if TYPE_CHECKING:
    from ui.bridge.keys.key_watch import KeyWatch

# The digit row by the key's place, so that Shift+digit and layouts such as AZERTY work: X11 and
# Wayland count evdev codes plus 8, Windows set-1 scan codes. macOS reports no scan code.
_FIRST_DIGIT = {"xcb": 10, "wayland": 10, "windows": 2}
_TYPING = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class MarkingKeys(QObject):
    """Watches the window for marking keys.

    pressed(key: str, is_expressed: bool) and released(key: str): key is "1".."9" or another single
    character, lower case, among those `wanted` says are marking keys. Auto-repeat is not reported.
    abandoned(): the keyboard went elsewhere, so that releases may never arrive.
    """

    pressed = Signal(str, bool)
    released = Signal(str)
    abandoned = Signal()

    def __init__(self, watch: KeyWatch, keys: frozenset[str]) -> None:
        super().__init__(watch)
        self.keys = keys
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
        """While keys are down: a menu that opened takes their releases."""
        if self._down and QApplication.activePopupWidget() is not None:
            self._abandon()

    def _on_override(self, event: QKeyEvent) -> bool:
        """A word may have a key that the window came to use later: its mark must not be lost."""
        if self._is_marking(event):
            event.accept()
            return True
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        code = _code(event)
        if event.isAutoRepeat():
            # Of a key that marks, even where somebody could type by now: a held 1 is no “1111”.
            return code in self._down or self._is_marking(event)
        if not self._is_marking(event):
            return False
        key = marking_key(event)
        if (lost := self._down.pop(code, None)) is not None:
            self.released.emit(lost)  # another program had its release
        self._down[code] = key
        self.pressed.emit(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _is_marking(self, event: QKeyEvent) -> bool:
        return marking_key(event) in self.keys and _is_plain(event) and not is_typing()

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


def is_typing() -> bool:
    """Whether a key press now is text for somebody, or belongs to a menu or popup."""
    if QApplication.activePopupWidget() is not None:
        return True
    focus = QApplication.focusWidget()
    if isinstance(focus, QComboBox):
        return focus.isEditable()
    if isinstance(focus, QAbstractItemView):
        return focus.state() == QAbstractItemView.State.EditingState
    return isinstance(focus, _TYPING) and not (
        isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and focus.isReadOnly()
    )


def _is_plain(event: QKeyEvent) -> bool:
    bare = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return bare == Qt.KeyboardModifier.NoModifier


def _code(event: QKeyEvent) -> int:
    return event.nativeScanCode() or event.key()


def marking_key(event: QKeyEvent) -> str:
    """What a key means for marking: a digit by its place, else its character, lower case."""
    first = _FIRST_DIGIT.get(QGuiApplication.platformName().split("-")[0])
    code = event.nativeScanCode()
    if first is not None and code and first <= code <= first + 8:
        return str(code - first + 1)
    if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return str(event.key() - Qt.Key.Key_0)
    if sys.platform == "darwin" and event.key() in _SHIFTED_US:
        return _SHIFTED_US[Qt.Key(event.key())]
    return event.text().casefold()


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
