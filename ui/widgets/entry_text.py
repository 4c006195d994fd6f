"""What somebody wrote, as it looks: Markdown that shows the profile's own pictures and no others.

Entries may have been written by others (a restored export). Qt would load any file that a text
names, and an address on a network drive would be asked.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from ui.widgets.image_files import FindPicture, no_pictures, read_filling

# No raw HTML is ever read as such.
FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_SIDE_PX = 320


class EntryText(QTextDocument):
    """find: the file of a picture that the text shows by its bare name."""

    def __init__(self, find: FindPicture = no_pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find

    def set_text(self, markdown: str) -> None:
        self.setMarkdown(markdown, FEATURES)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Never Qt's own answer: it would look for a file of that name. Nor nothing: then, too."""
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
