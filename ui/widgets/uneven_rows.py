"""A list of rows of different heights, of which only the visible ones are painted.

QListView lays out all rows again whenever some are added, which takes a second at 100,000 rows;
here the tops of the rows are one growing list. From QListView come the keyboard, the selection and
what screen readers are told.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QWidget

from ui.widgets.row_tops import RowTops

AnyIndex = QModelIndex | QPersistentModelIndex


class UnevenRows(QListView):
    """Whoever builds on it measures the rows, paints them, and says where the keyboard leads.
    below_px: what can be scrolled past the last row.
    """

    def __init__(self, parent: QWidget | None = None, *, below_px: int = 0) -> None:
        super().__init__(parent)
        self._tops = RowTops()
        self._below_px = below_px
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(48)
        bar.setRange(0, max(0, self._tops.total + self._below_px - height))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid() or index.row() >= self._tops.count:
            return QRect()
        return self._rect(index.row())

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self._tops.total:
            return QModelIndex()
        return self.model().index(self._tops.row_at(y), 0)

    def _width(self) -> int:
        return self.viewport().width()

    def _rect(self, number: int) -> QRect:
        top, bottom = self._tops.top(number), self._tops.bottom(number)
        rect = QRect(0, top - self.verticalOffset(), self._width(), bottom - top)
        return QStyle.visualRect(self.layoutDirection(), self.viewport().rect(), rect)
