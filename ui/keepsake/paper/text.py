"""Texts as bands: a long one goes on on the next page, between two of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from ui.keepsake.paper.entry import PaperText
from ui.keepsake.paper.flow import Band
from ui.keepsake.paper.sheet import INK, MUTED, Sheet
from ui.widgets.image_files import FindPicture
from ui.widgets.text import LARGE_PIECE, breakable

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
        _write(document, breakable(text, LARGE_PIECE), font)
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
            Band(
                one.bottom - one.top,
                partial(_paint_line, document, one, left, ink)
                if one.is_plain
                else partial(_paint_part, document, one, left, ink),
            )
            for one in _lines(document)
        ]
        return [replace(made[0], gap=gap), *made[1:]] if made else []


def _write(document: QTextDocument, text: str, font: QFont) -> None:
    cursor = QTextCursor(document)
    block, style = QTextBlockFormat(), QTextCharFormat()
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    style.setFont(font)
    cursor.setBlockFormat(block)
    cursor.insertText(text, style)


@dataclass(frozen=True)
class _Line:
    """A line, or lines beside one another in a table, with what is above them. block, number: of
    its only line; is_plain: which is all there is to paint.
    """

    top: float
    bottom: float
    block: QTextBlock
    number: int
    is_plain: bool


def _lines(document: QTextDocument) -> Iterator[_Line]:
    end = 0.0
    held: _Line | None = None
    for line in sorted(_single_lines(document), key=lambda one: (one.top, one.bottom)):
        if held is not None and line.top < held.bottom - 0.5:
            held = replace(held, bottom=max(held.bottom, line.bottom), is_plain=False)
            continue
        if held is not None:
            yield replace(held, top=end)
            end = held.bottom
        held = line
    if held is not None:
        yield replace(held, top=end, bottom=max(held.bottom, document.size().height()))


def _single_lines(document: QTextDocument) -> Iterator[_Line]:
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        top, lines, is_plain = (
            layout.blockBoundingRect(block).top(),
            block.layout(),
            _is_plain(block),
        )
        for number in range(lines.lineCount()):
            line = lines.lineAt(number).rect()
            yield _Line(top + line.top(), top + line.bottom(), block, number, is_plain)
        block = block.next()


def _is_plain(block: QTextBlock) -> bool:
    """Nothing is painted besides its text: no bullet, no ground, no rule, no cell around it."""
    looks = block.blockFormat()
    rule = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
    return (
        block.textList() is None
        and not looks.hasProperty(QTextFormat.Property.BackgroundBrush)
        and not looks.hasProperty(rule)
        and QTextCursor(block).currentTable() is None
    )


def _paint_line(
    document: QTextDocument,
    line: _Line,
    left: float,
    ink: QColor,
    painter: QPainter,
    x: float,
    y: float,
) -> None:
    """By itself: to paint a part of a document takes as long as all of its paragraph."""
    block_rect = document.documentLayout().blockBoundingRect(line.block)
    painter.setPen(ink)
    at = QPointF(x + left + block_rect.left(), y - line.top + block_rect.top())
    line.block.layout().lineAt(line.number).draw(painter, at)


def _paint_part(
    document: QTextDocument,
    line: _Line,
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
    context.clip = QRectF(0, line.top, document.textWidth(), line.bottom - line.top)
    painter.save()
    painter.translate(x + left, y - line.top)
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
