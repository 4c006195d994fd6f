"""The editor of an entry's text: pictures and copied moments that are pasted or dropped are handed
on, all else is text.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.marks.clip import MIME_TYPE
from ui.widgets.image_files import picture_files_in


class EntryEditor(QPlainTextEdit):
    """Signals: pictures_offered(QMimeData); moments_offered(QMimeData)."""

    pictures_offered = Signal(object)
    moments_offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        is_ours = has_pictures(source) or source.hasFormat(MIME_TYPE)
        return is_ours or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(MIME_TYPE):
            self.moments_offered.emit(source)
        elif has_pictures(source):
            self.pictures_offered.emit(source)
        else:
            super().insertFromMimeData(source)

    def insert_text(self, text: str) -> None:
        """In place of what is selected; Undo takes it back."""
        self.textCursor().insertText(text)

    def selected_words(self) -> str:
        return " ".join(self.textCursor().selectedText().split())


def has_pictures(data: QMimeData) -> bool:
    """Other programs put a picture of copied text beside the text: that is text."""
    return bool(picture_files_in(data)) or (data.hasImage() and not data.hasText())
