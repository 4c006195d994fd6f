"""The journal's list: its place, its keyboard, and what is read ahead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QWidget

from app.journal.records import JournalItem
from ui.journal.list_model import AnyIndex, JournalModel
from ui.journal.row_painter import RowPainter
from ui.journal.rows import ItemRow
from ui.style.theme import theme_signals
from ui.style.tokens import SPACE
from ui.widgets.letter_jump import LetterJump
from ui.widgets.uneven_rows import UnevenRows

_AHEAD_VIEWS = 2  # more is read when fewer than this many views are left below


class Place(NamedTuple):
    """anchor: the topmost item's uid and its distance from the top; uid, row: the current item.
    is_in_sight: whether all of that is seen.
    """

    anchor: tuple[str, int] | None
    uid: str
    row: int
    is_in_sight: bool = False


class RowsView(UnevenRows):
    """Geometry, scrolling, reading ahead and keyboard steps, which skip headings."""

    def __init__(
        self, model: JournalModel, painter: RowPainter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, below_px=SPACE.xl)
        self._journal = model
        self._painter = painter
        self._letters = LetterJump(self)
        self.setProperty("variant", "cards")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setModel(model)
        self.verticalScrollBar().valueChanged.connect(self._read_ahead)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        theme_signals().theme_changed.connect(self._restyle)

    def _show_bar(self, least: int, most: int) -> None:
        """Its room is kept, so that no row changes its width; without anything to scroll it is
        empty.
        """
        self.verticalScrollBar().setEnabled(most > least)

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def current_item(self) -> JournalItem | None:
        return self._journal.item(self.currentIndex())

    # --- place ----------------------------------------------------------------------------------

    def place(self) -> Place:
        """Where the listener is, to be restored after everything was read again."""
        item = self.current_item()
        uid = "" if item is None else item.uid
        current = self.currentIndex()
        return Place(self._anchor(), uid, current.row(), self._sees_current())

    def _sees_current(self) -> bool:
        index = self.currentIndex()
        return index.isValid() and self.viewport().rect().contains(self.visualRect(index))

    def restore(self, place: Place) -> None:
        """Scrolls and selects as before; instead of a selected row that is gone, the next one."""
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
        if place.is_in_sight and not self._sees_current():  # pushed out by new rows above it
            self.scrollTo(self.currentIndex())

    def _anchor(self) -> tuple[str, int] | None:
        """The topmost item in view and its distance from the top; None at the very top."""
        value = self.verticalScrollBar().value()
        if value == 0:
            return None
        for number in range(self._tops.row_at(value), self._journal.rowCount()):
            row = self._journal.row(number)
            if isinstance(row, ItemRow):
                return row.item.uid, self._tops.top(number) - value
        return None

    def _scroll_to_anchor(self, anchor: tuple[str, int] | None) -> None:
        """Without the item, the scroll position stays."""
        number = None if anchor is None else self._journal.row_of(anchor[0])
        if anchor is None:
            self.verticalScrollBar().setValue(0)
        elif number is not None:
            self.verticalScrollBar().setValue(self._tops.top(number) - anchor[1])

    # --- geometry -------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        if self._tops.count != self._journal.rowCount():
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
        self._read_ahead()

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        self._measure_from(first.row())
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        if event.oldSize().width() != event.size().width():
            self._measure_from(0)
        QAbstractScrollArea.resizeEvent(self, event)
        self.updateGeometries()
        self._scroll_to_anchor(anchor)
        self._read_ahead()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid() or index.row() >= self._tops.count:
            return
        bottom = self._tops.bottom(index.row())
        top = self._tops.top(self._heading_above(index.row()))
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

    def _measure_from(self, first: int) -> None:
        width, row, height = self._width(), self._journal.row, self._painter.measures.height
        self._tops.measure_from(
            first, self._journal.rowCount(), lambda number: height(row(number), width)
        )

    def _width(self) -> int:
        return max(0, self.viewport().width() - SPACE.m)

    def _heading_above(self, number: int) -> int:
        while number and not isinstance(self._journal.row(number - 1), ItemRow):
            number -= 1
        return number

    def _step(self, number: int, step: int) -> int | None:
        """The next row in that direction that isn't a heading."""
        number += step
        while 0 <= number < self._journal.rowCount():
            if isinstance(self._journal.row(number), ItemRow):
                return number
            number += step
            self._fetch_near(number)
        return None

    def _page(self, number: int, step: int) -> int | None:
        view = self.viewport().height()
        target = self._tops.top(max(0, number)) + step * view
        found = self._tops.row_at(target)
        return self._step(found - step, step) or self._step(found + step, -step)

    def _fetch_near(self, number: int) -> None:
        if number + 1 >= self._journal.rowCount() and self._journal.canFetchMore():
            self._journal.fetchMore(QModelIndex())

    def _read_ahead(self) -> None:
        """Once more rows are there, this is called again."""
        bar = self.verticalScrollBar()
        left = bar.maximum() - bar.value()
        if left < _AHEAD_VIEWS * self.viewport().height() and self._journal.canFetchMore():
            self._journal.fetchMore(QModelIndex())

    # --- helpers --------------------------------------------------------------------------------

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

    def _select(self, number: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._journal.index(number), flag)
