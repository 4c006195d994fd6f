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

from app.core.words import _
from app.library.shelf import Shelf
from ui.library.columns import COLUMNS, INDEX, Column, number_text
from ui.library.said_in_columns import SaidInColumns
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.library.records import TrackRow
    from app.library.shelf_search import Found

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
        # Per column: row numbers in ascending order, of all and of those that alone are shown.
        self._ranked: dict[int, list[int]] = {}
        self._ranked_only: dict[int, list[int]] = {}
        self._shown: list[int] = []
        self._places: dict[int, int] | None = {}  # by row number; None: not computed yet
        self._column = INDEX["number"]
        self._is_descending = False
        self._found: Found | None = None
        self._only: frozenset[LineKey] | None = None
        self._limits: Sequence[int] = ()  # the numbers of those lines, or of all
        self._current_id: int | None = None
        self.said = SaidInColumns(self._text)
        self.say_felt: Callable[[TrackRow], str] = lambda _row: ""

    # --- what is shown --------------------------------------------------------------------------

    def set_shelf(self, shelf: Shelf) -> None:
        """New content. If only texts or counts changed, the selection and scrolling stay.

        Of what was found, the lines that are still there are shown until there is a new answer.
        """
        had = self.keys()
        self._found = self._found and _still_there(self._found, self.shelf, shelf)
        self.shelf, self._rows = shelf, shelf.lines
        self._ranked.clear()
        self._limit()
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
            self._limit()
            self._show_others()

    def set_current(self, track_id: int | None) -> None:
        """Marks the current track, on each of its albums."""
        before, self._current_id = self._current_id, track_id
        for changed in (before, track_id):
            for place in self.places_of(changed) if changed is not None else ():
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

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
            return row.id == self._current_id
        column = index.column()
        if role == TERMS:
            return self._found.terms if self._found and COLUMNS[column].is_searched else ()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.EditRole:
                return row.role if column == INDEX["role"] else self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._hint(row, column) or "")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
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
        numbers: Iterable[int] = self._ordered()
        if self._found is not None:
            lines = self._found.lines
            numbers = compress(numbers, map(lines.__getitem__, numbers))
        return list(numbers)

    def _limit(self) -> None:
        """Finds the lines that alone are shown on the shelf."""
        self._ranked_only.clear()
        known, rows = self.shelf.numbers if self._only else {}, self._rows
        self._limits = (
            range(len(rows))
            if self._only is None
            else sorted(known[key] for key in self._only if key in known)
        )
        self.said.of(rows, rows if self._only is None else [rows[n] for n in self._limits])

    def _ordered(self) -> list[int]:
        ranks = self._ranked if self._only is None else self._ranked_only
        if self._column not in ranks:
            ranks[self._column] = self._sorted(COLUMNS[self._column])
        ranked = ranks[self._column]
        return ranked[::-1] if self._is_descending else ranked

    def _sorted(self, column: Column) -> list[int]:
        """Equal ones stay as they are on the shelf: sorting is stable."""
        if column.sort_key is None:
            return list(self._limits)
        keys = map(column.sort_key, map(self._rows.__getitem__, self._limits))
        by_number = dict(zip(self._limits, keys, strict=True))
        return sorted(self._limits, key=by_number.__getitem__)

    def _text(self, row: TrackRow, column: int) -> str:
        if column == INDEX["number"]:
            return number_text(row, with_disc=row.key in self.shelf.on_several_discs)
        return COLUMNS[column].text(row)

    def _hint(self, row: TrackRow, column: int) -> str | None:
        if not row.is_available:
            return _("Its file is missing. All its marks are safe; “Locate…” says where it is.")
        return self._text(row, column) if column == INDEX["title"] else None

    def _spoken(self, row: TrackRow, column: int) -> str:
        if column == INDEX["felt"]:
            return self.say_felt(row)
        text = self._text(row, column)
        if column != INDEX["title"]:
            return text
        is_current = row.id == self._current_id
        if is_current and not row.is_available:
            return _("{title}, missing, current track", title=text)
        if is_current:
            return _("{title}, current track", title=text)
        return text if row.is_available else _("{title}, missing", title=text)


def _still_there(found: Found, before: Shelf, now: Shelf) -> Found:
    """The same lines, where they are now."""
    numbers = now.numbers
    lines = bytearray(len(now.lines))
    for line in compress(before.lines, found.lines):
        if line.key in numbers:
            lines[numbers[line.key]] = 1
    return replace(found, lines=bytes(lines))


def _alignment(column: int) -> int:
    return _NUMBER_ALIGNMENT if COLUMNS[column].is_number else _TEXT_ALIGNMENT
