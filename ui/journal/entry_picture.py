"""Excerpts of entries: rendered Markdown, a few lines high, made once and kept."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPalette,
    QTextDocument,
)

from app.journal.records import JournalItem
from ui.style.theme import colour
from ui.widgets.entry_text import EntryText
from ui.widgets.image_files import FindPicture, no_pictures

LINES = 6
KEPT = 64
_LONGEST = 1500  # characters; what follows lies below the excerpt anyway


_Key = tuple[str, int, int]


def beginning_in_words(text: str, most: int = 120) -> str:
    """How an entry begins, on one line and without the signs of Markdown."""
    document = EntryText()
    document.set_text(text[: 2 * most])
    return " ".join(document.toPlainText().split())[:most]


class EntryPictures:
    """Heights and paintings of excerpts."""

    def __init__(self, font: QFont, find: FindPicture = no_pictures) -> None:
        self._font = font
        self._find = find
        self._most_px = LINES * QFontMetricsF(font).lineSpacing()
        self._kept: OrderedDict[_Key, QTextDocument] = OrderedDict()
        self._heights: dict[_Key, float] = {}

    def height(self, item: JournalItem, width: float) -> float:
        """Kept for every entry: making a document only to measure it takes 0.3 ms."""
        if not item.text.strip():
            return 0.0
        key = _key(item, width)
        if key not in self._heights:
            height = self._document(item, width).size().height()
            self._heights[key] = min(self._most_px, height)
        return self._heights[key]

    def paint(
        self, painter: QPainter, left: float, top: float, item: JournalItem, width: float
    ) -> float:
        """The height that was painted."""
        height = self.height(item, width)
        if not height:
            return 0.0
        document = self._document(item, width)
        painter.save()
        painter.translate(left, top)
        painter.setClipRect(QRectF(0, 0, width, height), Qt.ClipOperation.IntersectClip)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, colour("ink"))
        if document.size().height() > height + 1:
            fade = QLinearGradient(QPointF(0, height * 0.55), QPointF(0, height))
            clear = colour("ink")
            clear.setAlpha(0)
            fade.setColorAt(0, colour("ink"))
            fade.setColorAt(1, clear)
            context.palette.setBrush(QPalette.ColorRole.Text, QBrush(fade))
        document.documentLayout().draw(painter, context)
        painter.restore()
        return height

    def _document(self, item: JournalItem, width: float) -> QTextDocument:
        key = _key(item, width)
        document = self._kept.get(key)
        if document is None:
            document = self._made(item.text, width)
            self._kept[key] = document
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return document

    def _made(self, text: str, width: float) -> QTextDocument:
        document = EntryText(self._find)
        document.setDocumentMargin(0)
        document.setIndentWidth(QFontMetricsF(self._font).height())
        document.setDefaultFont(self._font)
        document.set_text(text[:_LONGEST])
        document.setTextWidth(width)
        return document


def _key(item: JournalItem, width: float) -> _Key:
    return item.uid, hash(item.text), round(width)
