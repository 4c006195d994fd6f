"""The rows of the preview as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.words import Text, dotted, isolated
from ui.story_import.rows import KINDS, PreviewRow
from ui.style.icons import icon
from ui.widgets.text import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
STATE, TITLE, DETAILS = range(3)
COLUMNS = (
    Text("State", "of a row of what is imported"),
    Text("What", "column: an episode, a scene, a character"),
    Text("Details"),
)
_INDENT = "\u2003"
_COLOURS = {"new": "accent_ink", "filled": "accent_ink", "unchanged": "ink_muted"}


class PreviewModel(QAbstractTableModel):
    """Read only; set anew with each plan."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[PreviewRow] = ()
        self._says_states = True

    def say_states(self, are_said: bool) -> None:
        """Whether states have their words beside their icons."""
        if are_said != self._says_states:
            self._says_states = are_said
            if self.rows:
                last = self.index(len(self.rows) - 1, STATE)
                self.dataChanged.emit(self.index(0, STATE), last)

    def set_rows(self, rows: Sequence[PreviewRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            is_icon_alone = section == STATE and not self._says_states
            return "" if is_icon_alone else str(COLUMNS[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        text = _text(row, column)
        if role == Qt.ItemDataRole.DisplayRole and column == STATE and not self._says_states:
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return _INDENT * row.depth + isolated(text) if column == TITLE else isolated(text)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            token = "danger" if row.state is None else _COLOURS[row.state]
            return icon(row.icon, 16, token)
        if role == Qt.ItemDataRole.ToolTipRole and text:
            return plain_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(row, column)
        return None


def _text(row: PreviewRow, column: int) -> str:
    return (row.state_word, row.title, row.details)[column]


def _said(row: PreviewRow, column: int) -> str:
    """With what the icon and the indent show."""
    if column == TITLE and row.what is not None:
        return dotted(str(KINDS[row.what]), row.title)
    return f"{COLUMNS[column]}: {_text(row, column)}"
