"""A layout that places its items in rows and wraps them like words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from ui.style.tokens import SPACE


class FlowLayout(QLayout):
    """Items as the language is read, then on the next row; every row centres its items vertically.
    One that is wider than a row gets the row, if it can be that narrow.

    It belongs to a widget, never to another layout: there PySide 6.11 takes its items for the other
    layout's and may invalidate them, which ended the program when the text size was changed.
    """

    def __init__(self, parent: QWidget, gap: int = SPACE.s) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def clear(self) -> None:
        """Remove every item and delete its widget."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y = area.top()
        for row in self._rows(area.width()):
            height = max(item.sizeHint().height() for item in row)
            if move:
                self._place_row(row, QRect(area.left(), y, area.width(), height))
            y += height + self._gap
        used = max(0, y - self._gap - area.top())
        return used + margins.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            needed = item.sizeHint().width()
            if not rows or used + self._gap + needed > width:
                rows.append([])
                used = -self._gap
            rows[-1].append(item)
            used += self._gap + needed
        return rows

    def _place_row(self, row: list[QLayoutItem], area: QRect) -> None:
        parent = self.parentWidget()
        direction = Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()
        x = area.left()
        for item in row:
            size = item.sizeHint()
            wide = max(item.minimumSize().width(), min(size.width(), area.width()))
            top = area.top() + (area.height() - size.height()) // 2
            place = QRect(x, top, wide, size.height())
            item.setGeometry(QStyle.visualRect(direction, area, place))
            x += wide + self._gap
