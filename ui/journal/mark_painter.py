"""Paints a mark in a row of the journal: its name, place, note and memory."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.core.marks import MarkKind
from app.core.words import _, dotted
from app.emotions.records import Emotion
from app.journal.records import JournalItem
from ui.journal.row_measures import MEMORY_LINES, NOTE_LINES, RowMeasures
from ui.journal.row_text import draw_before, draw_text, draw_with_icon, line_of
from ui.journal.words import FindEmotion, headline, place
from ui.style.icons import paint_icon
from ui.style.theme import colour
from ui.style.tokens import SPACE
from ui.widgets.glyphs import dots_px, paint_dots
from ui.widgets.hits import Hits
from ui.widgets.text import elided
from ui.widgets.text_lines import paint_lines
from ui.widgets.waiting import WAITS
from ui.words.dates import clock_time
from ui.words.marks import scene_title


class MarkPainter:
    """Paints the texts of marks as they were measured. found: what was searched for."""

    def __init__(self, find: FindEmotion, measures: RowMeasures, found: Hits) -> None:
        self._found = found
        self._find = find
        self._measures = measures
        self._fonts = measures.fonts

    def paint(
        self, painter: QPainter, column: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        """From the top of the column."""
        y = self._paint_head(painter, column, item, emotion)
        if item.scenes and item.kind is not MarkKind.CUE:
            y += SPACE.xs
            line = line_of(column, y, self._fonts.caption_h)
            titles = dotted(*map(scene_title, item.scenes))
            draw_with_icon(
                painter, line, "clapperboard", titles, self._fonts.caption, found=self._found
            )
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
        """The name and the place. Returns where they end."""
        fonts, y = self._fonts, column.top()
        line = line_of(column, y, fonts.strong_h)
        words = headline(item, self._find)
        aside = _aside(item)
        aside_px = QFontMetricsF(fonts.caption).horizontalAdvance(aside)
        tint = "" if emotion is None or item.intensity is None else emotion.colour
        if tint:
            aside_px += dots_px() + SPACE.m
        rest = draw_before(painter, line, words, fonts.strong, "ink", aside_px, self._found)
        if tint and item.intensity is not None:
            rest.setLeft(paint_dots(painter, rest, item.intensity, tint) + SPACE.m)
        draw_text(painter, rest, aside, fonts.caption, "ink_muted")
        y += fonts.strong_h + 2
        self._paint_place(painter, line_of(column, y, fonts.body_h), item)
        return y + fonts.body_h

    def _paint_place(self, painter: QPainter, line: QRectF, item: JournalItem) -> None:
        words = place(item)
        missing = item.track is not None and not item.track.is_available
        note = _("file missing") if missing else ""
        metrics = QFontMetricsF(self._fonts.body)
        note_width = metrics.horizontalAdvance(note) + SPACE.l + self._measures.icon if note else 0
        room = line.width() - note_width
        shown = elided(words, metrics, room, Qt.TextElideMode.ElideMiddle)
        draw_text(painter, line, shown, self._fonts.body, "ink_muted", found=self._found)
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
        return paint_lines(painter, line, text, self._fonts.body, most, self._found)


def _aside(item: JournalItem) -> str:
    """Beside the name: whether the music expressed it, and when it was made."""
    waits = str(WAITS) if item.is_waiting else ""
    mode = _("expressed by the music") if item.mode == "expressed" else ""
    return dotted(waits, mode, clock_time(item.made.local))
