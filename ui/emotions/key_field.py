"""A small field that takes the next key as a word's key."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.bridge.context import Shortcuts
from ui.bridge.keys.marking_keys import marking_key

FAVOURITE_KEY = "f"
_PASSED_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return,
              Qt.Key.Key_Enter)  # fmt: skip
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def reserved_keys(shortcuts: Shortcuts) -> dict[str, str]:
    """Keys that already do something in the window, with what they do."""
    return {FAVOURITE_KEY: "Favourite moment", " ": "Play or pause", **shortcuts.single()}


class KeyField(QLineEdit):
    """Focus it and press a key; Delete or Backspace leaves the word without one.

    reserved: keys that can’t be taken, and what each does.

    Signals: key_chosen(str), empty for none; key_refused(str): a sentence saying why.
    """

    key_chosen = Signal(str)
    key_refused = Signal(str)

    def __init__(
        self, name: str, reserved: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reserved = reserved
        self._key = ""
        self.setAccessibleName(name)
        self.setAccessibleDescription("Press a key to choose it, Delete for none.")
        self.setToolTip("Click, then press the key that shall drop this feeling")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText("–")

    def show_key(self, key: str | None) -> None:
        self._key = (key or "").upper()
        self.setText(self._key)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance("key…") + 26
        return QSize(width, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _PASSED_ON or event.modifiers() & _COMMANDING:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
        else:
            self._take(marking_key(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.clear()
        self.setPlaceholderText("key…")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setPlaceholderText("–")
        self.setText(self._key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # nothing to cut or paste: it is a key, not a text

    def _take(self, key: str) -> None:
        if len(key) != 1 or not key.isprintable():
            return
        taken = self._reserved.get(key)
        if taken is not None:
            self.key_refused.emit(f"“{key.upper()}” already means “{taken}”. Choose another key.")
            return
        self._choose(key)

    def _choose(self, key: str) -> None:
        if key.upper() != self._key:
            self.key_chosen.emit(key)
        self.setText(key.upper())
