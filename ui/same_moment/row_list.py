"""The list of what was felt at the moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.words import _
from app.journal.records import JournalItem
from ui.same_moment.row_cell import MomentCell
from ui.same_moment.row_model import MomentRows
from ui.same_moment.rows_in_sight import RowsInSight
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class MomentList(RowsInSight):
    """Signals, each with the JournalItem: hear_requested, by Space or its badge; opened, by Enter
    or a double click; day_requested, by Ctrl+Enter.
    """

    hear_requested = Signal(object)
    opened = Signal(object)
    day_requested = Signal(object)

    def __init__(self, model: MomentRows, parent: QWidget | None = None) -> None:
        self._rows = model
        self.cell = MomentCell(model)
        super().__init__(self._rough_px, self._exact_px, parent)
        self.cell.setParent(self)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setProperty("variant", "plain")
        self.setAccessibleName(_("What was felt here, by date"))
        model.modelReset.connect(self.updateGeometry)

    def current(self) -> JournalItem | None:
        row = self._rows.row(self.currentIndex())
        return None if row is None else row.item

    def minimumSizeHint(self) -> QSize:
        """Two rows are always seen: what is around them scrolls."""
        many = self._rows.rowCount()
        return QSize(1, min(2, max(1, many)) * (self._exact_px(0) if many else 1))

    def sizeHint(self) -> QSize:
        """No more: a column with wrapping words is as high as the hints of what is in it, and
        today's keys below stay in sight. The rows get what is left.
        """
        return self.minimumSizeHint()

    def select(self, uid: str) -> bool:
        index = self._rows.index_of(uid)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def show_sounding(self, uid: str) -> None:
        if uid != self.cell.sounding:
            self.cell.sounding = uid
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # words wrap otherwise

    def event(self, event: QEvent) -> bool:
        if claims_key(event, (Qt.Key.Key_Space,)):  # it plays the row
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.current(), Qt.Key(event.key())
        if event.modifiers() & _ALT:
            event.ignore()  # moves an edge
        elif item is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif key in ENTER_KEYS:
            wanted = self.day_requested if event.modifiers() & _CONTROL else self.opened
            wanted.emit(item)
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self.hear_requested.emit(item)
        elif event.text().strip() or key == Qt.Key.Key_Escape:
            event.ignore()  # the page's, or an answer to “And now?”
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self._rows.row(index)
        is_left = event.button() == Qt.MouseButton.LeftButton
        badge = self.cell.badge(self.visualRect(index), self.layoutDirection())
        if row is not None and is_left and badge.contains(at) and row.item.is_hearable:
            self.hear_requested.emit(row.item)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self._rows.row(index)
        badge = self.cell.badge(self.visualRect(index), self.layoutDirection())
        if row is not None and not badge.contains(at):
            self.opened.emit(row.item)

    def _rough_px(self) -> list[int]:
        return self.cell.rough_px(self._rows.rows, self.viewport().width())

    def _exact_px(self, number: int) -> int:
        return self.cell.height_px(self._rows.rows[number], self.viewport().width())

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are answers."""
