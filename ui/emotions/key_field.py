"""A small field that takes the next key pressed as an emotion's shortcut."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.core.words import _
from ui.bridge.context import Shortcuts
from ui.bridge.keys.marking_keys import FAVOURITE_KEY, marking_key
from ui.bridge.keys.reading import KeyReading
from ui.shell.shortcuts import native_text

_PASSED_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return,
              Qt.Key.Key_Enter)  # fmt: skip
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def reserved_keys(shortcuts: Shortcuts) -> dict[str, str]:
    """Keys that already do something in the window, and what they do."""
    own = {FAVOURITE_KEY: _("Favourite moment"), " ": _("Play or pause")}
    return {**own, **shortcuts.single()}


class KeyField(QLineEdit):
    """Focus it and press a key; Delete or Backspace removes the emotion's shortcut.

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
        self._reading = KeyReading(lambda _key: False)
        self._key = ""
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("Press a key to choose it, or Delete for none."))
        self.setToolTip(_("Click, then press a key for this emotion"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText("–")

    def show_key(self, key: str | None) -> None:
        self._key = _written(key or "")
        self.setText(self._key)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(_("key…")) + 26
        return QSize(width, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _PASSED_ON or event.modifiers() & _COMMANDING:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
        else:
            self._take(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.clear()
        self.setPlaceholderText(_("key…"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setPlaceholderText("–")
        self.setText(self._key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # nothing to cut or paste: it's a key, not a text

    def _take(self, event: QKeyEvent) -> None:
        """Under another script, the key of a command is known by its place."""
        key, meant = marking_key(event), marking_key(self._reading.read(event))
        if meant.isdigit():
            key = meant
        if len(key) != 1 or not key.isprintable():
            return
        taken = self._reserved.get(key) or self._reserved.get(meant)
        if taken is not None:
            # Translators: taken is what the key does already, such as “Play or pause”
            text = _(
                "“{key}” already means “{taken}”. Choose another key.",
                key=_written(key),
                taken=taken,
            )
            self.key_refused.emit(text)
            return
        self._choose(key)

    def _choose(self, key: str) -> None:
        if _written(key) != self._key:
            self.key_chosen.emit(key)
        self.setText(_written(key))


def _written(key: str) -> str:
    """As the keyboard names it: “W”, “Space”."""
    return native_text("Space") if key.isspace() else key.upper()
