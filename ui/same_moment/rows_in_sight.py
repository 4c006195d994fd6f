"""Rows of which only those in sight are measured: thousands would take seconds.

The others have a rough height until then. What was in sight keeps its place when rows around it
turn out higher or lower.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QHoverEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from ui.style.theme import theme_signals
from ui.widgets.uneven_rows import AnyIndex, UnevenRows

_FEW = 100  # are measured at once: whether they need a scroll bar is then certain


class RowsInSight(UnevenRows):
    """rough: about how high all of them are. exact: how high one is, by its number."""

    def __init__(
        self,
        rough: Callable[[], list[int]],
        exact: Callable[[int], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rough, self._exact_height = rough, exact
        self._exact = bytearray()  # 1 for each row whose height is no longer rough
        self._is_settling = False
        self._pointer: QPoint | None = None
        self.setMouseTracking(True)
        theme_signals().theme_changed.connect(self._measure_again)

    # --- heights --------------------------------------------------------------------------------

    def reset(self) -> None:
        super().reset()
        self._measure()

    def doItemsLayout(self) -> None:
        if self._tops.count != self.model().rowCount():
            self._measure()
        QAbstractItemView.doItemsLayout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap otherwise; what is selected stays in sight."""
        QAbstractScrollArea.resizeEvent(self, event)
        if event.size().width() != event.oldSize().width():
            self._measure_again()
        self.updateGeometries()
        self._settle()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _measure_again(self) -> None:
        """The row at the top stays there."""
        bar = self.verticalScrollBar()
        first = self._tops.row_at(bar.value())
        above = bar.value() - self._tops.top(first) if self._tops.count else 0
        self._measure()
        bar.setValue(self._tops.top(min(first, self._tops.count)) + above)
        self._settle()
        self.viewport().update()

    def _measure(self) -> None:
        many = self.model().rowCount()
        is_few = many <= _FEW
        self._exact = bytearray(b"\1" * many if is_few else many)
        self._tops.replace(map(self._exact_height, range(many)) if is_few else self._rough())
        self.updateGeometries()
        self._settle()

    def _settle(self) -> None:
        """Measures what is in sight."""
        if self._is_settling or not self._tops.count:
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        value, is_at_end = bar.value(), bar.value() == bar.maximum() > 0
        found = False
        while True:
            first, last = self._tops.row_at(value), self._tops.row_at(value + high)
            kept = self._exact.find(1, first, last + 1)
            kept = first if kept < 0 else kept
            was_top = self._tops.top(kept)
            if not self._make_exact(first, last):
                break
            found = True
            value += self._tops.top(kept) - was_top
            if is_at_end:
                value = max(0, self._tops.total + self._below_px - high)
        if found:
            self._scroll(value)

    def _scroll(self, value: int) -> None:
        self._is_settling = True
        try:
            self.updateGeometries()
            self.verticalScrollBar().setValue(value)
        finally:
            self._is_settling = False

    def _make_exact(self, first: int, last: int) -> bool:
        """Whether one of these rows wasn't."""
        last = min(last, self._tops.count - 1)
        start, end = self._exact.find(0, first, last + 1), self._exact.rfind(0, first, last + 1)
        if start < 0:
            return False
        self._tops.change(start, map(self._exact_height, range(start, end + 1)))
        self._exact[start : end + 1] = b"\1" * (end + 1 - start)
        return True

    # --- scrolling ------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._settle()
        super().scrollContentsBy(dx, dy)

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """What will be in sight is measured before."""
        row, hints = index.row(), QAbstractItemView.ScrollHint
        if not index.isValid() or row >= self._tops.count:
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        value, kept = bar.value(), self._tops.row_at(bar.value())
        was_top = self._tops.top(kept)
        self._make_exact_around(row)
        value += self._tops.top(kept) - was_top
        top, bottom = self._tops.top(row), self._tops.bottom(row)
        if hint == hints.PositionAtCenter:
            value = (top + bottom - high) // 2
        elif hint == hints.PositionAtTop or top < value or bottom - top > high:
            value = top
        elif hint == hints.PositionAtBottom or bottom > value + high:
            value = bottom - high
        self._scroll(value)
        self._settle()
        self.viewport().update()

    def _make_exact_around(self, row: int) -> None:
        """A view above it and one below."""
        high = self.viewport().height()
        for step in (-1, 1):
            there, left = row, high
            while 0 <= there < self._tops.count and left >= 0:
                self._make_exact(there, there)
                left -= self._tops.bottom(there) - self._tops.top(there)
                there += step

    # --- Qt's questions -------------------------------------------------------------------------

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        here, last, to = self.currentIndex().row(), self._tops.count - 1, self.CursorAction
        if action in (to.MoveDown, to.MoveRight, to.MoveNext):
            there = here + 1
        elif action in (to.MoveUp, to.MoveLeft, to.MovePrevious):
            there = here - 1
        elif action == to.MoveHome:
            there = 0
        elif action == to.MoveEnd:
            there = last
        else:
            there = self._page(max(0, here), 1 if action == to.MovePageDown else -1)
        return self.model().index(max(0, min(there, last)), 0)

    def _page(self, here: int, step: int) -> int:
        """The row a view further, one at least."""
        self._make_exact_around(here)
        there = self._tops.row_at(self._tops.top(here) + step * self.viewport().height())
        return max(here + 1, there) if step > 0 else min(here - 1, there)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            self._pointer = event.position().toPoint()
            self.viewport().update()
        elif event.type() == QEvent.Type.Leave:
            self._pointer = None
            self.viewport().update()
        return bool(super().viewportEvent(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area, offset = QPainter(self.viewport()), event.rect(), self.verticalOffset()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state
        number = self._tops.row_at(area.top() + offset)
        while number < self._tops.count and self._tops.top(number) - offset <= area.bottom():
            index = self.model().index(number, 0)
            option.rect = self._rect(number)
            option.state = plain | self._state(index, option.rect)
            self.itemDelegate().paint(painter, option, index)
            number += 1

    def _state(self, index: QModelIndex, area: QRect) -> QStyle.StateFlag:
        flags = QStyle.StateFlag
        state = flags.State_None
        if self.selectionModel().isSelected(index):
            state |= flags.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            state |= flags.State_HasFocus
        if self._pointer is not None and area.contains(self._pointer):
            state |= flags.State_MouseOver
        return state
