"""What is known how soon: a quiet table, with a column for each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.core.words import Text, _, dotted, number
from ui.style.icons import icon
from ui.style.theme import scaled_px, theme_signals
from ui.widgets.letter_jump import LetterJump
from ui.widgets.text import plain_tip
from ui.widgets.whole_rows import by_whole_rows
from ui.words.dates import short_date
from ui.words.locale import digits
from ui.words.recognised import known_words, seconds_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.first_notes.records import Known

AnyIndex = QModelIndex | QPersistentModelIndex
_HEADINGS = (Text("Name"), Text("Last", "time"), Text("Fastest"), Text("Times"))
_NAME, _LAST, _FASTEST, _TIMES = range(len(_HEADINGS))
_MOST_YEARS = 4
_NAME_PX = 150  # what a name has at least, before years fall away


class KnownModel(QAbstractTableModel):
    """Themes and tracks, the one known soonest first. Years: the newest, once there are two."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Known, ...] = ()
        self._years: tuple[int, ...] = ()

    def show_known(self, known: Sequence[Known]) -> None:
        self.beginResetModel()
        self._rows = tuple(known)
        years = sorted({year for one in known for year in one.usual_ms})
        self._years = tuple(years[-_MOST_YEARS:]) if len(years) > 1 else ()
        self.endResetModel()

    def known(self, row: int) -> Known:
        return self._rows[row]

    def row_of(self, subject: object) -> int:
        """-1 if it isn't there."""
        return next((n for n, one in enumerate(self._rows) if one.subject == subject), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS) + len(self._years)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        is_year = section >= len(_HEADINGS)
        if role == Qt.ItemDataRole.DisplayRole:
            if is_year:
                return digits(self._years[section - len(_HEADINGS)])
            return str(_HEADINGS[section])
        if role == Qt.ItemDataRole.ToolTipRole and is_year:
            year = digits(self._years[section - len(_HEADINGS)])
            return _("How soon it was usually recognised in {year}", year=year)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        known, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(known, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column != _NAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and column == _NAME:
            is_track = known.subject.theme_id is None
            return icon("music" if is_track else "music-2", 16, "ink_muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            when = short_date(known.latest.day)
            return plain_tip(dotted(known.name, known.detail, known_words(known), when))
        return None

    def _words(self, known: Known, column: int) -> str:
        if column >= len(_HEADINGS):
            usual_ms = known.usual_ms.get(self._years[column - len(_HEADINGS)])
            return "" if usual_ms is None else seconds_words(usual_ms)
        return (
            known.name,
            seconds_words(known.latest_ms),
            seconds_words(known.fastest_ms),
            number(known.times),
        )[column]


class KnownTable(QTableView):
    """Years fall away where names would have no room. Signals: opened(Known), by Enter or a double
    click; left(), by Escape.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = KnownModel()
        self._letters = LetterJump(self)
        self.setModel(self.known)
        by_whole_rows(self)
        self.setProperty("density", "tight")
        self.setProperty("variant", "plain")
        self.setAccessibleName(_("What you know"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(16)
        theme_signals().theme_changed.connect(self._fit)
        self.activated.connect(lambda index: self.opened.emit(self.known.known(index.row())))

    def show_known(self, known: Sequence[Known]) -> None:
        """The row that was chosen stays chosen."""
        row = self.currentIndex().row()
        chosen = self.known.known(row).subject if row >= 0 else None
        self.known.show_known(known)
        again = self.known.row_of(chosen)
        if again >= 0:
            self.setCurrentIndex(self.known.index(again, _NAME))
        self._fit()

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self, _reason: object = None) -> None:
        if not self.isVisible():
            return
        columns = range(_LAST, self.known.columnCount())
        for column in columns:  # a hidden one has no size
            self.setColumnHidden(column, False)
        header = self.horizontalHeader()
        needs_px = {n: max(self._widest_px(n), header.sectionSizeHint(n)) for n in columns}
        shown = self._with_room(needs_px)
        for column in columns:
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, needs_px[column])
        left_px = self.viewport().width() - sum(needs_px[column] for column in shown)
        self.setColumnWidth(_NAME, max(0, left_px))

    def _with_room(self, needs_px: Mapping[int, int]) -> frozenset[int]:
        """The columns that have room beside names: years, the newest first, unless there is room
        for one alone, which tells of no change.
        """
        years = range(self.known.columnCount() - 1, _TIMES, -1)
        for order in ((_LAST, _FASTEST, *years, _TIMES), (_LAST, _FASTEST, _TIMES)):
            left_px = self.viewport().width() - scaled_px(_NAME_PX)
            shown = {_LAST}
            for column in order:
                if needs_px[column] <= left_px:
                    shown.add(column)
                    left_px -= needs_px[column]
            if len(shown.intersection(years)) != 1:
                break
        return frozenset(shown)

    def _widest_px(self, column: int) -> int:
        """Not sizeHintForColumn: that asks the style for each cell."""
        texts = {self.known.index(row, column).data(): row for row in range(self.known.rowCount())}
        if not texts:
            return 0
        widest = max(texts, key=self.fontMetrics().horizontalAdvance)
        return self.sizeHintForIndex(self.known.index(texts[widest], column)).width()
