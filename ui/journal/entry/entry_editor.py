"""The editor of an entry's text: pictures and copied moments that are pasted or dropped are handed
on, all else is text.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.journal.links import SCHEME
from app.marks.clip import MIME_TYPE
from ui.style.theme import colour, theme_signals
from ui.widgets.image_files import picture_files_in

# As far as one line tells: whether it is a link is for the reader of Markdown to say.
_LINK = re.compile(rf"\[(?P<words>(?:\\.|[^\]\\])*)\]\({SCHEME}:[^)\s]*\)", re.IGNORECASE)


class EntryEditor(QPlainTextEdit):
    """Signals: pictures_offered(QMimeData); moments_offered(QMimeData)."""

    pictures_offered = Signal(object)
    moments_offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = _Links(self.document())
        theme_signals().theme_changed.connect(self._links.rehighlight)

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


class _Links(QSyntaxHighlighter):
    """The words of a link to a moment stand out, and its address recedes."""

    def highlightBlock(self, text: str) -> None:
        words, address = QTextCharFormat(), QTextCharFormat()
        words.setForeground(colour("accent_ink"))
        address.setForeground(colour("ink_faint"))
        for link in _LINK.finditer(text):
            self.setFormat(link.start(), link.end() - link.start(), address)
            self.setFormat(link.start("words"), len(link["words"]), words)


def has_pictures(data: QMimeData) -> bool:
    """Other programs put a picture of copied text beside the text: that is text."""
    return bool(picture_files_in(data)) or (data.hasImage() and not data.hasText())
