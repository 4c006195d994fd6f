"""The tracks as a table, which sorts and filters by itself: a proxy would call Python per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.search_text import Terms, terms_of
from app.core.words import _
from app.library.shelf import Shelf
from ui.library.columns import COLUMNS, INDEX, Column, haystack, number_text
from ui.library.intensity_columns import CHOSEN_ONLY, Summaries, sort_value, text_of
from ui.library.said_in_columns import SaidInColumns
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.analysis.dynamics.records import DynamicsSummary
    from app.core.ids import LineKey
    from app.library.records import TrackRow

AnyIndex = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole  # the TrackRow itself
IS_CURRENT = Qt.ItemDataRole.UserRole + 1
TERMS = Qt.ItemDataRole.UserRole + 2  # what was searched for, in a column that is searched

_NUMBER_ALIGNMENT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TEXT_ALIGNMENT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TrackTableModel(QAbstractTableModel):
    """All lines of the library in memory; shows those that match the filter, in the chosen order.

    A track on two albums has two lines. Signals: role_chosen(TrackRow, str role), a role was chosen
    in its cell.
    """

    role_chosen = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shelf = Shelf()
        self._rows: list[TrackRow] = []  # as on the shelf
        self._haystacks: list[str] | None = None
        self._ranked: dict[int, list[int]] = {}  # per column: row numbers in ascending order
        self._shown: list[int] = []
        self._places: dict[LineKey, int] | None = {}  # of those shown; None: not computed yet
        self._column = INDEX["number"]
        self._is_descending = False
        self._terms: Terms = ()
        self._only: frozenset[LineKey] | None = None
        self._current_id: int | None = None
        self.said = SaidInColumns(self._text)
        self.say_felt: Callable[[TrackRow], str] = lambda _row: ""
        self._summaries: Summaries = {}

    # --- what is shown --------------------------------------------------------------------------

    def set_shelf(self, shelf: Shelf) -> None:
        """New content. If only texts or counts changed, the selection and scrolling stay."""
        had = self.keys()
        self.shelf, self._rows = shelf, shelf.lines
        self.said.of(self._rows, self._only)
        self._haystacks = None
        self._ranked.clear()
        shown = self._matching()
        self._show(shown, is_same=len(shown) == len(had) and self._keys(shown) == had)

    def set_filter(self, text: str) -> None:
        """Every word must occur somewhere in title, artist, composer, album, role or work."""
        terms = terms_of(text)
        if terms != self._terms:
            self._terms = terms
            self._show_others()

    def set_only(self, keys: Iterable[LineKey] | None) -> None:
        """Limits the table to these lines, such as an album's; None shows all."""
        only = None if keys is None else frozenset(keys)
        if only != self._only:
            self._only = only
            self.said.of(self._rows, only)
            self._show_others()

    def set_current(self, track_id: int | None) -> None:
        """Marks the current track, on each of its albums."""
        before, self._current_id = self._current_id, track_id
        for changed in (before, track_id):
            for place in self.places_of(changed) if changed is not None else ():
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    def set_summaries(self, summaries: Summaries) -> None:
        """How intense tracks are, of those that were listened through."""
        self._summaries = summaries
        for key in CHOSEN_ONLY:
            self._ranked.pop(INDEX[key], None)
        if self._shown:
            self._show_others()

    def summary_of(self, row: TrackRow) -> DynamicsSummary | None:
        return self._summaries.get(row.id)

    def warm_up(self) -> None:
        """Prepares filtering, so that the first key is as fast as the others."""
        if self._haystacks is None:
            self._haystacks = [haystack(row) for row in self._rows]

    @property
    def shown(self) -> list[TrackRow]:
        """From top to bottom."""
        return [self._rows[number] for number in self._shown]

    @property
    def shown_on_shelf(self) -> list[TrackRow]:
        """The same in the library's order, however they are sorted."""
        return [self._rows[number] for number in sorted(self._shown)]

    def keys(self) -> list[LineKey]:
        """Of the shown lines, from top to bottom."""
        return self._keys(self._shown)

    def row_at(self, place: int) -> TrackRow:
        return self._rows[self._shown[place]]

    def place_of(self, key: LineKey) -> int | None:
        if self._places is None:
            self._places = {shown: place for place, shown in enumerate(self.keys())}
        return self._places.get(key)

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
            return self._terms if COLUMNS[column].is_searched else ()
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

    def _show_others(self) -> None:
        """Of the same lines, those that match now."""
        shown = self._matching()
        self._show(shown, is_same=shown == self._shown)

    def _show(self, shown: list[int], *, is_same: bool) -> None:
        if is_same:
            self._shown = shown
            if shown:
                last = self.index(len(shown) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown = shown
        self._places = None
        self.endResetModel()

    def _matching(self) -> list[int]:
        return self._filtered(self._ordered())

    def _ordered(self) -> list[int]:
        if self._column not in self._ranked:
            self._ranked[self._column] = self._sorted(COLUMNS[self._column])
        ranked = self._ranked[self._column]
        return ranked[::-1] if self._is_descending else ranked

    def _sorted(self, column: Column) -> list[int]:
        """Equal ones stay as they are on the shelf: sorting is stable."""
        numbers = range(len(self._rows))
        if column.key in CHOSEN_ONLY:
            values = [sort_value(column.key, self.summary_of(row)) for row in self._rows]
            return sorted(numbers, key=values.__getitem__)
        if column.sort_key is None:
            return list(numbers)
        return sorted(numbers, key=list(map(column.sort_key, self._rows)).__getitem__)

    def found_keys(self) -> set[LineKey] | None:
        """All that match the filter, also beyond an album's; None if nothing is filtered."""
        if not self._terms:
            return None
        return {self._rows[number].key for number in self._with_terms(list(range(len(self._rows))))}

    def _filtered(self, numbers: list[int]) -> list[int]:
        if self._only is not None:
            numbers = [number for number in numbers if self._rows[number].key in self._only]
        return self._with_terms(numbers)

    def _with_terms(self, numbers: list[int]) -> list[int]:
        if not self._terms:
            return numbers
        self.warm_up()
        texts = self._haystacks or []
        for term in self._terms:
            numbers = [number for number in numbers if term in texts[number]]
        return numbers

    def _text(self, row: TrackRow, column: int) -> str:
        if column == INDEX["number"]:
            return number_text(row, with_disc=row.key in self.shelf.on_several_discs)
        key = COLUMNS[column].key
        return (
            text_of(key, self.summary_of(row)) if key in CHOSEN_ONLY else COLUMNS[column].text(row)
        )

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


def _alignment(column: int) -> int:
    return _NUMBER_ALIGNMENT if COLUMNS[column].is_number else _TEXT_ALIGNMENT
