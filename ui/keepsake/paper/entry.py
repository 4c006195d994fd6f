"""An entry on paper: its links are words, with their addresses beside them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat

from app.keepsake.html.markdown import SHOWN_AS_WRITTEN
from ui.widgets.entry_text import EntryText


class PaperText(EntryText):
    """On paper nothing is clicked; in a file of it, nothing is to lead anywhere."""

    def set_text(self, markdown: str) -> None:
        self._read(markdown)
        with self._laid_out_once():
            self._use_our_weight()
            _say_addresses(self)


def _say_addresses(document: QTextDocument) -> None:
    linked = list(_linked(document))
    cursor = QTextCursor(document)
    for place, (start, end, address) in reversed(list(enumerate(linked))):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        is_said = address in cursor.selectedText()
        words = cursor.charFormat()
        for name in (
            QTextFormat.Property.IsAnchor,
            QTextFormat.Property.AnchorHref,
            QTextFormat.Property.AnchorName,
        ):
            words.clearProperty(name.value)
        cursor.setCharFormat(words)
        goes_on = place + 1 < len(linked) and linked[place + 1][::2] == (end, address)
        if address.startswith(SHOWN_AS_WRITTEN) and not is_said and not goes_on:
            cursor.setPosition(end)
            cursor.insertText(f" ({address})", words)


def _linked(document: QTextDocument) -> Iterator[tuple[int, int, str]]:
    """Start, end and address of each part of a link."""
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().isAnchor():
                start = fragment.position()
                yield start, start + fragment.length(), fragment.charFormat().anchorHref()
            part += 1
        block = block.next()
