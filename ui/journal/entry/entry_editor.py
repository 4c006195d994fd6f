"""The editor of an entry's text: pictures and copied moments that are pasted or dropped are handed
on, all else is text.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.journal.links import LONGEST, SCHEME
from app.marks.clip import MIME_TYPE
from ui.style.theme import colour, theme_signals
from ui.widgets.image_files import picture_files_in

# As far as one line tells: whether it is a link is for the reader of Markdown to say. No beginning
# is followed beyond the next one: this is asked whenever the cursor moves.
_LINK = re.compile(
    rf"(?<!\\)\[(?P<words>(?:\\.|[^\[\]\\])+)\]\({SCHEME}:[^)\s]{{0,{LONGEST}}}\)",
    re.IGNORECASE,
)
_FOLDED_PX, _FOLDED_SHARE = 1, 1  # per cent of its width
_REMOVING = {Qt.Key.Key_Backspace: -1, Qt.Key.Key_Delete: 1}


class EntryEditor(QPlainTextEdit):
    """A link to a moment stands as its words; what folds away is passed and removed as a whole.

    Signals: pictures_offered(QMimeData); moments_offered(QMimeData)."""

    pictures_offered = Signal(object)
    moments_offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = _Links(self.document())
        self._was_at = 0
        self.cursorPositionChanged.connect(self._leave_fold)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _REMOVING.get(Qt.Key(event.key()), 0)
        if step and not self.textCursor().hasSelection():
            self._select_broken(step)
        super().keyPressEvent(event)

    def _select_broken(self, step: int) -> None:
        """The link that would be broken by removing one sign of what is folded."""
        cursor = self.textCursor()
        start, at = cursor.block().position(), cursor.positionInBlock()
        removed = at if step > 0 else at - 1
        for link in _LINK.finditer(cursor.block().text()):
            if removed == link.start() or link.end("words") <= removed < link.end():
                cursor.setPosition(start + link.start())
                cursor.setPosition(start + link.end(), QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                return

    def _leave_fold(self) -> None:
        """The cursor doesn't stand inside an address, which isn't seen."""
        cursor = self.textCursor()
        start, at = cursor.block().position(), cursor.positionInBlock()
        is_before, self._was_at = self._was_at <= cursor.position(), cursor.position()
        for link in _LINK.finditer(cursor.block().text()):
            if link.end("words") < at < link.end():
                to = link.end() if is_before else link.end("words")
                mode = QTextCursor.MoveMode
                held = mode.KeepAnchor if cursor.hasSelection() else mode.MoveAnchor
                cursor.setPosition(start + to, held)
                self.setTextCursor(cursor)
                return

    def insert_text(self, text: str) -> None:
        """In place of what is selected; Undo takes it back."""
        self.textCursor().insertText(text)

    def selected_words(self) -> str:
        return " ".join(self.textCursor().selectedText().split())


class _Links(QSyntaxHighlighter):
    """The words of a link to a moment stand out, and its address is folded away."""

    def highlightBlock(self, text: str) -> None:
        words, address = QTextCharFormat(), QTextCharFormat()
        words.setForeground(colour("accent_ink"))
        words.setFontUnderline(True)
        address.setForeground(Qt.GlobalColor.transparent)
        address.setProperty(QTextFormat.Property.FontPixelSize, _FOLDED_PX)
        address.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        address.setFontLetterSpacing(_FOLDED_SHARE)
        for link in _LINK.finditer(text):
            self.setFormat(link.start(), link.end() - link.start(), address)
            self.setFormat(link.start("words"), len(link["words"]), words)


def has_pictures(data: QMimeData) -> bool:
    """Other programs put a picture of copied text beside the text: that is text."""
    return bool(picture_files_in(data)) or (data.hasImage() and not data.hasText())
