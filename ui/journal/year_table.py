"""The year as a table: the same days for whoever reads rather than looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.journal.records import DayOfFeelings, YearOfFeelings
from ui.journal.day_words import minutes_heard
from ui.journal.words import FindEmotion
from ui.style.icons import has_icon, icon
from ui.widgets.dates import short_date

AnyIndex = QModelIndex | QPersistentModelIndex
_HEADINGS = ("Day", "Mostly", "Marks", "Entries", "Minutes")


class YearModel(QAbstractTableModel):
    """Days with anything, newest first."""

    def __init__(self, find: FindEmotion) -> None:
        super().__init__()
        self._find = find
        self._days: list[DayOfFeelings] = []

    def show_year(self, year: YearOfFeelings) -> None:
        self.beginResetModel()
        self._days = list(reversed(year.days))
        self.endResetModel()

    def day(self, row: int) -> DayOfFeelings:
        return self._days[row]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADINGS[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == len(_HEADINGS) - 1:
            return "Minutes heard"
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self._days[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(day)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= 2:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            emotion = None if day.leading_emotion is None else self._find(day.leading_emotion)
            if emotion is not None and has_icon(emotion.icon):
                return icon(emotion.icon, 16, emotion.colour)
        return None

    def _words(self, day: DayOfFeelings) -> tuple[str, ...]:
        leading = "" if day.leading_emotion is None else self._find(day.leading_emotion).name
        counts = (day.marks, day.entries, minutes_heard(day))
        return (short_date(day.day), leading, *(str(number or "") for number in counts))


class YearTable(QTableView):
    """day_chosen(date): by Enter or a double click."""

    day_chosen = Signal(object)

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = YearModel(find)
        self.setModel(self._model)
        self.setAccessibleName("Days of the year")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.activated.connect(lambda index: self.day_chosen.emit(self._model.day(index.row()).day))

    def show_year(self, year: YearOfFeelings) -> None:
        self._model.show_year(year)
