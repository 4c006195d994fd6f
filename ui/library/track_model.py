"""The tracks as a table, which sorts and filters by itself: a proxy would call Python per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.library.shelf import Shelf
from ui.library.cell_words import CellWords
from ui.library.chosen_columns import CHOSEN_ONLY, HEARD, OF_INTENSITY
from ui.library.columns import COLUMNS, INDEX, Column
from ui.library.row_order import RowOrder
from ui.library.said_in_columns import SaidInColumns
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.analysis.dynamics.records import DynamicsSummary
    from app.core.ids import LineKey
    from app.library.records import TrackRow
    from app.library.shelf_search import Found
    from ui.library.chosen_columns import HeardAt, Summaries

AnyIndex = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole  # the TrackRow itself
IS_CURRENT = Qt.ItemDataRole.UserRole + 1
TERMS = Qt.ItemDataRole.UserRole + 2  # what was searched for, in a column that is searched

_NUMBER_ALIGNMENT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TEXT_ALIGNMENT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TrackTableModel(QAbstractTableModel):
    """All lines of the library in memory; shows those that were found, in the chosen order.

    A track on two albums has two lines. Signals: role_chosen(TrackRow, str role), a role was chosen
    in its cell.
    """

    role_chosen = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelf = Shelf()
        self._rows: list[TrackRow] = []  # as on the shelf
        self._order = RowOrder(self._sort_key)
        self._shown: list[int] = []
        self._places: dict[int, int] | None = {}  # by row number; None: not computed yet
        self._column = INDEX["number"]
        self._is_descending = False
        self._found: Found | None = None
        self._only: frozenset[LineKey] | None = None
        self.words = CellWords()
        self.said = SaidInColumns(self.words)

    # --- what is shown --------------------------------------------------------------------------

    def set_shelf(self, shelf: Shelf) -> None:
        """New content. If only texts or counts changed, the selection and scrolling stay.

        Of what was found, the lines that are still there are shown until there is a new answer.
        """
        had = self.keys()
        self._found = self._found and self._found.still_on(self.shelf, shelf)
        self.shelf, self._rows = shelf, shelf.lines
        self.words.shelf = shelf
        self._order.begin(shelf.lines, self._part())
        self._look_for_repeated()
        shown = self._matching()
        self._show(shown, is_same=len(shown) == len(had) and self._keys(shown) == had)

    def show_found(self, found: Found | None) -> bool:
        """found: on this shelf; None shows all. Returns whether other lines are shown now."""
        if found == self._found:
            return False
        self._found = found
        return self._show_others()

    @property
    def found(self) -> Found | None:
        return self._found

    def set_only(self, keys: Iterable[LineKey] | None) -> None:
        """Limits the table to these lines, such as an album's; None shows all."""
        only = None if keys is None else frozenset(keys)
        if only != self._only:
            self._only = only
            self._order.limit(self._part())
            self._look_for_repeated()
            self._show_others()

    def set_current(self, track_id: int | None) -> None:
        """Marks the current track, on each of its albums."""
        before, self.words.current_id = self.words.current_id, track_id
        for changed in (before, track_id):
            for place in self.places_of(changed) if changed is not None else ():
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    def set_summaries(self, summaries: Summaries) -> None:
        """How intense tracks are, of those that were listened through."""
        self.words.known = replace(self.words.known, summaries=summaries)
        self._say_otherwise(OF_INTENSITY)

    def set_heard(self, heard: HeardAt) -> None:
        """When each track was last heard."""
        self.words.known = replace(self.words.known, heard=heard)
        self._say_otherwise((HEARD,))

    def summary_of(self, row: TrackRow) -> DynamicsSummary | None:
        return self.words.known.summaries.get(row.id)

    @property
    def shown(self) -> list[TrackRow]:
        """From top to bottom."""
        return [self._rows[number] for number in self._shown]

    @property
    def shown_on_shelf(self) -> list[TrackRow]:
        """The same in the library's order, however they are sorted."""
        return [self._rows[number] for number in sorted(self._shown)]

    def totals(self) -> tuple[int, int]:
        """How many tracks are shown, and their milliseconds, each once."""
        if self._only is None and self._found is not None:
            return self._found.tracks, self._found.duration_ms
        if self._only is None:
            return self.shelf.totals
        lengths = {row.id: row.duration_ms for row in self.shown}
        return len(lengths), sum(lengths.values())

    @property
    def numbers(self) -> Sequence[int]:
        """Where the shown lines are on the shelf, from top to bottom."""
        return self._shown

    def keys(self) -> list[LineKey]:
        """Of the shown lines, from top to bottom."""
        return self._keys(self._shown)

    def row_at(self, place: int) -> TrackRow:
        return self._rows[self._shown[place]]

    def place_of(self, key: LineKey) -> int | None:
        number = self.shelf.numbers.get(key)
        if self._places is None:
            self._places = dict(zip(self._shown, range(len(self._shown)), strict=True))
        return None if number is None else self._places.get(number)

    def places_of(self, track_id: int) -> list[int]:
        """Where a track is shown, its own line first."""
        places = map(self.place_of, self.shelf.lines_of(track_id))
        return [place for place in places if place is not None]

    # --- Qt's questions -------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column = COLUMNS[section]
            # The style draws the arrow over the end of the title: right-aligned ones make room.
            room = "\u2003\u2002" if column.is_number and section == self._column else ""
            return str(column.title) + room
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[self._shown[index.row()]]
        if role == ROW:
            return row
        if role == IS_CURRENT:
            return row.id == self.words.current_id
        column = index.column()
        if role == TERMS:
            return self._found.terms if self._found and COLUMNS[column].is_searched else ()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words.text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.EditRole:
                return row.role if column == INDEX["role"] else self.words.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self.words.hint(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.words.spoken(row, column)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != INDEX["role"]:
            return False
        row = self.row_at(index.row())
        if value and value != row.role:
            self.role_chosen.emit(row, value)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == INDEX["role"]:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @property
    def sorted_by(self) -> str:
        """The key of a column."""
        return COLUMNS[self._column].key

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = (column, order == Qt.SortOrder.DescendingOrder)
        if wanted != (self._column, self._is_descending):
            self._column, self._is_descending = wanted
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
            self._show_others()

    # --- inside ---------------------------------------------------------------------------------

    def _keys(self, numbers: list[int]) -> list[LineKey]:
        return [self._rows[number].key for number in numbers]

    def _show_others(self) -> bool:
        """Of the same lines, those that match now; returns whether these are others."""
        shown = self._matching()
        is_same = shown == self._shown
        self._show(shown, is_same=is_same)
        return not is_same

    def _show(self, shown: list[int], *, is_same: bool) -> None:
        if is_same:
            self._shown, self._places = shown, None  # the same lines may have other numbers
            if shown:
                last = self.index(len(shown) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown = shown
        self._places = None
        self.endResetModel()

    def _matching(self) -> list[int]:
        numbers: Iterable[int] = self._order.by(self._column, is_descending=self._is_descending)
        if self._found is not None:
            lines = self._found.lines
            numbers = compress(numbers, map(lines.__getitem__, numbers))
        return list(numbers)

    def _part(self) -> list[int] | None:
        """Where on the shelf the lines are that alone are shown; None for all."""
        if self._only is None:
            return None
        known = self.shelf.numbers
        return sorted(known[key] for key in self._only if key in known)

    def _look_for_repeated(self) -> None:
        part, rows = self._part(), self._rows
        self.said.of(rows, rows if part is None else [rows[number] for number in part])

    def _sort_key(self, column: Column) -> Callable[[TrackRow], Any] | None:
        known = self.words.known
        return known.sort_key(column.key) if column.key in CHOSEN_ONLY else column.sort_key

    def _say_otherwise(self, keys: Iterable[str]) -> None:
        """These columns; so other lines may be on top, and a column may say something at last."""
        self._order.forget(INDEX[key] for key in keys)
        self._look_for_repeated()
        if self._shown:
            self._show_others()


def _alignment(column: int) -> int:
    return _NUMBER_ALIGNMENT if COLUMNS[column].is_number else _TEXT_ALIGNMENT
