"""Rendered Markdown that shows the profile's own pictures and no others.

Entries may have been written by others (a restored export). Qt would load any file a text names,
and so contact a network drive.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QTextCharFormat, QTextCursor, QTextDocument

from ui.widgets.image_files import FindPicture, no_pictures, read_filling

# Raw HTML is shown as text.
FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_SIDE_PX = 320


class EntryText(QTextDocument):
    """find: the file of a picture that the text names without a folder."""

    def __init__(self, find: FindPicture = no_pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find

    def set_text(self, markdown: str) -> None:
        self.setMarkdown(markdown, FEATURES)
        self._use_our_weight()

    def _use_our_weight(self) -> None:
        """Bold is the face we have: for a bolder one, Qt would smear it."""
        ours = QTextCharFormat()
        ours.setFontWeight(QFont.Weight.DemiBold)
        cursor = QTextCursor(self)
        for start, end in list(self._bold()):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(ours)

    def _bold(self) -> Iterator[tuple[int, int]]:
        """Where each bold part begins and ends."""
        block = self.begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                fragment = part.fragment()
                if fragment.charFormat().fontWeight() > QFont.Weight.DemiBold:
                    yield fragment.position(), fragment.position() + fragment.length()
                part += 1
            block = block.next()

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Never Qt's own answer, nor None: Qt would look for a file of that name."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return b""
        name = url.toString() if isinstance(url, QUrl) else url
        path = self._find(name) if "/" not in name and ":" not in name else None
        image = QImage() if path is None else read_filling(path, QSize(_SIDE_PX, _SIDE_PX))
        return _nothing() if image.isNull() else image


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def beginning_in_words(text: str, most: int = 120) -> str:
    """The beginning of an entry, on one line and without Markdown's signs; “…” where it goes on."""
    document = EntryText()
    document.set_text(text[: 2 * most])
    whole = " ".join(document.toPlainText().split())
    return whole if len(whole) <= most else f"{whole[:most].rpartition(' ')[0] or whole[:most]}…"
