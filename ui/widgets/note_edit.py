"""A few lines of text, finished with Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.words import _
from ui.widgets.enter_keys import ENTER_KEYS


class NoteEdit(QPlainTextEdit):
    """Enter ends the writing, Shift+Enter starts a new line; in a word that is being composed,
    Enter belongs to the word.

    Signal: finished(), Enter was pressed, with or without Ctrl.
    """

    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            _("Enter keeps what you wrote. Shift+Enter starts a new line.")
        )
        self.setTabChangesFocus(True)

    @property
    def is_composing(self) -> bool:
        return bool(self.textCursor().block().layout().preeditAreaText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER_KEYS or self.is_composing:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
        elif not event.isAutoRepeat():
            self.finished.emit()
