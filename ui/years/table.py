"""Every figure of a year as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.core.words import Text, _, number
from app.journal.records import JournalFilter
from ui.widgets.letter_jump import LetterJump
from ui.widgets.whole_rows import by_whole_rows

AnyIndex = QModelIndex | QPersistentModelIndex
_HEADINGS = (Text("Kind"), Text("What"), Text("How many"))
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BY, _WHAT, _MARKS = range(len(_HEADINGS))


class Line(NamedTuple):
    """marks: how many; None for a single thing, of which `said` tells something else. wanted: shows
    what it counts, or is about.
    """

    by: str
    what: str
    marks: int | None
    wanted: JournalFilter
    said: str = ""

    @property
    def figure(self) -> str:
        return self.said if self.marks is None else number(self.marks)


class FigureModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Iterable[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return str(_HEADINGS[section])
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section == _MARKS else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.by, line.what, line.figure)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _MARKS:
            return _RIGHT
        return None


class FigureTable(QTableView):
    """Signal: opened(JournalFilter), by Enter or a double click."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = FigureModel()
        self._letters = LetterJump(self)
        self.setModel(self.figures)
        by_whole_rows(self)
        self.setAccessibleName(_("The year in figures"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(
            lambda index: self.opened.emit(self.figures.lines[index.row()].wanted)
        )

    def show_lines(self, lines: Iterable[Line]) -> None:
        at = self.currentIndex().row()
        self.figures.show_lines(lines)
        if self.figures.lines:
            self.selectRow(min(max(0, at), len(self.figures.lines) - 1))

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        self.setColumnWidth(_BY, round(width * 0.3))
        self.setColumnWidth(_MARKS, round(width * 0.16))
        self.setColumnWidth(_WHAT, width - round(width * 0.3) - round(width * 0.16))
