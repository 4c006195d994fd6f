"""How the journal's rows look: headings, marks, entries. Knows widths, colours and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.core.marks import MarkKind
from app.emotions.records import Emotion
from app.journal.records import ENTRY, JournalItem
from ui.journal.entry_picture import EntryPictures
from ui.journal.glyphs import paint_change_of_feeling, paint_disc, paint_dots
from ui.journal.row_text import Fonts, draw_text, line_of
from ui.journal.rows import DayRow, ItemRow, Row, SessionRow
from ui.journal.words import (
    FindEmotion,
    counts_in_words,
    headline,
    icon_of_kind,
    links_in_words,
    place,
    session_in_words,
)
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.dates import clock_time, day_in_words
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text_lines import count_lines, paint_lines
from ui.widgets.waiting import WAITS, WAITS_ICON

NOTE_LINES = 3
MEMORY_LINES = 2
_CHANGE_PLAYS = 1.6  # how wide a change of feeling is drawn, in play buttons


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands at the moment of painting."""

    is_current: bool = False
    has_focus: bool = False
    is_hovered: bool = False
    is_play_hovered: bool = False
    is_sounding: bool = False


class RowPainter:
    """Measures and paints rows; `find` tells an emotion by its id, `picture` a file by its name."""

    def __init__(self, find: FindEmotion, picture: FindPicture = no_pictures) -> None:
        self._find = find
        self._picture = picture
        self.forget()

    def forget(self) -> None:
        """The font or the theme changed."""
        self.fonts = Fonts()
        self.entries = EntryPictures(self.fonts.body, self._picture)
        self._disc = scaled_px(34)
        self._play = scaled_px(32)
        self._icon = scaled_px(14)

    # --- measuring ------------------------------------------------------------------------------

    def height(self, row: Row, width: float) -> int:
        fonts = self.fonts
        if isinstance(row, DayRow):
            return round(fonts.lead_h + SPACE.xl + SPACE.s)
        if isinstance(row, SessionRow):
            return round(fonts.caption_h + SPACE.m)
        inner = self._item_height(row.item, width)
        return round(inner + 2 * SPACE.m + (SPACE.s if row.is_last else 0))

    def play_rect(self, rect: QRectF, item: JournalItem) -> QRectF:
        """Where the play button of a row is; empty where there is nothing to hear."""
        if item.track is None or item.span is None:
            return QRectF()
        left = rect.right() - SPACE.m - self._play
        return QRectF(left, rect.top() + SPACE.m, self._play, self._play)

    def _item_height(self, item: JournalItem, width: float) -> float:
        fonts, room = self.fonts, self._text_width(width, item)
        if item.kind is ENTRY:
            height = fonts.lead_h + SPACE.xs + self.entries.height(item, room)
            return height + (fonts.caption_h + SPACE.s if links_in_words(item) else 0)
        height = fonts.strong_h + 2 + fonts.body_h
        if item.scene_titles and item.kind is not MarkKind.CUE:
            height += SPACE.xs + fonts.caption_h
        if item.text:
            lines = count_lines(item.text, fonts.body, room, NOTE_LINES)
            height += SPACE.xs + lines * fonts.body_h
        if item.memory:
            lines = count_lines(item.memory, fonts.body, room - self._lead_in(), MEMORY_LINES)
            height += SPACE.xs + lines * fonts.body_h
        return max(height, self._disc)

    def _text_left(self) -> float:
        return SPACE.l + self._disc + SPACE.m

    def _text_width(self, width: float, item: JournalItem) -> float:
        return max(80.0, width - self._text_left() - self._beside_px(item) - 2 * SPACE.m)

    def _beside_px(self, item: JournalItem) -> float:
        """How much stands at the right of the words: the play button, or what an entry changed."""
        has_feelings = item.before is not None or item.after is not None
        return self._play * (_CHANGE_PLAYS if has_feelings else 1.0)

    def _lead_in(self) -> float:
        return self._icon + SPACE.s

    # --- painting -------------------------------------------------------------------------------

    def paint(self, painter: QPainter, rect: QRectF, row: Row, state: RowState) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, DayRow):
            self._paint_day(painter, rect, row)
        elif isinstance(row, SessionRow):
            self._paint_session(painter, rect, row)
        else:
            self._paint_item(painter, rect, row, state)

    def _paint_day(self, painter: QPainter, rect: QRectF, row: DayRow) -> None:
        line = QRectF(rect.left(), rect.bottom() - self.fonts.lead_h - SPACE.xs, rect.width(), 0)
        line.setHeight(self.fonts.lead_h)
        draw_text(painter, line, day_in_words(row.day), self.fonts.lead, "ink")
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        line.setRight(line.right() - SPACE.xs)
        count = counts_in_words(row.marks, row.entries)
        draw_text(painter, line, count, self.fonts.caption, "ink_muted", flags)

    def _paint_session(self, painter: QPainter, rect: QRectF, row: SessionRow) -> None:
        line = QRectF(rect.left(), rect.top() + SPACE.xs, rect.width(), self.fonts.caption_h)
        words = session_in_words(row.session)
        draw_text(painter, line, words, self.fonts.caption, "ink_muted")

    def _paint_item(self, painter: QPainter, rect: QRectF, row: ItemRow, state: RowState) -> None:
        if row.is_last:
            rect = rect.adjusted(0, 0, 0, -SPACE.s)
        self._paint_ground(painter, rect, row, state)
        item = row.item
        emotion = None if item.emotion_id is None else self._find(item.emotion_id)
        disc = QRectF(rect.left() + SPACE.l, rect.top() + SPACE.m, self._disc, self._disc)
        self._paint_disc(painter, disc, item, emotion)
        left = rect.left() + self._text_left()
        column = QRectF(left, rect.top() + SPACE.m, self._text_width(rect.width(), item), 0)
        if item.kind is ENTRY:
            self._paint_entry(painter, column, item)
        else:
            self._paint_mark(painter, column, item, emotion)
        self._paint_play(painter, self.play_rect(rect, item), item, state)
        if state.is_current and state.has_focus:
            draw_focus_ring(painter, rect.adjusted(1, 1, -1, -1), RADIUS.large)

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: ItemRow, state: RowState) -> None:
        shape = _card(rect, row.is_first, row.is_last)
        ground = "raised"
        if state.is_current:
            ground = "selection"
        elif state.is_hovered:
            ground = "hover"
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(colour("hairline"), 1))
        painter.setBrush(colour(ground))
        painter.drawPath(shape)
        painter.restore()
        painter.setPen(QPen(colour("hairline"), 1))
        if not row.is_first:
            left = rect.left() + self._text_left()
            y = rect.top() + 0.5
            painter.drawLine(QPointF(left, y), QPointF(rect.right() - SPACE.m, y))

    def _paint_disc(
        self, painter: QPainter, disc: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        if item.is_waiting:
            paint_disc(painter, disc, WAITS_ICON, emotion.colour if emotion else "accent")
        elif emotion is not None:
            paint_disc(painter, disc, emotion.icon, emotion.colour, emotion.pattern)
        elif item.kind is MarkKind.MOMENT:
            paint_disc(painter, disc, "heart", "accent", filled=True)
        else:
            paint_disc(painter, disc, icon_of_kind(item.kind), "ink_muted")

    def _paint_mark(
        self, painter: QPainter, column: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        fonts, y = self.fonts, column.top()
        line = line_of(column, y, fonts.strong_h)
        words = headline(item, self._find)
        draw_text(painter, line, words, fonts.strong, "ink")
        right = line.left() + QFontMetricsF(fonts.strong).horizontalAdvance(words) + SPACE.m
        self._paint_aside(painter, line, right, item, emotion)
        y += fonts.strong_h + 2
        self._paint_place(painter, line_of(column, y, fonts.body_h), item)
        y += fonts.body_h
        if item.scene_titles and item.kind is not MarkKind.CUE:
            y += SPACE.xs
            line = line_of(column, y, fonts.caption_h)
            self._paint_with_icon(
                painter, line, "clapperboard", "  ·  ".join(item.scene_titles), fonts.caption
            )
            y += fonts.caption_h
        if item.text:
            y += SPACE.xs
            y += self._paint_lines(painter, column, y, item.text, NOTE_LINES, "ink")
        if item.memory:
            y += SPACE.xs
            self._paint_memory(painter, column, y, item.memory)

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
        draw_text(painter, rest, "  ·  ".join(parts), self.fonts.caption, "ink_muted")

    def _paint_place(self, painter: QPainter, line: QRectF, item: JournalItem) -> None:
        words = place(item)
        missing = item.track is not None and not item.track.is_available
        note = "file missing" if missing else ""
        metrics = QFontMetricsF(self.fonts.body)
        note_width = (metrics.horizontalAdvance(note) + SPACE.l + self._icon) if note else 0
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, line.width() - note_width)
        draw_text(painter, line, shown, self.fonts.body, "ink_muted")
        if note:
            left = line.left() + metrics.horizontalAdvance(shown) + SPACE.m
            rest = QRectF(left, line.top(), line.right() - left, line.height())
            self._paint_with_icon(painter, rest, "file-x", note, self.fonts.caption, "warn")

    def _paint_memory(self, painter: QPainter, column: QRectF, y: float, memory: str) -> None:
        icon = QRectF(column.left(), y + (self.fonts.body_h - self._icon) / 2, 0, 0)
        icon.setSize(QRectF(0, 0, self._icon, self._icon).size())
        paint_icon(painter, icon, "hourglass", "ink_muted")
        inner = column.adjusted(self._lead_in(), 0, 0, 0)
        self._paint_lines(painter, inner, y, memory, MEMORY_LINES, "ink_muted")

    def _paint_lines(
        self, painter: QPainter, column: QRectF, y: float, text: str, most: int, token: str
    ) -> float:
        painter.setPen(colour(token))
        line = QRectF(column.left(), y, column.width(), self.fonts.body_h)
        return paint_lines(painter, line, text, self.fonts.body, most)

    def _paint_with_icon(
        self,
        painter: QPainter,
        line: QRectF,
        icon_name: str,
        text: str,
        font: QFont,
        token: str = "ink_muted",
    ) -> None:
        side = self._icon
        icon = QRectF(line.left(), line.center().y() - side / 2, side, side)
        paint_icon(painter, icon, icon_name, token)
        rest = line.adjusted(side + SPACE.xs + 2, 0, 0, 0)
        draw_text(painter, rest, text, font, token)

    def _paint_entry(self, painter: QPainter, column: QRectF, item: JournalItem) -> None:
        fonts, y = self.fonts, column.top()
        line = line_of(column, y, fonts.lead_h)
        words = headline(item, self._find)
        draw_text(painter, line, words, fonts.lead, "ink")
        left = line.left() + QFontMetricsF(fonts.lead).horizontalAdvance(words) + SPACE.m
        rest = QRectF(left, line.top(), max(0.0, line.right() - left), line.height())
        time = clock_time(item.made.local)
        draw_text(painter, rest, time, fonts.caption, "ink_muted")
        beside = self._beside_px(item)
        glyph = QRectF(column.right() + SPACE.m, line.top() - 2, beside, self._play * 0.9)
        paint_change_of_feeling(painter, glyph, item.before, item.after)
        y += fonts.lead_h + SPACE.xs
        y += self.entries.paint(painter, column.left(), y, item, column.width())
        if links := links_in_words(item):
            line = line_of(column, y + SPACE.s, fonts.caption_h)
            self._paint_with_icon(painter, line, "link", links, fonts.caption)

    def _paint_play(
        self, painter: QPainter, button: QRectF, item: JournalItem, state: RowState
    ) -> None:
        if button.isEmpty() or not item.is_hearable:
            return
        icon = "pause" if state.is_sounding and state.is_play_hovered else "play"
        if state.is_sounding and not state.is_play_hovered:
            icon = "audio-lines"
        lit = state.is_sounding or state.is_play_hovered
        painter.setPen(QPen(colour("accent" if lit else "hairline"), 1))
        painter.setBrush(colour("accent_soft" if lit else "raised"))
        painter.drawEllipse(button.adjusted(0.5, 0.5, -0.5, -0.5))
        side = scaled_px(15)
        inner = QRectF(0, 0, side, side)
        inner.moveCenter(button.center())
        paint_icon(painter, inner, icon, "accent_ink" if lit else "ink_muted")


def _card(rect: QRectF, is_first: bool, is_last: bool) -> QPainterPath:
    """A stretch of a card's outline; where the card goes on, its end lies outside `rect`."""
    past = RADIUS.large * 2
    grown = rect.adjusted(0.5, 0.5 if is_first else -past, -0.5, -0.5 if is_last else past)
    path = QPainterPath()
    path.addRoundedRect(grown, RADIUS.large, RADIUS.large)
    return path
