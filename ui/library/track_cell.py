"""The cells of the table of tracks: what sounds, what is missing, what the whole row shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.library.columns import INDEX
from ui.library.track_model import IS_CURRENT, ROW
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE

if TYPE_CHECKING:
    from app.library.records import TrackRow

AnyIndex = QModelIndex | QPersistentModelIndex
ShowRow = Callable[[QStyleOptionViewItem, AnyIndex], None]

_ICON_PX = 16


class WholeRow:
    """What is chosen, focused and under the pointer is a track, not a cell."""

    def __init__(self) -> None:
        self.hovered_place = -1

    def show(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """In the state of one of its cells."""
        option.state &= ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        if self.hovered_place == index.row():
            option.state |= QStyle.StateFlag.State_MouseOver


class TrackCell(QStyledItemDelegate):
    """A cell as the style draws it, plus what only a track has: sounding, missing.

    show_row: adds to a cell's state what its whole row shows.
    """

    def __init__(self, parent: QWidget, show_row: ShowRow) -> None:
        super().__init__(parent)
        self._show_row = show_row

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
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
        super().paint(painter, option, index)

    def _paint_missing(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Title, then icon and word at the right: colour alone would not tell everybody."""
        word = "missing"
        side = scaled_px(_ICON_PX)
        width = option.fontMetrics.horizontalAdvance(word) + side + SPACE.l
        self._paint_shortened(painter, option, index, width)
        area = QRect(option.rect.adjusted(option.rect.width() - width, 0, -SPACE.s, 0))
        icon_at = QRect(area.left(), area.center().y() - side // 2 + 1, side, side)
        paint_icon(painter, icon_at, "file-x", "warn")
        painter.save()
        painter.setPen(colour("warn"))
        painter.setFont(option.font)
        painter.drawText(
            area.adjusted(side + SPACE.xs, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word
        )
        painter.restore()

    def _paint_shortened(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, width: int
    ) -> None:
        """The cell with its text elided `width` earlier, over a ground that spans all of it."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        room = option.rect.width() - width - 2 * SPACE.s
        shown.text = shown.fontMetrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, room)
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)

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
