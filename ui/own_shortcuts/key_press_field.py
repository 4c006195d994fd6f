"""A field that takes the next key press, with what is held, as a shortcut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.words import _
from ui.bridge.keys.reading import KeyReading, sequence

_HELD = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
     Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown)
)  # fmt: skip


class KeyPressField(QLineEdit):
    """is_key: whether a character is a shortcut by itself; see `KeyReading`.

    Signals: pressed(str), Qt’s portable text of what was pressed; cancelled(), by Escape.
    """

    pressed = Signal(str)
    cancelled = Signal()

    def __init__(self, is_key: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = KeyReading(is_key)
        self.setPlaceholderText(_("Press the keys"))
        self.setAccessibleName(_("Press the keys"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def event(self, event: QEvent) -> bool:
        """Every key is its own, whatever it does elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.isAutoRepeat() or Qt.Key(event.key()) in _HELD:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.cancelled.emit()
            return
        portable = QKeySequence.SequenceFormat.PortableText
        self.pressed.emit(sequence(self._reading.read(event)).toString(portable))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # nothing to cut or paste: it’s a key, not a text
