"""A row of a picker: what is found, the details about it in a quieter ink, and what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.search_text import Terms
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.hits import paint_cell, paint_in_cell, text_area

MATCH = Qt.ItemDataRole.UserRole
_LEAST_PX = 32  # narrower, a detail says nothing


@dataclass(frozen=True, slots=True)
class Match:
    """One row of the list. value: what `chosen` emits. keys: its shortcut, at the far edge. spoken:
    what a screen reader says for the row, if that is more than it shows. hint: what Enter does with
    it, if that is more than choosing.
    """

    label: str
    value: object
    detail: str = ""
    icon_name: str = ""
    colour_token: str = "ink_muted"
    keys: str = ""
    spoken: str = ""
    hint: str = ""


class MatchRows(QStyledItemDelegate):
    """terms: what was typed. An item without a Match is painted as it is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.terms: Terms = ()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        match = index.data(MATCH)
        if not isinstance(match, Match):
            QStyledItemDelegate.paint(self, painter, option, index)
            return
        whole = text_area(cell)
        keys_px = min(_width(cell, match.keys), whole.width() // 2)
        area = _within(cell, whole, 0, keys_px)
        cell.text = match.label
        if keys_px:
            cell.text = cell.fontMetrics.elidedText(match.label, cell.textElideMode, area.width())
        paint_cell(painter, cell, self.terms)
        self._paint_detail(painter, cell, area, match)
        if keys_px:
            at_end = _within(cell, whole, whole.width() - keys_px + SPACE.m, 0)
            paint_in_cell(painter, cell, at_end, match.keys, colour("ink_muted"), ())

    def _paint_detail(
        self, painter: QPainter, cell: QStyleOptionViewItem, area: QRect, match: Match
    ) -> None:
        taken = cell.fontMetrics.horizontalAdvance(match.label) + SPACE.m
        if not match.detail or area.width() - taken < scaled_px(_LEAST_PX):
            return
        room = _within(cell, area, taken, 0)
        paint_in_cell(painter, cell, room, match.detail, colour("ink_muted"), self.terms)


def _width(cell: QStyleOptionViewItem, keys: str) -> int:
    """With the gap before them."""
    return cell.fontMetrics.horizontalAdvance(keys) + 1 + SPACE.m if keys else 0


def _within(cell: QStyleOptionViewItem, area: QRect, start: int, end: int) -> QRect:
    """The area without so many pixels at its start and its end, as the text runs."""
    left = area.adjusted(start, 0, -end, 0)
    return QStyle.visualRect(cell.direction, area, left)
