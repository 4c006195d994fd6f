"""The words of an opened letter, large and with room between the lines."""

from __future__ import annotations

import math
from collections.abc import Collection

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.core.words import _
from ui.style.theme import text_font, theme_signals
from ui.style.tokens import TYPE
from ui.widgets.entry_text import EntryText
from ui.widgets.image_files import FindPicture, no_pictures

_SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_LINE_PERCENT = 136  # 28 px for 17 px letters


class LetterText(QTextBrowser):
    """As high as its words need: whatever it is in scrolls.

    Signals: link_activated(str address); rendered(), the text is shown anew.
    """

    link_activated = Signal(str)
    rendered = Signal()

    def __init__(self, find: FindPicture = no_pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = EntryText(find, self)
        self._text = ""
        self._words.setDocumentMargin(0)
        self.setDocument(self._words)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "none")
        self.setAccessibleName(_("Letter"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._on_link)
        theme_signals().theme_changed.connect(self._render)

    def set_text(self, markdown: str) -> None:
        if markdown != self._text:
            self._text = markdown
            self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLING:
            event.ignore()  # what it is in scrolls
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self._words.setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(self._words.size().height()) + 2)

    def _render(self) -> None:
        self._words.setDefaultFont(text_font(TYPE.title))
        self._words.set_text(self._text)
        lines = QTextBlockFormat()
        lines.setLineHeight(
            _LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor = QTextCursor(self._words)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()
        self.rendered.emit()

    def links(self) -> set[str]:
        """The addresses of the moments and entries that it links to."""
        return self._words.links()

    def mark_gone(self, addresses: Collection[str]) -> None:
        """Links to these moments lead nowhere any more."""
        self._words.mark_gone(addresses)

    def _on_link(self, link: QUrl) -> None:
        self.link_activated.emit(link.toString(QUrl.ComponentFormattingOption.FullyEncoded))
