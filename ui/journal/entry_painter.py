"""Paints an entry in a row of the journal: its title, its beginning, how the feeling changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from app.journal.records import JournalItem
from ui.journal.row_measures import RowMeasures
from ui.journal.row_text import draw_before, draw_text, draw_with_icon, line_of
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

    def paint(self, painter: QPainter, column: QRectF, item: JournalItem) -> None:
        """From the top of the column."""
        line = line_of(column, column.top(), self._fonts.lead_h)
        self._paint_title(painter, line, item)
        beside, high = self._measures.beside_px(item), self._measures.play * 0.9
        glyph = QRectF(column.right() + SPACE.m, line.top() - 2, beside, high)
        paint_change_of_feeling(painter, glyph, item.before, item.after)
        y = line.bottom() + SPACE.xs
        entries = self._measures.entries
        y += entries.paint(painter, column.left(), y, item, column.width(), self._found)
        if links := links_in_words(item):
            line = line_of(column, y + SPACE.s, self._fonts.caption_h)
            draw_with_icon(painter, line, "link", links, self._fonts.caption, found=self._found)
            y = line.bottom()
        elif sealed := seal_in_words(item):
            line = line_of(column, y, self._fonts.caption_h)
            draw_with_icon(painter, line, "eye-off", sealed, self._fonts.caption)
        if people := people_in_words(item):
            line = line_of(column, y + SPACE.s, self._fonts.caption_h)
            draw_with_icon(painter, line, "users", people, self._fonts.caption, found=self._found)

    def _paint_title(self, painter: QPainter, line: QRectF, item: JournalItem) -> None:
        """The title and, beside it, when the entry was written."""
        fonts, words = self._fonts, headline(item, self._find)
        time = clock_time(item.made.local)
        time_px = QFontMetricsF(fonts.caption).horizontalAdvance(time)
        rest = draw_before(painter, line, words, fonts.lead, "ink", time_px, self._found)
        draw_text(painter, rest, time, fonts.caption, "ink_muted")
