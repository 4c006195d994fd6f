"""Paints a row: the year, a badge that plays, the listener's words, how strongly, and when."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.journal.moment_records import own_words
from app.journal.records import JournalItem
from ui.same_moment.row_end import RowEnd
from ui.same_moment.row_model import MomentRows
from ui.same_moment.shown import MomentRow
from ui.same_moment.words import beside_words, feeling_words
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.glyphs import paint_disc
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text_lines import count_lines, paint_lines
from ui.words.locale import digits

Index = QModelIndex | QPersistentModelIndex

_ROW_PX, _BRIEF_PX, _BADGE_PX, _YEAR_PX = 48, 32, 32, 68
_MOST_LINES = 2
_END_LETTERS = 14  # about as much room as the day takes


class MomentCell(QStyledItemDelegate):
    def __init__(self, model: MomentRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._end = RowEnd(model)
        self.sounding = ""  # the uid of the mark that is heard

    def height_px(self, row: MomentRow, wide_px: int) -> int:
        """wide_px: of the whole row."""
        lines = self._lines(row, self._room_px(row, wide_px)) if row.has_words else 0
        return _heights()[lines]

    def rough_px(self, rows: Iterable[MomentRow], wide_px: int) -> list[int]:
        """About how high they are; of thousands within a frame."""
        letter_px = QFontMetricsF(text_font(TYPE.title)).averageCharWidth()
        room_px = wide_px - self.badges_left_px() - scaled_px(_BADGE_PX)
        room = room_px / letter_px - _END_LETTERS
        brief, one, two = _heights()
        return [(one if row.letters <= room else two) if row.letters else brief for row in rows]

    @staticmethod
    def badges_left_px() -> int:
        """Where the badges begin, below the years."""
        return scaled_px(_YEAR_PX) + SPACE.s

    def badge(self, area: QRect, direction: Qt.LayoutDirection) -> QRect:
        """Where a row is pressed to be heard."""
        side = min(scaled_px(_BADGE_PX), area.height() - SPACE.xs)
        left = area.left() + self.badges_left_px()
        at = QRect(left, area.center().y() - side // 2 + 1, side, side)
        return QStyle.visualRect(direction, area, at)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_year(painter, option, row, is_first=index.row() == 0)
        is_warm = self._paint_ground(painter, option)
        badge = self.badge(option.rect, option.direction)
        self._paint_badge(painter, badge, row.item, is_warm=is_warm)
        self._end.paint(painter, option, row)
        end_px = self._end.width_px(row)
        left = self.badges_left_px() + scaled_px(_BADGE_PX) + SPACE.l
        words = option.rect.adjusted(left, 0, -end_px - SPACE.l, 0)
        words = QStyle.visualRect(option.direction, option.rect, words)
        self._paint_words(painter, words, option.direction, row)
        painter.restore()

    def _paint_year(
        self, painter: QPainter, option: QStyleOptionViewItem, row: MomentRow, *, is_first: bool
    ) -> None:
        area = option.rect
        if row.year is None:
            return
        if not is_first:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), colour("hairline"))
        line = QRect(area.left(), area.top(), scaled_px(_YEAR_PX), area.height())
        line = QStyle.visualRect(option.direction, area, line)
        year = digits(row.year)
        draw_line(painter, line, option.direction, year, "ink_muted", TYPE.title, strong=True)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> bool:
        area = option.rect.adjusted(scaled_px(_YEAR_PX), 2, 0, -2)
        area = QStyle.visualRect(option.direction, option.rect, area)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_selected or is_under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(QRectF(area), RADIUS.medium, RADIUS.medium)
        if is_selected and option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, QRectF(area), RADIUS.medium)
        return is_under or (is_selected and bool(option.state & QStyle.StateFlag.State_HasFocus))

    def _paint_badge(
        self, painter: QPainter, badge: QRect, item: JournalItem, *, is_warm: bool
    ) -> None:
        is_sounding = item.uid == self.sounding
        emotion = self._model.emotion(item)
        if item.is_hearable and (is_warm or is_sounding):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(badge)
            side = badge.height() // 2
            inner = QRect(0, 0, side, side)
            inner.moveCenter(badge.center())
            sign = "pause" if is_sounding else "play"
            paint_icon(painter, inner, sign, "on_accent", filled=True)
        elif emotion is None:
            paint_disc(painter, QRectF(badge), "heart", "accent", filled=True)
        else:
            paint_disc(painter, QRectF(badge), emotion.icon, emotion.colour)

    def _paint_words(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, row: MomentRow
    ) -> None:
        item, emotion = row.item, self._model.emotion(row.item)
        beside = beside_words(item, emotion, is_elsewhere=self._model.is_elsewhere(item))
        if not row.has_words:
            used = draw_line(painter, area, direction, feeling_words(emotion), "ink_muted")
            rest = QStyle.visualRect(direction, area, area.adjusted(used + SPACE.s, 0, 0, 0))
            if emotion is not None and beside:
                draw_line(painter, rest, direction, beside, "ink_muted", TYPE.caption)
            return
        each, low = line_px(size=TYPE.title), line_px(size=TYPE.caption)
        lines = self._lines(row, area.width())
        top = area.center().y() - (lines * each + low) // 2
        upper = QRect(area.left(), top, area.width(), each)
        if lines > 1:
            painter.setPen(colour("ink"))
            paint_lines(painter, QRectF(upper), _said(row), text_font(TYPE.title), lines)
        else:
            draw_line(painter, upper, direction, _said(row), "ink", TYPE.title)
        lower = QRect(area.left(), top + lines * each, area.width(), low)
        draw_line(painter, lower, direction, beside, "ink_muted", TYPE.caption)

    def _room_px(self, row: MomentRow, wide_px: int) -> int:
        """For the words of a row."""
        left = self.badges_left_px() + scaled_px(_BADGE_PX) + SPACE.l
        return wide_px - left - self._end.width_px(row) - SPACE.l

    def _lines(self, row: MomentRow, room_px: int) -> int:
        """How many the words take."""
        return count_lines(_said(row), text_font(TYPE.title), max(80, room_px), _MOST_LINES)


def _heights() -> tuple[int, int, int]:
    """Of a row without words, with a line of them, and with two."""
    each, low = line_px(size=TYPE.title), line_px(size=TYPE.caption) + SPACE.s
    one, two = (max(scaled_px(_ROW_PX), lines * each + low) for lines in (1, _MOST_LINES))
    return max(scaled_px(_BRIEF_PX), line_px() + SPACE.s), one, two


def _said(row: MomentRow) -> str:
    return " ".join(own_words(row.item).split())
