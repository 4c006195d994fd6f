"""The cells of the track table: the current track, missing files, and the state of the row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.words import isolated, pgettext
from ui.library.columns import INDEX
from ui.library.track_model import IS_CURRENT, ROW, TERMS
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.hits import paint_cell
from ui.widgets.text import elided

if TYPE_CHECKING:
    from app.library.records import TrackRow

AnyIndex = QModelIndex | QPersistentModelIndex
ShowRow = Callable[[QStyleOptionViewItem, AnyIndex], None]

_ICON_PX = 16


class TrackCell(QStyledItemDelegate):
    """A cell as the style draws it, plus what only tracks have: current, missing.

    show_row: adds the row's state to a cell's.
    """

    def __init__(self, parent: QWidget, show_row: ShowRow) -> None:
        super().__init__(parent)
        self._show_row = show_row

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        option.text = isolated(option.text)
        self._show_row(option, index)
        row: TrackRow = index.data(ROW)
        is_title = index.column() == INDEX["title"]
        if not row.is_available or not is_title:
            tint = colour("ink_muted")
            option.palette.setColor(option.palette.ColorRole.Text, tint)
            option.palette.setColor(option.palette.ColorRole.HighlightedText, tint)
        if is_title and index.data(IS_CURRENT):
            option.font.setWeight(QFont.Weight.DemiBold)
            tint = colour("accent_ink")
            option.palette.setColor(option.palette.ColorRole.Text, tint)
            option.palette.setColor(option.palette.ColorRole.HighlightedText, tint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: TrackRow = index.data(ROW)
        if index.column() == INDEX["title"] and not row.is_available:
            self._paint_missing(painter, option, index)
            return
        if index.column() == INDEX["number"] and index.data(IS_CURRENT):
            self._paint_sounding(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        paint_cell(painter, shown, index.data(TERMS))

    def _paint_missing(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Title, then an icon and a word: colour alone wouldn't tell everybody."""
        word = pgettext("a track whose file isn’t there", "missing")
        side = scaled_px(_ICON_PX)
        width = option.fontMetrics.horizontalAdvance(word) + side + SPACE.l
        self._paint_shortened(painter, option, index, width)
        area = QRect(option.rect.adjusted(option.rect.width() - width, 0, -SPACE.s, 0))
        area = QStyle.visualRect(option.direction, option.rect, area)
        icon_at = QRect(area.left(), area.center().y() - side // 2 + 1, side, side)
        words = area.adjusted(side + SPACE.xs, 0, 0, 0)
        words = QStyle.visualRect(option.direction, area, words)
        icon_at = QStyle.visualRect(option.direction, area, icon_at)
        paint_icon(painter, icon_at, "file-x", "warn")
        painter.save()
        painter.setPen(colour("warn"))
        painter.setFont(option.font)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, word)
        painter.restore()

    def _paint_shortened(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, width: int
    ) -> None:
        """The cell with its text shortened by `width`, over a background for the whole cell."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        room = option.rect.width() - width - 2 * SPACE.s
        shown.text = elided(shown.text, shown.fontMetrics, room)
        paint_cell(painter, shown, index.data(TERMS))

    def _paint_sounding(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        side = scaled_px(_ICON_PX)
        at = QRect(0, 0, side, side)
        at.moveCenter(option.rect.center())
        at.moveRight(option.rect.right() - SPACE.s)
        paint_icon(painter, at, "audio-lines", "accent")
