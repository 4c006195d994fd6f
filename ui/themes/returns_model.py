"""The returns of a theme as rows: the confirmed ones, and under “Perhaps” those that were left open
or aren't answered yet.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.ids import OccurrenceId
from app.core.words import Text
from ui.themes.felt_years import FeltColumns, felt_columns
from ui.themes.return_words import told_row
from ui.themes.shown import ShownReturn, ShownTheme
from ui.widgets.text import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
Row = ShownReturn | str
RETURN = Qt.ItemDataRole.UserRole  # the ShownReturn; None for a heading
_PERHAPS = Text("Perhaps", "returns of a theme that were left open")


class ReturnsModel(QAbstractListModel):
    """sounding: the return that plays, if one does. pointed: the one that is pointed at in a
    picture. columns: of what was felt.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.theme: ShownTheme | None = None
        self.columns: FeltColumns = felt_columns(())
        self.sounding: OccurrenceId | None = None
        self.pointed: int | None = None

    def show(self, theme: ShownTheme | None) -> None:
        self.beginResetModel()
        self.theme = theme
        self._rows = []
        if theme is not None:
            self._rows += theme.sure
            if theme.open:
                self._rows += (str(_PERHAPS), *theme.open)
        self.columns = felt_columns([row for row in self._rows if isinstance(row, ShownReturn)])
        self.endResetModel()

    def set_sounding(self, sounding: OccurrenceId | None) -> None:
        if sounding != self.sounding:
            self.sounding = sounding
            self._tell()

    def set_pointed(self, pointed: int | None) -> None:
        if pointed != self.pointed:
            self.pointed = pointed
            self._tell()

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row(self, index: AnyIndex) -> ShownReturn | None:
        found = self._rows[index.row()] if index.isValid() else None
        return found if isinstance(found, ShownReturn) else None

    def index_of(self, occurrence_id: int | None) -> QModelIndex:
        """Invalid if it isn't shown."""
        for place, row in enumerate(self._rows):
            if isinstance(row, ShownReturn) and row.one.occurrence.id == occurrence_id:
                return self.index(place)
        return QModelIndex()

    def first(self) -> QModelIndex:
        return self.index(0) if self._rows else QModelIndex()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RETURN:
            return row if isinstance(row, ShownReturn) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else self._told(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ShownReturn):
            return plain_tip(self._told(row))
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        return flags if row.is_unanswered else flags | Qt.ItemFlag.ItemIsEditable

    def _told(self, row: ShownReturn) -> str:
        count = 0 if self.theme is None else len(self.theme.sure)
        return told_row(row, count, is_sounding=row.one.occurrence.id == self.sounding)
