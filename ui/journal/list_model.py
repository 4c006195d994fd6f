"""The journal as a list that grows while one scrolls."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.journal.records import Cursor, JournalItem, JournalPage
from ui.journal.rows import ItemRow, Row, rows_of
from ui.journal.words import FindEmotion, row_in_words

AnyIndex = QModelIndex | QPersistentModelIndex


class JournalModel(QAbstractListModel):
    """Rows of the items read so far.

    Signal: further_wanted(Cursor), the view is near the end: the items after it are to be read and
    appended.
    """

    further_wanted = Signal(object)

    def __init__(self, find: FindEmotion, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._items: list[JournalItem] = []
        self._rows: list[Row] = []
        self._next: Cursor | None = None

    @property
    def items(self) -> list[JournalItem]:
        return self._items

    @property
    def next_cursor(self) -> Cursor | None:
        return self._next

    def row(self, number: int) -> Row:
        return self._rows[number]

    def item(self, index: AnyIndex) -> JournalItem | None:
        """The mark or entry of a row; None for a heading."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.item if isinstance(row, ItemRow) else None

    def row_of(self, uid: str) -> int | None:
        found = (n for n, row in enumerate(self._rows) if _uid(row) == uid)
        return next(found, None)

    def show(self, page: JournalPage) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._items = list(page.items)
        self._rows = rows_of(self._items)
        self._next = page.next_cursor
        self.endResetModel()

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: AnyIndex) -> None:
        if self._next is not None:
            self.further_wanted.emit(self._next)

    def append(self, page: JournalPage) -> None:
        """The page after the last item. The last day may continue: its rows are made again and the
        new ones added. Those first: at the very end the list must not become shorter.
        """
        started = self._start_of_last_day()
        tail = [row.item for row in self._rows[started:] if isinstance(row, ItemRow)]
        rows = rows_of([*tail, *page.items])
        known = len(self._rows)
        further = rows[known - started :]
        self._next = page.next_cursor
        self._items += page.items
        if further:
            self.beginInsertRows(QModelIndex(), known, known + len(further) - 1)
            self._rows += further
            self.endInsertRows()
        self._rows[started:known] = rows[: known - started]
        self.dataChanged.emit(self.index(started), self.index(known - 1))

    def _start_of_last_day(self) -> int:
        day = self._items[-1].day if self._items else None
        first = len(self._rows)
        while first:
            row = self._rows[first - 1]
            if isinstance(row, ItemRow) and row.item.day != day:
                break
            first -= 1
        return first

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_in_words(self._rows[index.row()], self._find)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not isinstance(self._rows[index.row()], ItemRow):
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )


def _uid(row: Row) -> str | None:
    return row.item.uid if isinstance(row, ItemRow) else None
