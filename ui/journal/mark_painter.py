"""How a mark reads in a row of the journal: its word, its place, its note, its memory."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.core.marks import MarkKind
from app.emotions.records import Emotion
from app.journal.records import JournalItem
from ui.journal.glyphs import paint_dots
from ui.journal.row_measures import MEMORY_LINES, NOTE_LINES, RowMeasures
from ui.journal.row_text import draw_text, draw_with_icon, line_of
from ui.journal.words import FindEmotion, headline, place
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.style.tokens import SPACE
from ui.widgets.dates import clock_time
from ui.widgets.text_lines import paint_lines
from ui.widgets.waiting import WAITS


class MarkPainter:
    """Paints the words of marks as they were measured."""

    def __init__(self, find: FindEmotion, measures: RowMeasures) -> None:
        self._find = find
        self._measures = measures
        self._fonts = measures.fonts

    def paint(
        self, painter: QPainter, column: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        """Into the column, from its top."""
        y = self._paint_head(painter, column, item, emotion)
        if item.scene_titles and item.kind is not MarkKind.CUE:
            y += SPACE.xs
            line = line_of(column, y, self._fonts.caption_h)
            titles = "  ·  ".join(item.scene_titles)
            draw_with_icon(painter, line, "clapperboard", titles, self._fonts.caption)
            y += self._fonts.caption_h
        if item.text:
            y += SPACE.xs
            y += self._paint_lines(painter, column, y, item.text, NOTE_LINES, "ink")
        if item.memory:
            y += SPACE.xs
            self._paint_memory(painter, column, y, item.memory)

    def _paint_head(
        self, painter: QPainter, column: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> float:
        """The word and the place; where they end."""
        fonts, y = self._fonts, column.top()
        line = line_of(column, y, fonts.strong_h)
        words = headline(item, self._find)
        draw_text(painter, line, words, fonts.strong, "ink")
        right = line.left() + QFontMetricsF(fonts.strong).horizontalAdvance(words) + SPACE.m
        self._paint_aside(painter, line, right, item, emotion)
        y += fonts.strong_h + 2
        self._paint_place(painter, line_of(column, y, fonts.body_h), item)
        return y + fonts.body_h

    def _paint_aside(
        self,
        painter: QPainter,
        line: QRectF,
        left: float,
        item: JournalItem,
        emotion: Emotion | None,
    ) -> None:
        """Beside the word: how strong, whose feeling, and when it was made."""
        if emotion is not None and item.intensity is not None:
            left = paint_dots(painter, line, left, item.intensity, emotion.colour) + SPACE.m
        parts = [clock_time(item.made.local)]
        if item.mode == "expressed":
            parts.insert(0, "expressed by the music")
        if item.is_waiting:
            parts.insert(0, WAITS)
        rest = QRectF(left, line.top(), max(0.0, line.right() - left), line.height())
        draw_text(painter, rest, "  ·  ".join(parts), self._fonts.caption, "ink_muted")

    def _paint_place(self, painter: QPainter, line: QRectF, item: JournalItem) -> None:
        words = place(item)
        missing = item.track is not None and not item.track.is_available
        note = "file missing" if missing else ""
        metrics = QFontMetricsF(self._fonts.body)
        note_width = metrics.horizontalAdvance(note) + SPACE.l + self._measures.icon if note else 0
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, line.width() - note_width)
        draw_text(painter, line, shown, self._fonts.body, "ink_muted")
        if note:
            left = line.left() + metrics.horizontalAdvance(shown) + SPACE.m
            rest = QRectF(left, line.top(), line.right() - left, line.height())
            draw_with_icon(painter, rest, "file-x", note, self._fonts.caption, "warn")

    def _paint_memory(self, painter: QPainter, column: QRectF, y: float, memory: str) -> None:
        side = self._measures.icon
        icon = QRectF(column.left(), y + (self._fonts.body_h - side) / 2, side, side)
        paint_icon(painter, icon, "hourglass", "ink_muted")
        inner = column.adjusted(self._measures.lead_in, 0, 0, 0)
        self._paint_lines(painter, inner, y, memory, MEMORY_LINES, "ink_muted")

    def _paint_lines(
        self, painter: QPainter, column: QRectF, y: float, text: str, most: int, token: str
    ) -> float:
        painter.setPen(colour(token))
        line = QRectF(column.left(), y, column.width(), self._fonts.body_h)
        return paint_lines(painter, line, text, self._fonts.body, most)
