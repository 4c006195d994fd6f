"""Paints a row: the year, a badge that plays, the listener's words, how strongly, and when."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.words import _
from app.journal.moment_records import own_words
from app.journal.records import JournalItem
from ui.same_moment.row_model import MomentRows
from ui.same_moment.shown import MomentRow
from ui.same_moment.words import beside_words, day_words, feeling_words
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.glyphs import dots_px, paint_disc, paint_dots
from ui.widgets.painting import draw_focus_ring
from ui.words.locale import digits

Index = QModelIndex | QPersistentModelIndex

_ROW_PX, _BRIEF_PX, _BADGE_PX, _YEAR_PX = 48, 32, 32, 68


class MomentCell(QStyledItemDelegate):
    def __init__(self, model: MomentRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.sounding = ""  # the uid of the mark that is heard
        self.is_narrow = False  # the dots move below

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row(index)
        if row is None or not row.has_words:
            return QSize(100, max(scaled_px(_BRIEF_PX), line_px() + SPACE.s))
        two = line_px(size=TYPE.title) + line_px(size=TYPE.caption) + SPACE.s
        return QSize(100, max(scaled_px(_ROW_PX), two))

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
        self._paint_year(painter, option, row, is_first=index.row() == 0)
        is_warm = self._paint_ground(painter, option)
        badge = self.badge(option.rect, option.direction)
        self._paint_badge(painter, badge, row.item, is_warm=is_warm)
        end_px = self._paint_end(painter, option, row)
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
            rest = area.adjusted(used + SPACE.s, 0, 0, 0)
            if emotion is not None and beside:
                draw_line(painter, rest, direction, beside, "ink_muted", TYPE.caption)
            return
        high, low = line_px(size=TYPE.title), line_px(size=TYPE.caption)
        top = area.center().y() - (high + low) // 2
        upper = QRect(area.left(), top, area.width(), high)
        said = " ".join(own_words(item).split())
        draw_line(painter, upper, direction, said, "ink", TYPE.title)
        lower = QRect(area.left(), upper.bottom() + 1, area.width(), low)
        draw_line(painter, lower, direction, beside, "ink_muted", TYPE.caption)

    def _paint_end(self, painter: QPainter, option: QStyleOptionViewItem, row: MomentRow) -> int:
        """The dots above the day. Returns how wide they are."""
        item, emotion = row.item, self._model.emotion(row.item)
        day = day_words(item.day)
        caption = QFontMetrics(text_font(TYPE.caption))
        loved = _("favourite")
        strength_px = round(dots_px()) if emotion is not None else caption.horizontalAdvance(loved)
        day_px, gap = caption.horizontalAdvance(day) + 2, SPACE.m
        is_flat = not row.has_words
        wide = day_px + gap + strength_px if is_flat else max(day_px, strength_px)
        area = option.rect.adjusted(0, 0, -gap, 0)
        box = QRect(area.right() - wide + 1, area.top(), wide, area.height())
        high = line_px(size=TYPE.caption)
        if is_flat:
            upper = QRect(box.left(), box.top(), strength_px, box.height())
            lower = QRect(box.right() - day_px + 1, box.top(), day_px, box.height())
        else:
            middle = box.center().y()
            upper = QRect(box.right() - strength_px + 1, middle - high - 1, strength_px, high)
            lower = QRect(box.right() - day_px + 1, middle + 3, day_px, high)
        upper = QStyle.visualRect(option.direction, option.rect, upper)
        lower = QStyle.visualRect(option.direction, option.rect, lower)
        if emotion is not None and item.intensity is not None:
            paint_dots(painter, QRectF(upper), item.intensity, emotion.colour)
        else:
            draw_line(painter, upper, option.direction, loved, "ink_muted", TYPE.caption)
        draw_line(painter, lower, option.direction, day, "ink_muted", TYPE.caption)
        return wide + gap
