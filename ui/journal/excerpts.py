"""Excerpts of entries: rendered Markdown, a few lines high, cached."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPalette,
    QPixmap,
    QTextDocument,
)

from app.journal.records import JournalItem
from ui.style.theme import colour
from ui.widgets.entry_text import EntryText
from ui.widgets.hits import Hits
from ui.widgets.image_files import FindPicture, no_pictures

LINES = 6
KEPT = 64
_LONGEST = 1500  # characters; the rest wouldn't be visible anyway


_Key = tuple[str, int, int]


class Excerpts:
    """Measures and paints excerpts."""

    def __init__(self, font: QFont, find: FindPicture = no_pictures) -> None:
        self._font = font
        self._find = find
        self._most_px = LINES * QFontMetricsF(font).lineSpacing()
        self._kept: OrderedDict[_Key, QTextDocument] = OrderedDict()
        self._heights: dict[_Key, float] = {}

    def height(self, item: JournalItem, width: float) -> float:
        """Cached for every entry: making a document only to measure it takes 0.3 ms."""
        if not item.text.strip():
            return 0.0
        key = _key(item, width)
        if key not in self._heights:
            height = self._document(item, width).size().height()
            self._heights[key] = min(self._most_px, height)
        return self._heights[key]

    def paint(
        self,
        painter: QPainter,
        left: float,
        top: float,
        item: JournalItem,
        width: float,
        found: Hits,
    ) -> float:
        """Returns the height that was painted. found: what was searched for."""
        height = self.height(item, width)
        if not height:
            return 0.0
        document, room = self._document(item, width), QRectF(0, 0, width, height)
        painter.save()
        painter.translate(left, top)
        painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        if document.size().height() > height + 1:
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(room.topLeft(), _fading(document, room, ratio, found))
        else:
            _draw(document, painter, found)
        painter.restore()
        return height

    def link_at(self, item: JournalItem, width: float, at: QPointF) -> str:
        """The address of the link that is there, from the excerpt's corner; empty for none."""
        height = self.height(item, width)
        if not QRectF(0, 0, width, height).contains(at):
            return ""
        return self._document(item, width).documentLayout().anchorAt(at)

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


def _draw(document: QTextDocument, painter: QPainter, found: Hits) -> None:
    found.paint_behind(painter, document)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, colour("ink"))
    document.documentLayout().draw(painter, context)


def _fading(document: QTextDocument, room: QRectF, ratio: float, found: Hits) -> QPixmap:
    """By itself, to be thinned out: a document draws its text in one plain colour."""
    picture = QPixmap((room.size() * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _draw(document, painter, found)
    fade = QLinearGradient(QPointF(0, room.height() * 0.55), room.bottomLeft())
    fade.setColorAt(0, Qt.GlobalColor.black)
    fade.setColorAt(1, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(room, fade)
    painter.end()
    return picture


def _key(item: JournalItem, width: float) -> _Key:
    return item.uid, hash(item.text), round(width)
