"""A few lines of text that are kept without a button and never lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.transactions.typed import Typed
from ui.style.tokens import SPACE
from ui.widgets.commit_fields import put_cursor

COMMIT_AFTER_MS = 600
_LEAST_LINES = 2
_MOST_LINES = 8


class NoteField(QPlainTextEdit):
    """Grows with its text.

    Signals: committed(Typed): on leaving the field, after 600 ms without a key, on Ctrl+Enter, and
    before the field shows another text or is hidden; only when the text differs. left(): Ctrl+Enter
    or Escape, the listener has done with writing.
    """

    committed = Signal(object)
    left = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = self._given = ""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(COMMIT_AFTER_MS)
        self._idle.timeout.connect(self.commit)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Another mark's text: what was typed for the one before is committed first."""
        self.commit()
        self._given = text
        self._take(text)

    def refresh_text(self, text: str) -> None:
        """The same mark read again. What is being typed stays, and remembers what it is typed
        over: should that be something else by now, both are kept.
        """
        if text == self._given:
            return  # what was committed may still have to wait
        self._given = text
        if self.toPlainText() == self._kept:
            self._take(text)

    def commit(self) -> None:
        """Give away what was typed, if anything was."""
        self._idle.stop()
        text = self.toPlainText()
        if text != self._kept:
            before, self._kept = self._kept, text
            self.committed.emit(Typed(text, before, is_long=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_done = is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_done or event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_of(_LEAST_LINES))

    def sizeHint(self) -> QSize:
        return QSize(200, self._height_of(_LEAST_LINES))

    def _take(self, text: str) -> None:
        if text != self._kept:
            place = self.textCursor().position() if self.hasFocus() else 0
            self._kept = text
            self.setPlainText(text)
            put_cursor(self, place)
        self._idle.stop()
        self._kept = self.toPlainText()  # as Qt writes it: its line ends are not an edit

    def _on_text_changed(self) -> None:
        if self.toPlainText() != self._kept:
            self._idle.start()
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        self.setFixedHeight(self._height_of(max(_LEAST_LINES, min(_MOST_LINES, lines))))

    def _height_of(self, lines: int) -> int:
        return lines * self.fontMetrics().lineSpacing() + 2 * SPACE.m
