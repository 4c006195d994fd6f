"""In a table, the pointer is over a row, not over one of its cells."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QHoverEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

AnyIndex = QModelIndex | QPersistentModelIndex
_OVER = QStyle.StateFlag.State_MouseOver


class RowHover(QObject):
    """Knows which row of its table the pointer is over, and repaints the table."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._table = table
        self.row = -1
        table.setMouseTracking(True)
        # Kept, so that `viewport()` knows it. The first one that isn't known has PySide make every
        # class of widget there is, which was measured to take 10 ms of the start.
        self._viewport = table.findChild(QWidget, "qt_scrollarea_viewport") or table.viewport()
        self._viewport.installEventFilter(self)

    def show(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """For a delegate: whether a cell is painted as hovered."""
        is_over = self.row == index.row()
        option.state = option.state | _OVER if is_over else option.state & ~_OVER

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            is_over = event.type() != QEvent.Type.HoverLeave
            at = self._table.indexAt(event.position().toPoint())
            self._move_to(at.row() if is_over else -1)
        return False

    def _move_to(self, row: int) -> None:
        if row != self.row:
            self.row = row
            self._viewport.update()


class WholeRow:
    """Selection, focus and hover belong to a row, not to a cell."""

    def __init__(self, table: QAbstractItemView) -> None:
        self._hover = RowHover(table)

    def show(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Sets the state of one of its cells."""
        option.state &= ~QStyle.StateFlag.State_HasFocus
        self._hover.show(option, index)


class WholeRowCell(QStyledItemDelegate):
    """A cell as the style draws it, in a table of whole rows."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._whole_row = WholeRow(table)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        self._whole_row.show(option, index)
