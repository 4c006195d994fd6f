"""How an entry reads in a row of the journal: its title, how it begins, what it changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from app.journal.records import JournalItem
from ui.journal.glyphs import paint_change_of_feeling
from ui.journal.row_measures import RowMeasures
from ui.journal.row_text import draw_text, draw_with_icon, line_of
from ui.journal.words import FindEmotion, headline, links_in_words
from ui.style.tokens import SPACE
from ui.widgets.dates import clock_time


class EntryPainter:
    """Paints the words of entries as they were measured."""

    def __init__(self, find: FindEmotion, measures: RowMeasures) -> None:
        self._find = find
        self._measures = measures
        self._fonts = measures.fonts

    def paint(self, painter: QPainter, column: QRectF, item: JournalItem) -> None:
        """Into the column, from its top."""
        line = line_of(column, column.top(), self._fonts.lead_h)
        self._paint_title(painter, line, item)
        beside, high = self._measures.beside_px(item), self._measures.play * 0.9
        glyph = QRectF(column.right() + SPACE.m, line.top() - 2, beside, high)
        paint_change_of_feeling(painter, glyph, item.before, item.after)
        y = line.bottom() + SPACE.xs
        entries = self._measures.entries
        y += entries.paint(painter, column.left(), y, item, column.width())
        if links := links_in_words(item):
            line = line_of(column, y + SPACE.s, self._fonts.caption_h)
            draw_with_icon(painter, line, "link", links, self._fonts.caption)

    def _paint_title(self, painter: QPainter, line: QRectF, item: JournalItem) -> None:
        """And, beside it, when it was written."""
        fonts, words = self._fonts, headline(item, self._find)
        draw_text(painter, line, words, fonts.lead, "ink")
        left = line.left() + QFontMetricsF(fonts.lead).horizontalAdvance(words) + SPACE.m
        rest = QRectF(left, line.top(), max(0.0, line.right() - left), line.height())
        draw_text(painter, rest, clock_time(item.made.local), fonts.caption, "ink_muted")
