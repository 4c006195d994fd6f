"""Paints a mark in a row of the journal: its name, place, note and memory."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from app.core.marks import MarkKind
from app.core.words import _, dotted
from app.emotions.records import Emotion
from app.journal.moment_records import own_words
from app.journal.records import JournalItem
from ui.journal.row_measures import MEMORY_LINES, NOTE_LINES, RowMeasures
from ui.journal.row_pen import RowPen
from ui.journal.row_text import line_of
from ui.journal.words import FindEmotion, headline_below, memory_of, place
from ui.style.tokens import SPACE
from ui.widgets.glyphs import dots_px
from ui.widgets.hits import Hits
from ui.widgets.text import elided
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
        self, pen: RowPen, column: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        """From the top of the column: in its middle where there is little to say."""
        fonts, y = self._fonts, column.top()
        time = clock_time(item.made.local)
        first_h = fonts.said_h if own_words(item) else fonts.strong_h
        pen.text(line_of(column, y, first_h), time, fonts.caption, "ink_muted", at_end=True)
        room = column.adjusted(0, 0, -self._measures.time_px - SPACE.l, 0)
        if said := own_words(item):
            line = line_of(room, y, fonts.said_h)
            y += pen.lines(line, said, fonts.said, "ink", NOTE_LINES, self._found) + 2
        self._paint_head(pen, line_of(room, y, fonts.strong_h), item, emotion)
        y += fonts.strong_h + SPACE.xs
        self._paint_place(pen, line_of(column, y, fonts.caption_h), item)
        y += fonts.caption_h
        if memory := memory_of(item):
            self._paint_memory(pen, column, y + 2, memory)

    def _paint_head(
        self, pen: RowPen, line: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        """What was felt, and how strongly."""
        fonts, words = self._fonts, headline_below(item, self._find)
        aside = _aside(item)
        aside_px = QFontMetricsF(fonts.caption).horizontalAdvance(aside)
        tint = "" if emotion is None or item.intensity is None else emotion.colour
        if tint:
            aside_px += dots_px() + SPACE.m
        rest = pen.text_before(line, words, fonts.strong, "ink", aside_px, self._found)
        if tint and item.intensity is not None:
            rest.setLeft(pen.dots(rest, item.intensity, tint) + SPACE.m)
        pen.text(rest, aside, fonts.caption, "ink_muted")

    def _paint_place(self, pen: RowPen, line: QRectF, item: JournalItem) -> None:
        """The track and the time in it, which are never cut away by what plays there."""
        fonts, words = self._fonts, place(item)
        missing = item.track is not None and not item.track.is_available
        note = _("file missing") if missing else ""
        has_scenes = bool(item.scenes) and item.kind is not MarkKind.CUE
        scenes = dotted(*map(scene_title, item.scenes)) if has_scenes else ""
        metrics = QFontMetricsF(fonts.caption)
        beside_px = metrics.horizontalAdvance(note) + SPACE.l + self._measures.icon if note else 0
        room = line.width() - beside_px
        shown = elided(words, metrics, room, Qt.TextElideMode.ElideMiddle)
        pen.text(line, shown, fonts.caption, "ink_muted", found=self._found)
        left = line.left() + metrics.horizontalAdvance(shown) + SPACE.m
        rest = QRectF(left, line.top(), max(0.0, line.right() - left), line.height())
        if note:
            pen.text_with_icon(rest, "file-x", note, fonts.caption, "warn")
        elif scenes and rest.width() > 3 * self._measures.icon:
            pen.text_with_icon(rest, "clapperboard", scenes, fonts.caption, found=self._found)

    def _paint_memory(self, pen: RowPen, column: QRectF, y: float, memory: str) -> None:
        fonts, side = self._fonts, self._measures.icon
        icon = QRectF(column.left(), y + (fonts.caption_h - side) / 2, side, side)
        pen.icon(icon, "hourglass", "ink_muted")
        inner = column.adjusted(self._measures.lead_in, 0, 0, 0)
        line = line_of(inner, y, fonts.caption_h)
        pen.lines(line, memory, fonts.caption, "ink_muted", MEMORY_LINES, self._found)


def _aside(item: JournalItem) -> str:
    """Beside the name: whether the music expressed it, and whether it waits."""
    waits = str(WAITS) if item.is_waiting else ""
    mode = _("expressed by the music") if item.mode == "expressed" else ""
    return dotted(waits, mode)
