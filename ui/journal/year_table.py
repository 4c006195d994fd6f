"""The year as a table: the same days to read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.core.words import Text, _, number
from app.journal.records import DayOfFeelings, YearOfFeelings
from ui.journal.day_words import minutes_heard
from ui.journal.words import FindEmotion
from ui.style.icons import has_icon, icon
from ui.style.theme import theme_signals
from ui.widgets.letter_jump import LetterJump
from ui.widgets.whole_rows import by_whole_rows
from ui.words.dates import short_date

AnyIndex = QModelIndex | QPersistentModelIndex
_HEADINGS = (Text("Day"), Text("Mostly"), Text("Marks"), Text("Entries"), Text("Minutes"))
_MINUTES_HINT = Text("Minutes heard")
_DAY, _MOSTLY, *_COUNTS = range(len(_HEADINGS))


class YearModel(QAbstractTableModel):
    """Days with marks, entries or listens, newest first."""

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
            return str(_HEADINGS[section])
        if role == Qt.ItemDataRole.ToolTipRole and section in _COUNTS:
            return str(_MINUTES_HINT if section == _COUNTS[-1] else _HEADINGS[section])
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
        return (short_date(day.day), leading, *(number(n) if n else "" for n in counts))


class YearTable(QTableView):
    """Signal: day_chosen(date), by Enter or a double click."""

    day_chosen = Signal(object)

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = YearModel(find)
        self._letters = LetterJump(self)
        self.setModel(self._model)
        by_whole_rows(self)
        self.setProperty("density", "tight")
        self.setAccessibleName(_("Days of the year"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(16)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        theme_signals().theme_changed.connect(self._fit)
        self.activated.connect(lambda index: self.day_chosen.emit(self._model.day(index.row()).day))

    def show_year(self, year: YearOfFeelings) -> None:
        self._model.show_year(year)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def _whole_px(self, column: int) -> int:
        """As wide as its widest cell. Not sizeHintForColumn: that asks the style for each cell."""
        texts = {
            self._model.index(row, column).data(): row for row in range(self._model.rowCount())
        }
        if not texts:
            return 0
        widest = max(texts, key=self.fontMetrics().horizontalAdvance)
        return self.sizeHintForIndex(self._model.index(texts[widest], column)).width()

    def _fit(self, _reason: object = None) -> None:
        """Days and emotions are shown whole: the headings of the counts are cut first."""
        if not self.isVisible():
            return
        header, width = self.horizontalHeader(), self.viewport().width()
        whole = {column: self._whole_px(column) for column in range(len(_HEADINGS))}
        needed = {column: header.sectionSizeHint(column) for column in _COUNTS}
        left = width - whole[_DAY] - whole[_MOSTLY]
        spare = left - sum(whole[column] for column in _COUNTS)
        missing = sum(max(0, needed[column] - whole[column]) for column in _COUNTS)
        share = 1.0 if missing <= spare else max(0.0, spare / missing)
        for column in _COUNTS:
            more = max(0, needed[column] - whole[column]) * share
            self.setColumnWidth(column, whole[column] + int(more))
        self.setColumnWidth(_DAY, whole[_DAY])
        counts = sum(self.columnWidth(column) for column in _COUNTS)
        self.setColumnWidth(_MOSTLY, max(0, width - whole[_DAY] - counts))
