"""Paints an entry in a row of the journal: its title, its beginning, how the feeling changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from app.journal.records import JournalItem
from ui.journal.row_measures import RowMeasures
from ui.journal.row_pen import RowPen
from ui.journal.row_text import line_of
from ui.journal.words import (
    FindEmotion,
    headline,
    links_in_words,
    people_in_words,
    seal_in_words,
)
from ui.style.tokens import SPACE
from ui.widgets.glyphs import paint_change_of_feeling
from ui.widgets.hits import Hits
from ui.words.dates import clock_time


class EntryPainter:
    """Paints the texts of entries as they were measured. found: what was searched for."""

    def __init__(self, find: FindEmotion, measures: RowMeasures, found: Hits) -> None:
        self._found = found
        self._find = find
        self._measures = measures
        self._fonts = measures.fonts

    def paint(self, pen: RowPen, column: QRectF, item: JournalItem) -> None:
        """From the top of the column."""
        line = line_of(column, column.top(), self._fonts.lead_h)
        self._paint_title(pen, line, item)
        beside, high = self._measures.beside_px(item), self._measures.play * 0.9
        glyph = QRectF(column.right() + SPACE.m, line.top() - 2, beside, high)
        paint_change_of_feeling(pen.painter, pen.seen(glyph), item.before, item.after)
        y = line.bottom() + SPACE.xs
        seen = pen.seen(column)
        entries = self._measures.entries
        y += entries.paint(pen.painter, seen.left(), y, item, seen.width(), self._found)
        if links := links_in_words(item):
            line = line_of(column, y + SPACE.s, self._fonts.caption_h)
            pen.text_with_icon(line, "link", links, self._fonts.caption, found=self._found)
            y = line.bottom()
        elif sealed := seal_in_words(item):
            line = line_of(column, y, self._fonts.caption_h)
            pen.text_with_icon(line, "eye-off", sealed, self._fonts.caption)
        if people := people_in_words(item):
            line = line_of(column, y + SPACE.s, self._fonts.caption_h)
            pen.text_with_icon(line, "users", people, self._fonts.caption, found=self._found)

    def _paint_title(self, pen: RowPen, line: QRectF, item: JournalItem) -> None:
        """The title and, beside it, when the entry was written."""
        fonts, words = self._fonts, headline(item, self._find)
        time = clock_time(item.made.local)
        time_px = QFontMetricsF(fonts.caption).horizontalAdvance(time)
        rest = pen.text_before(line, words, fonts.lead, "ink", time_px, self._found)
        pen.text(rest, time, fonts.caption, "ink_muted")
