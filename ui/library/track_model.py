"""The tracks as a table: sorted and filtered by itself, because a proxy asks Python per row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.library.columns import COLUMNS, INDEX, folded, haystack
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.library.records import TrackRow

AnyIndex = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole  # the TrackRow itself
IS_CURRENT = Qt.ItemDataRole.UserRole + 1

_NUMBER_ALIGNMENT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TEXT_ALIGNMENT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TrackTableModel(QAbstractTableModel):
    """All tracks in memory; shows those that pass the filter, in the chosen order.

    Signals: role_chosen(int track id, str role), when a role was edited in its cell.
    """

    role_chosen = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TrackRow] = []
        self._haystacks: list[str] | None = None
        self._ranked: dict[int, list[int]] = {}  # per column: row numbers in ascending order
        self._order: list[int] = []
        self._shown: list[int] = []
        self._places: dict[int, int] | None = {}  # by shown track id; None: not asked for yet
        self._column = INDEX["number"]
        self._is_descending = False
        self._words: list[str] = []
        self._only: frozenset[int] | None = None
        self._current_id: int | None = None
        self.has_works = False

    # --- what is shown --------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[TrackRow]) -> None:
        """New content. When only words or counts changed, selections and scrolling stay."""
        had = self._shown_ids()
        self._rows = list(rows)
        self.has_works = any(row.work_id is not None for row in rows)
        self._haystacks = None
        self._ranked.clear()
        self._show(had)

    def set_filter(self, text: str) -> None:
        """Every word must occur somewhere in title, artist, album, role or work."""
        words = folded(text).split()
        if words != self._words:
            self._words = words
            self._show(self._shown_ids())

    def set_only(self, track_ids: Iterable[int] | None) -> None:
        """Limits the table to these tracks (an album's); None shows all."""
        only = None if track_ids is None else frozenset(track_ids)
        if only != self._only:
            self._only = only
            self._show(self._shown_ids())

    def set_current(self, track_id: int | None) -> None:
        """The track in the player is marked as such."""
        before, self._current_id = self._current_id, track_id
        for changed in (before, track_id):
            place = self.place_of(changed) if changed is not None else None
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    def warm_up(self) -> None:
        """Prepares the first filtering, so that its first key is as quick as the others."""
        if self._haystacks is None:
            self._haystacks = [haystack(row) for row in self._rows]

    @property
    def all_rows(self) -> list[TrackRow]:
        """In shelf order, whatever is shown."""
        return [self._rows[number] for number in self._ranked.get(INDEX["number"], ())]

    @property
    def shown(self) -> list[TrackRow]:
        return [self._rows[number] for number in self._shown]

    def ids(self) -> list[int]:
        """Ids of the shown tracks, from top to bottom."""
        return self._shown_ids()

    def row_at(self, place: int) -> TrackRow:
        return self._rows[self._shown[place]]

    def place_of(self, track_id: int) -> int | None:
        if self._places is None:
            self._places = {shown_id: place for place, shown_id in enumerate(self._shown_ids())}
        return self._places.get(track_id)

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
            # The style draws the arrow over the end of the title: right-aligned ones step aside.
            room = "\u2003\u2002" if column.is_number and section == self._column else ""
            return column.title + room
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return COLUMNS[section].title
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
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return COLUMNS[column].text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.EditRole:
                return row.role if column == INDEX["role"] else COLUMNS[column].text(row)
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
            self.role_chosen.emit(row.id, value)
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
            self._show(self._shown_ids())

    # --- inside ---------------------------------------------------------------------------------

    def _show(self, had: list[int]) -> None:
        shown = self._filtered(self._ordered())
        if len(shown) == len(had) and [self._rows[number].id for number in shown] == had:
            self._shown = shown
            if shown:
                last = self.index(len(shown) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown = shown
        self._places = None
        self.endResetModel()

    def _ordered(self) -> list[int]:
        if self._column not in self._ranked:
            # The shelf order comes first, so that equal keys keep it: sorting is stable.
            first = INDEX["number"]
            base = self._ranked.get(first) or self._sorted(range(len(self._rows)), first)
            self._ranked[first] = base
            if self._column != first:
                self._ranked[self._column] = self._sorted(base, self._column)
        ranked = self._ranked[self._column]
        return ranked[::-1] if self._is_descending else ranked

    def _sorted(self, numbers: Iterable[int], column: int) -> list[int]:
        keys = [COLUMNS[column].sort_key(row) for row in self._rows]
        return sorted(numbers, key=keys.__getitem__)

    def _filtered(self, numbers: list[int]) -> list[int]:
        if self._only is not None:
            numbers = [number for number in numbers if self._rows[number].id in self._only]
        if not self._words:
            return numbers
        self.warm_up()
        texts = self._haystacks or []
        for word in self._words:
            numbers = [number for number in numbers if word in texts[number]]
        return numbers

    def _shown_ids(self) -> list[int]:
        return [self._rows[number].id for number in self._shown]

    def _hint(self, row: TrackRow, column: int) -> str | None:
        if not row.is_available:
            return "Its file is missing. Every mark on it is kept; “Locate…” finds it again."
        return COLUMNS[column].text(row) if column == INDEX["title"] else None

    def _spoken(self, row: TrackRow, column: int) -> str:
        text = COLUMNS[column].text(row)
        if column != INDEX["title"]:
            return text
        playing = ", in the player" if row.id == self._current_id else ""
        return f"{text}{'' if row.is_available else ', missing'}{playing}"


def _alignment(column: int) -> int:
    return _NUMBER_ALIGNMENT if COLUMNS[column].is_number else _TEXT_ALIGNMENT
