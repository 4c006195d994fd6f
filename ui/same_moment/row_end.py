"""The end of a row: how strongly it was felt, above the day; beside it in a low row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.core.words import _
from ui.same_moment.row_model import MomentRows
from ui.same_moment.shown import MomentRow
from ui.same_moment.words import day_words
from ui.style.theme import text_font
from ui.style.tokens import SPACE, TYPE
from ui.widgets.cell_text import draw_line, line_px
from ui.widgets.glyphs import dots_px, paint_dots

_GAP = SPACE.m


class RowEnd:
    def __init__(self, model: MomentRows) -> None:
        self._model = model

    def width_px(self, row: MomentRow) -> int:
        """With the gap behind it."""
        strength_px, day_px = self._widths(row)
        both = max(strength_px, day_px) if row.has_words else strength_px + _GAP + day_px
        return both + _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, row: MomentRow) -> None:
        area, direction = option.rect, option.direction
        strength_px, day_px = self._widths(row)
        right, middle, high = area.right() - _GAP, area.center().y(), line_px(size=TYPE.caption)
        day_top, strength_top = middle - high // 2, middle - high // 2
        strength_left = right - day_px - _GAP - strength_px + 1
        if row.has_words:
            day_top, strength_top = middle + 3, middle - high - 1
            strength_left = right - strength_px + 1
        strength = QRect(strength_left, strength_top, strength_px, high)
        day = QRect(right - day_px + 1, day_top, day_px, high)
        strength, day = (QStyle.visualRect(direction, area, box) for box in (strength, day))
        emotion, intensity = self._model.emotion(row.item), row.item.intensity
        if emotion is not None and intensity is not None:
            paint_dots(painter, QRectF(strength), intensity, emotion.colour)
        else:
            words = _("favourite")
            draw_line(painter, strength, direction, words, "ink_muted", TYPE.caption)
        said = day_words(row.item.day)
        draw_line(painter, day, direction, said, "ink_muted", TYPE.caption)

    def _widths(self, row: MomentRow) -> tuple[int, int]:
        """Of the dots, or what is said in their place, and of the day."""
        metrics = QFontMetrics(text_font(TYPE.caption))
        is_felt = self._model.emotion(row.item) is not None
        loved_px = metrics.horizontalAdvance(_("favourite")) + 2
        day_px = metrics.horizontalAdvance(day_words(row.item.day)) + 2
        return round(dots_px()) if is_felt else loved_px, day_px
