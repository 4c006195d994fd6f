"""A few lines of text that are saved without a button and never lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.transactions.typed import Typed
from ui.style.tokens import SPACE
from ui.widgets.commit_fields import put_cursor
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_text import text_in

COMMIT_AFTER_MS = 600
_LEAST_LINES = 2
_MOST_LINES = 8


class NoteField(NoteEdit):
    """Grows with its text.

    Signals: committed(Typed): on leaving the field, after 600 ms without a key, on Enter, and
    before the field shows another text or is hidden; only if the text changed. left(): Enter or
    Escape, the listener has finished writing.
    """

    committed = Signal(object)
    left = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._kept = self._given = ""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(COMMIT_AFTER_MS)
        self._idle.timeout.connect(self.commit)
        self.finished.connect(self._leave)
        self.setPlaceholderText(placeholder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Another mark's text: what was typed for the previous one is committed first."""
        self.commit()
        self._given = text
        self._take(text)

    def refresh_text(self, text: str) -> None:
        """The same mark, read again. What is being typed stays, with the text it replaces: if
        another text has been saved meanwhile, both are kept.
        """
        if text == self._given:
            return  # what was committed may still be waiting
        self._given = text
        if text_in(self) == self._kept:
            self._take(text)

    def commit(self) -> None:
        """Commits what was typed, if anything was."""
        self._idle.stop()
        text = text_in(self)
        if text != self._kept:
            before, self._kept = self._kept, text
            self.committed.emit(Typed(text, before, is_long=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_composing:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.commit()
        self.left.emit()

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
        self._kept = text_in(self)  # as Qt has it: its line ends aren't an edit

    def _on_text_changed(self) -> None:
        if text_in(self) != self._kept:
            self._idle.start()
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        self.setFixedHeight(self._height_of(max(_LEAST_LINES, min(_MOST_LINES, lines))))

    def _height_of(self, lines: int) -> int:
        return lines * self.fontMetrics().lineSpacing() + 2 * SPACE.m
