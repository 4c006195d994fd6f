"""The height of the journal's rows, and where everything is within them, laid out from the left."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from app.journal.moment_records import own_words
from app.journal.records import ENTRY, JournalItem
from ui.bridge.track.thumbnails import Thumbnails
from ui.journal.entry.row_tiles import RowTiles
from ui.journal.excerpts import Excerpts
from ui.journal.row_text import ICON_PX, Fonts
from ui.journal.rows import DayRow, ItemRow, Row, SessionRow
from ui.journal.words import links_in_words, memory_of, people_in_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.text_lines import count_lines
from ui.words.dates import clock_time

NOTE_LINES = 3
MEMORY_LINES = 2
_STILL_PX = (96, 56)
_WIDEST_TIMES = (datetime(2000, 1, 1, 10, 40), datetime(2000, 1, 1, 22, 40))  # noqa: DTZ001
_CHANGE_PLAYS = 1.6  # the width of a change of feeling, in play buttons


class RowMeasures:
    """For one font size and theme. picture: finds a picture shown in an entry by its name.
    thumbnails: of the pictures that entries have.
    """

    def __init__(
        self, picture: FindPicture = no_pictures, thumbnails: Thumbnails | None = None
    ) -> None:
        self.fonts = Fonts()
        self.tiles = RowTiles(self.fonts, thumbnails)
        self.entries = Excerpts(self.fonts.body, picture)
        self.still = QSizeF(scaled_px(_STILL_PX[0]), scaled_px(_STILL_PX[1]))
        self.badge = scaled_px(24)
        self.play = scaled_px(32)
        self.icon = scaled_px(ICON_PX)
        metrics = QFontMetricsF(self.fonts.caption)
        self.time_px = max(map(metrics.horizontalAdvance, map(clock_time, _WIDEST_TIMES)))

    def height(self, row: Row, width: float) -> int:
        fonts = self.fonts
        if isinstance(row, DayRow):
            return round(fonts.lead_h + SPACE.xl + SPACE.s)
        if isinstance(row, SessionRow):
            return round(fonts.caption_h + SPACE.m)
        inner = self._item_height(row.item, width)
        return round(inner + 2 * SPACE.m + (SPACE.s if row.is_last else 0))

    def play_rect(self, rect: QRectF, item: JournalItem) -> QRectF:
        """Where the play button of a row is; empty if there is nothing to play."""
        if item.track is None or item.span is None:
            return QRectF()
        left = rect.right() - SPACE.m - self.play
        top = rect.top() + SPACE.m + (self.still.height() - self.play) / 2
        return QRectF(left, top, self.play, self.play)

    def still_rect(self, rect: QRectF) -> QRectF:
        return QRectF(rect.topLeft() + QPointF(SPACE.m, SPACE.m), self.still)

    def badge_rect(self, rect: QRectF) -> QRectF:
        """Over the corner of its picture."""
        still = self.still_rect(rect)
        out = QPointF(self.badge * 0.7, self.badge * 0.8)
        return QRectF(still.bottomRight() - out, QSizeF(self.badge, self.badge))

    def picture_at(self, rect: QRectF, row: ItemRow, at: QPointF) -> int:
        """Which of an entry's pictures is there; -1 for none."""
        left, width = rect.left() + self.text_left, self.text_width(rect.width(), row.item)
        column = QRectF(left, rect.top(), width, 0)
        bottom = rect.bottom() - SPACE.m - (SPACE.s if row.is_last else 0)
        return self.tiles.picture_at(at, column, bottom, row.item)

    def excerpt_rect(self, rect: QRectF, item: JournalItem) -> QRectF:
        """Where an entry's excerpt is."""
        above = self.text_top(item, rect.width()) + self.fonts.lead_h + SPACE.xs
        corner = rect.topLeft() + QPointF(self.text_left, above)
        width = self.text_width(rect.width(), item)
        return QRectF(corner, QSizeF(width, self.entries.height(item, width)))

    @property
    def text_left(self) -> float:
        return SPACE.m + self.still.width() + SPACE.xl

    def text_width(self, width: float, item: JournalItem) -> float:
        return max(80.0, width - self.text_left - self.beside_px(item) - 2 * SPACE.m)

    def beside_px(self, item: JournalItem) -> float:
        """The width right of the text: the play button, or an entry's change of feeling."""
        has_feelings = item.before is not None or item.after is not None
        return self.play * (_CHANGE_PLAYS if has_feelings else 1.0)

    @property
    def lead_in(self) -> float:
        """The width of an icon before a line."""
        return self.icon + SPACE.s

    def text_top(self, item: JournalItem, width: float) -> float:
        """Below the row's upper edge: little text stands in the middle beside its picture."""
        return SPACE.m + max(0.0, (self.still.height() - self._text_height(item, width)) / 2)

    def _item_height(self, item: JournalItem, width: float) -> float:
        return max(self._text_height(item, width), self.still.height())

    def _text_height(self, item: JournalItem, width: float) -> float:
        room = self.text_width(width, item)
        is_entry = item.kind is ENTRY
        return self._entry_height(item, room) if is_entry else self._mark_height(item, room)

    def _entry_height(self, item: JournalItem, room: float) -> float:
        fonts = self.fonts
        height = fonts.lead_h + SPACE.xs + self.entries.height(item, room)
        lines = bool(links_in_words(item) or item.is_sealed) + bool(people_in_words(item))
        return height + lines * (fonts.caption_h + SPACE.s) + self.tiles.height(item)

    def said_width(self, room: float) -> float:
        """Of the listener's own words, which leave room for the time beside them."""
        return room - self.time_px - SPACE.l

    def _mark_height(self, item: JournalItem, room: float) -> float:
        fonts = self.fonts
        height = fonts.strong_h + SPACE.xs + fonts.caption_h
        if said := own_words(item):
            lines = count_lines(said, fonts.said, self.said_width(room), NOTE_LINES)
            height += lines * fonts.said_h + 2
        if memory_of(item):
            width = room - self.lead_in
            lines = count_lines(item.memory, fonts.caption, width, MEMORY_LINES)
            height += 2 + lines * fonts.caption_h
        return height
