"""The journal's list: rows of many heights, painted only where they are seen.

QListView lays every row out anew whenever some are added, which at 100,000 rows takes a second;
here the tops of the rows are kept in one growing list. What remains of QListView is its keyboard,
its selection and what it tells screen readers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QWidget

from app.journal.records import JournalItem
from ui.journal.list_model import AnyIndex, JournalModel
from ui.journal.row_painter import RowPainter, RowState
from ui.journal.rows import ItemRow
from ui.journal.words import FindEmotion
from ui.style.theme import theme_signals
from ui.style.tokens import SPACE

_AHEAD_VIEWS = 2  # a further page is read when less than so many views are left below
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Place(NamedTuple):
    """anchor: the topmost item's uid and its distance from the top; uid, row: the current item."""

    anchor: tuple[str, int] | None
    uid: str
    row: int


class JournalList(QListView):
    """Signals, each with the JournalItem: hear_requested, show_requested (on the timeline),
    edit_requested, delete_requested; menu_requested(JournalItem, QPoint global);
    pause_requested(), Space: play or pause whatever is in the player.
    """

    hear_requested = Signal(object)
    show_requested = Signal(object)
    edit_requested = Signal(object)
    delete_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    pause_requested = Signal()

    def __init__(
        self, model: JournalModel, find: FindEmotion, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = model
        self._painter = RowPainter(find)
        self._tops: list[int] = [0]
        self._sounding = ""
        self._pointer: QPoint | None = None
        self.setProperty("variant", "cards")
        self.setAccessibleName("Journal")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(model)
        self.verticalScrollBar().valueChanged.connect(self._read_ahead)
        theme_signals().theme_changed.connect(self._restyle)

    # --- what the page asks ---------------------------------------------------------------------

    def current_item(self) -> JournalItem | None:
        return self._journal.item(self.currentIndex())

    def set_sounding(self, uid: str) -> None:
        """Which mark is heard right now; empty for none."""
        if uid != self._sounding:
            self._sounding = uid
            self.viewport().update()

    def select_uid(self, uid: str) -> bool:
        number = self._journal.row_of(uid)
        if number is None:
            return False
        self._select(number)
        return True

    def select_first(self) -> None:
        """The newest mark, when nothing is selected yet."""
        if self.current_item() is None and (first := self._step(-1, 1)) is not None:
            self._select(first)

    def place(self) -> Place:
        """Where the listener is, to be found again after everything was read anew."""
        item = self.current_item()
        uid = "" if item is None else item.uid
        return Place(self._anchor(), uid, self.currentIndex().row())

    def restore(self, place: Place) -> None:
        """Scrolls and selects as before; a selected row that is gone gives way to the next one."""
        number = self._journal.row_of(place.uid) if place.uid else None
        if place.uid and number is None:
            last = self._journal.rowCount()
            number = self._step(min(place.row, last) - 1, 1) or self._step(place.row, -1)
        if number is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.setAutoScroll(False)
            self.selectionModel().setCurrentIndex(self._journal.index(number), flag)
            self.setAutoScroll(True)
        self._scroll_to_anchor(place.anchor)

    def _anchor(self) -> tuple[str, int] | None:
        """The topmost item in view and its distance from the top; None at the very top."""
        value = self.verticalScrollBar().value()
        if value == 0:
            return None
        for number in range(self._row_at(value), self._journal.rowCount()):
            row = self._journal.row(number)
            if isinstance(row, ItemRow):
                return row.item.uid, self._tops[number] - value
        return None

    def _scroll_to_anchor(self, anchor: tuple[str, int] | None) -> None:
        """An item that is gone leaves the place as it is."""
        number = None if anchor is None else self._journal.row_of(anchor[0])
        if anchor is None:
            self.verticalScrollBar().setValue(0)
        elif number is not None:
            self.verticalScrollBar().setValue(self._tops[number] - anchor[1])

    # --- geometry -------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        if len(self._tops) != self._journal.rowCount() + 1:
            self._measure_from(0)
        QAbstractItemView.doItemsLayout(self)

    def reset(self) -> None:
        super().reset()
        self._measure_from(0)
        self.updateGeometries()
        self._read_ahead()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        self._measure_from(start)
        self.updateGeometries()
        self.viewport().update()
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        self._measure_from(first.row())
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(48)
        bar.setRange(0, max(0, self._tops[-1] + SPACE.xl - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        if event.oldSize().width() != event.size().width():
            self._measure_from(0)
        QAbstractScrollArea.resizeEvent(self, event)
        self.updateGeometries()
        self._scroll_to_anchor(anchor)
        self._read_ahead()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid() or index.row() + 1 >= len(self._tops):
            return QRect()
        return self._rect(index.row())

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self._tops[-1]:
            return QModelIndex()
        return self._journal.index(self._row_at(y))

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid() or index.row() + 1 >= len(self._tops):
            return
        top, bottom = self._tops[index.row()], self._tops[index.row() + 1]
        top = self._tops[self._heading_above(index.row())]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height + SPACE.s)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if self._journal.item(index) is not None:
            self.selectionModel().select(index, command)

    # --- keyboard -------------------------------------------------------------------------------

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        here, to = self.currentIndex().row(), QAbstractItemView.CursorAction
        found: int | None
        if action in (to.MoveDown, to.MoveRight, to.MoveNext):
            found = self._step(here, 1)
        elif action in (to.MoveUp, to.MoveLeft, to.MovePrevious):
            found = self._step(here, -1)
        elif action == to.MoveHome:
            found = self._step(-1, 1)
            self.verticalScrollBar().setValue(0)
        elif action == to.MoveEnd:
            found = self._step(self._journal.rowCount(), -1)
        else:
            found = self._page(here, 1 if action == to.MovePageDown else -1)
        return self.currentIndex() if found is None else self._journal.index(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.current_item(), event.key()
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if item is not None and key in _ENTER:
            (self.show_requested if with_control else self.hear_requested).emit(item)
        elif item is not None and key == Qt.Key.Key_Delete:
            self.delete_requested.emit(item)
        elif item is not None and not with_control and key in (Qt.Key.Key_E, Qt.Key.Key_F2):
            self.edit_requested.emit(item)
        elif key == Qt.Key.Key_Space:
            self.pause_requested.emit()
        elif event.text().strip():
            event.ignore()  # letters are the window's commands, not a search by first letter
        else:
            super().keyPressEvent(event)

    # --- pointer --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self._journal.item(self.indexAt(event.position().toPoint()))
        if item is None:
            return
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_play(event.position()):
            self._select(self.indexAt(event.position().toPoint()).row())
            self.hear_requested.emit(item)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self._journal.item(self.indexAt(event.position().toPoint()))
        if item is not None and not self._is_on_play(event.position()):
            self.show_requested.emit(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        on_play = self._is_on_play(event.position())
        shape = Qt.CursorShape.PointingHandCursor if on_play else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._pointer = None
            self.viewport().update()
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, at = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        item = self._journal.item(index)
        if item is not None:
            self._select(index.row())
            self.menu_requested.emit(item, at)

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        offset = self.verticalOffset()
        number = self._row_at(area.top() + offset)
        while number < self._journal.rowCount() and self._tops[number] - offset <= area.bottom():
            self._paint_row(painter, number)
            number += 1

    def _paint_row(self, painter: QPainter, number: int) -> None:
        row, rect = self._journal.row(number), self._rect(number)
        hovered = self._pointer is not None and rect.contains(self._pointer)
        state = RowState()
        if isinstance(row, ItemRow):
            state = RowState(
                is_current=number == self.currentIndex().row(),
                has_focus=self.hasFocus(),
                is_hovered=hovered,
                is_play_hovered=hovered and self._is_on_play(QPointF(self._pointer or QPoint())),
                is_sounding=row.item.uid == self._sounding,
            )
        painter.save()
        self._painter.paint(painter, QRectF(rect), row, state)
        painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle()

    def _restyle(self) -> None:
        self._painter.forget()
        anchor = self._anchor()
        self._measure_from(0)
        self.updateGeometries()
        self._scroll_to_anchor(anchor)
        self.viewport().update()

    # --- helpers --------------------------------------------------------------------------------

    def _measure_from(self, first: int) -> None:
        first = min(first, len(self._tops) - 1)
        del self._tops[first + 1 :]
        top, width = self._tops[first], self._width()
        for number in range(first, self._journal.rowCount()):
            top += self._painter.height(self._journal.row(number), width)
            self._tops.append(top)

    def _width(self) -> int:
        return max(0, self.viewport().width() - SPACE.m)

    def _rect(self, number: int) -> QRect:
        top, bottom = self._tops[number], self._tops[number + 1]
        return QRect(0, top - self.verticalOffset(), self._width(), bottom - top)

    def _row_at(self, y: int) -> int:
        """The row over a place in the whole list; the last one below its end."""
        last = max(0, self._journal.rowCount() - 1)
        return min(last, max(0, bisect_right(self._tops, y) - 1))

    def _heading_above(self, number: int) -> int:
        while number and not isinstance(self._journal.row(number - 1), ItemRow):
            number -= 1
        return number

    def _step(self, number: int, step: int) -> int | None:
        """The next row, that way, that is no heading."""
        number += step
        while 0 <= number < self._journal.rowCount():
            if isinstance(self._journal.row(number), ItemRow):
                return number
            number += step
            self._fetch_near(number)
        return None

    def _page(self, number: int, step: int) -> int | None:
        view = self.viewport().height()
        target = self._tops[max(0, number)] + step * view
        found = self._row_at(target)
        return self._step(found - step, step) or self._step(found + step, -step)

    def _fetch_near(self, number: int) -> None:
        if number + 1 >= self._journal.rowCount() and self._journal.canFetchMore():
            self._journal.fetchMore(QModelIndex())

    def _read_ahead(self) -> None:
        bar = self.verticalScrollBar()
        while (
            bar.maximum() - bar.value() < _AHEAD_VIEWS * self.viewport().height()
            and self._journal.canFetchMore()
        ):
            before = self._journal.rowCount()
            self._journal.fetchMore(QModelIndex())
            if self._journal.rowCount() == before:
                return

    def _is_on_play(self, at: QPointF) -> bool:
        index = self.indexAt(at.toPoint())
        item = self._journal.item(index)
        if item is None or not item.is_hearable:
            return False
        return self._painter.play_rect(QRectF(self._rect(index.row())), item).contains(at)

    def _select(self, number: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._journal.index(number), flag)
