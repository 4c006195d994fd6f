"""Texts as bands: a long one goes on on the next page, between two of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from ui.keepsake.paper.entry import PaperText
from ui.keepsake.paper.flow import Band
from ui.keepsake.paper.sheet import INK, MUTED, Sheet
from ui.widgets.image_files import FindPicture

_LINE_HEIGHT = 125  # percent


@dataclass(frozen=True)
class Texts:
    """sheet: that they are laid out for."""

    sheet: Sheet

    def plain(
        self,
        text: str,
        points: float,
        *,
        strong: bool = False,
        muted: bool = False,
        left: float = 0.0,
        width: float | None = None,
        gap: float = 0.0,
    ) -> list[Band]:
        """left, width: in the sheet's unit; up to its right edge without a width. gap: above."""
        document = QTextDocument()
        font = self.sheet.font(points, strong=strong)
        document.setDefaultFont(font)
        _write(document, text, font)
        self._lay_out(document, left, width)
        return self._bands(document, left, gap, MUTED if muted else INK)

    def entry(self, markdown: str, find: FindPicture, *, left: float, gap: float) -> list[Band]:
        """An entry's Markdown."""
        document = PaperText(find)
        document.setDefaultFont(self.sheet.font(10))
        document.set_text(markdown)
        self._lay_out(document, left, None)
        return self._bands(document, left, gap, INK)

    def _lay_out(self, document: QTextDocument, left: float, width: float | None) -> None:
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(self.sheet.writer)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setTextWidth(self.sheet.area.width() - left if width is None else width)

    def _bands(self, document: QTextDocument, left: float, gap: float, ink: QColor) -> list[Band]:
        made = [
            Band(bottom - top, partial(_paint, document, top, bottom, left, ink))
            for top, bottom in _lines(document)
        ]
        return [replace(made[0], gap=gap), *made[1:]] if made else []


def _write(document: QTextDocument, text: str, font: QFont) -> None:
    cursor = QTextCursor(document)
    block, style = QTextBlockFormat(), QTextCharFormat()
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    style.setFont(font)
    cursor.setBlockFormat(block)
    cursor.insertText(text, style)


def _lines(document: QTextDocument) -> Iterator[tuple[float, float]]:
    """Top and bottom of each band: a line, or lines beside one another in a table, with what is
    above them.
    """
    layout = document.documentLayout()
    found: list[tuple[float, float]] = []
    block = document.begin()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        lines = block.layout()
        for number in range(lines.lineCount()):
            line = lines.lineAt(number).rect()
            found.append((top + line.top(), top + line.bottom()))
        block = block.next()
    end = 0.0
    bottom: float | None = None
    for line_top, line_bottom in sorted(found):
        if bottom is not None and line_top < bottom - 0.5:
            bottom = max(bottom, line_bottom)
            continue
        if bottom is not None:
            yield end, bottom
            end = bottom
        bottom = line_bottom
    if bottom is not None:
        yield end, max(bottom, document.size().height())


def _paint(
    document: QTextDocument,
    top: float,
    bottom: float,
    left: float,
    ink: QColor,
    painter: QPainter,
    x: float,
    y: float,
) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.Link):
        palette.setColor(role, ink)
    context.palette = palette
    context.clip = QRectF(0, top, document.textWidth(), bottom - top)
    painter.save()
    painter.translate(x + left, y - top)
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
