"""Paints the journal's rows: headings, cards, discs, play buttons and texts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.core.marks import MarkKind
from app.core.search_text import Terms
from app.emotions.records import Emotion
from app.journal.records import ENTRY, JournalItem
from ui.bridge.track.thumbnails import Thumbnails
from ui.journal.entry_painter import EntryPainter
from ui.journal.mark_painter import MarkPainter
from ui.journal.row_measures import RowMeasures
from ui.journal.row_pen import RowPen
from ui.journal.rows import DayRow, ItemRow, Row, SessionRow
from ui.journal.words import (
    FindEmotion,
    counts_in_words,
    icon_of_kind,
    scenes_of,
    session_in_words,
    track_of,
)
from ui.scenes.moment_stills import MomentStills
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.glyphs import paint_disc
from ui.widgets.hits import Hits
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.painting import draw_focus_ring
from ui.widgets.waiting import WAITS_ICON
from ui.words.dates import day_in_words


@dataclass(frozen=True, slots=True)
class RowState:
    """The state of a row while it is painted."""

    is_current: bool = False
    has_focus: bool = False
    is_hovered: bool = False
    is_play_hovered: bool = False
    is_sounding: bool = False


class RowPainter:
    """find: an emotion by its id. picture: a file by its name. stills: what the marks look like;
    None paints none.
    """

    def __init__(
        self,
        find: FindEmotion,
        picture: FindPicture = no_pictures,
        stills: MomentStills | None = None,
    ) -> None:
        self._find = find
        self._stills = stills
        self._picture = picture
        self._thumbnails: Thumbnails | None = None
        self._found = Hits()
        self.forget()

    def forget(self) -> None:
        """The font or the theme has changed."""
        self.measures = RowMeasures(self._picture, self._thumbnails)
        self._fonts = self.measures.fonts
        self._marks = MarkPainter(self._find, self.measures, self._found)
        self._entries = EntryPainter(self._find, self.measures, self._found)

    def use_thumbnails(self, thumbnails: Thumbnails) -> None:
        """From these come the pictures of entries."""
        self._thumbnails = thumbnails
        self.forget()

    def show_terms(self, terms: Terms) -> None:
        """What was searched for is shown in the rows from now on."""
        self._found.terms = terms

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        row: Row,
        state: RowState,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        """direction: from where the list is read."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = RowPen(painter, rect, direction)
        if isinstance(row, DayRow):
            self._paint_day(pen, rect, row)
        elif isinstance(row, SessionRow):
            self._paint_session(pen, rect, row)
        else:
            self._paint_item(pen, rect, row, state)

    def _paint_day(self, pen: RowPen, rect: QRectF, row: DayRow) -> None:
        line = QRectF(rect.left(), rect.bottom() - self._fonts.lead_h - SPACE.xs, rect.width(), 0)
        line.setHeight(self._fonts.lead_h)
        pen.text(line, day_in_words(row.day), self._fonts.lead, "ink")
        line.setRight(line.right() - SPACE.xs)
        count = counts_in_words(row.marks, row.entries)
        pen.text(line, count, self._fonts.caption, "ink_muted", at_end=True)

    def _paint_session(self, pen: RowPen, rect: QRectF, row: SessionRow) -> None:
        line = QRectF(rect.left(), rect.top() + SPACE.xs, rect.width(), self._fonts.caption_h)
        words = session_in_words(row.session)
        pen.text(line, words, self._fonts.caption, "ink_muted")

    def _paint_item(self, pen: RowPen, rect: QRectF, row: ItemRow, state: RowState) -> None:
        if row.is_last:
            rect = rect.adjusted(0, 0, 0, -SPACE.s)
        painter = pen.painter
        self._paint_ground(pen, rect, row, state)
        self._found.ground = "raised" if state.is_current else "selection"
        item = row.item
        emotion = None if item.emotion_id is None else self._find(item.emotion_id)
        self._paint_still(painter, pen.seen(self.measures.still_rect(rect)), item)
        self._paint_badge(painter, pen.seen(self.measures.badge_rect(rect)), item, emotion)
        left = rect.left() + self.measures.text_left
        top = rect.top() + self.measures.text_top(item, rect.width())
        column = QRectF(left, top, self.measures.text_width(rect.width(), item), 0)
        if item.kind is ENTRY:
            self._entries.paint(pen, column, item)
            self.measures.tiles.paint(pen, column, rect.bottom() - SPACE.m, item)
        else:
            self._marks.paint(pen, column, item, emotion)
        self._paint_play(painter, pen.seen(self.measures.play_rect(rect, item)), item, state)
        if state.is_current and state.has_focus:
            draw_focus_ring(painter, rect.adjusted(1, 1, -1, -1), RADIUS.large)

    def _paint_ground(self, pen: RowPen, rect: QRectF, row: ItemRow, state: RowState) -> None:
        painter = pen.painter
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
        if not row.is_first:
            left = rect.left() + self.measures.text_left
            pen.rule(left, rect.right() - SPACE.m, rect.top() + 0.5)

    def _paint_still(self, painter: QPainter, box: QRectF, item: JournalItem) -> None:
        if self._stills is not None:
            track = track_of(item)
            self._stills.paint(painter, box, scenes_of(item), track, RADIUS.small)

    @staticmethod
    def _paint_badge(
        painter: QPainter, disc: QRectF, item: JournalItem, emotion: Emotion | None
    ) -> None:
        """A ring of the card's own ground parts it from the picture."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawEllipse(disc.adjusted(-2, -2, 2, 2))
        if item.is_waiting:
            paint_disc(painter, disc, WAITS_ICON, emotion.colour if emotion else "accent")
        elif emotion is not None:
            paint_disc(painter, disc, emotion.icon, emotion.colour)
        elif item.kind is MarkKind.MOMENT:
            paint_disc(painter, disc, "heart", "accent", filled=True)
        else:
            icon = "mail" if item.is_sealed else icon_of_kind(item.kind)
            paint_disc(painter, disc, icon, "ink_muted")

    def _paint_play(
        self, painter: QPainter, button: QRectF, item: JournalItem, state: RowState
    ) -> None:
        if button.isEmpty() or not item.is_hearable:
            return
        icon = "pause" if state.is_sounding else "play"
        is_lit = state.is_sounding or state.is_hovered or (state.is_current and state.has_focus)
        painter.setPen(QPen(colour("accent" if is_lit else "hairline"), 1))
        painter.setBrush(colour("accent" if is_lit else "raised"))
        painter.drawEllipse(button.adjusted(0.5, 0.5, -0.5, -0.5))
        side = scaled_px(15)
        inner = QRectF(0, 0, side, side)
        inner.moveCenter(button.center())
        token = "on_accent" if is_lit else "ink_muted"
        paint_icon(painter, inner, icon, token, filled=is_lit)


def _card(rect: QRectF, is_first: bool, is_last: bool) -> QPainterPath:
    """A part of a card's outline; where the card continues, its end lies outside `rect`."""
    past = RADIUS.large * 2
    grown = rect.adjusted(0.5, 0.5 if is_first else -past, -0.5, -0.5 if is_last else past)
    path = QPainterPath()
    path.addRoundedRect(grown, RADIUS.large, RADIUS.large)
    return path
