"""Marks as rows of a table that stays sorted: a change touches only the rows it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from typing import TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.ids import TrackId
from app.core.marks import Mark, MarkRef
from app.core.words import _
from app.marks.kinds import KINDS
from app.timeline.records import TrackTimeline
from ui.marks.table.rows import (
    COLUMNS,
    END,
    INTENSITY,
    NOTE,
    START,
    WHAT,
    SortKey,
    edit_value,
    edited_field,
    is_editable,
    picture_of,
    sort_key,
    text_of,
)
from ui.style.icons import icon, known_icon
from ui.widgets.text import plain_tip
from ui.words.spoilers import spoilers

AnyIndex = QModelIndex | QPersistentModelIndex
MOST_ONE_BY_ONE = 200  # beyond that, reporting each row costs more than a reset
_NUMBERS = (START, END, INTENSITY)
_TIMES = (START, END)

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

T = TypeVar("T")


class MarkTableModel(QAbstractTableModel):
    """Rows sorted by one column; they stay sorted while marks are added, changed and deleted.

    Signal: cell_edited(MarkRef, str, object): field and value, as the inspector reports an edit.
    The cell shows the new value once the mark is saved and read again.
    """

    cell_edited = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline: TrackTimeline | None = None
        self._marks: dict[MarkRef, Mark] = {}
        self._keys: list[SortKey] = []  # ascending, however the rows are shown
        self._column = START
        self._is_descending = False
        spoilers().covering_changed.connect(self._begin_anew)

    # content

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        """Shows a track's marks. On the same track, only what differs is reported to the view."""
        before, self._timeline = self._timeline, timeline
        if before is None or timeline is None or before.track_id != timeline.track_id:
            self._begin_anew()
            return
        gone, come = _differences(before, timeline)
        if len(gone) + len(come) > MOST_ONE_BY_ONE:
            self._begin_anew()
            return
        for ref in gone.keys() - come.keys():
            self._remove(ref)
        for ref, mark in come.items():
            if ref not in self._marks:
                self._insert(ref, mark)
            elif self._marks[ref] != mark:
                self._change(ref, mark)

    @property
    def track_id(self) -> TrackId | None:
        return None if self._timeline is None else self._timeline.track_id

    def mark_at(self, row: int) -> Mark:
        return self._marks[self.ref_at(row)]

    def ref_at(self, row: int) -> MarkRef:
        return self._keys[self._mirrored(row)][-1]

    def row_of(self, ref: MarkRef) -> int | None:
        mark = self._marks.get(ref)
        return None if mark is None else self._mirrored(self._place_of(mark))

    # what Qt asks

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            # The style draws the arrow over the end of the title: right-aligned ones make room.
            is_under_arrow = section in _TIMES and section == self._column
            return str(COLUMNS[section]) + ("\u2003\u2002" if is_under_arrow else "")
        if role == Qt.ItemDataRole.AccessibleTextRole and orientation == Qt.Orientation.Horizontal:
            return str(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _TIMES:
            return _RIGHT
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        mark, column = self.mark_at(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(mark, column)
        if role == Qt.ItemDataRole.EditRole:
            return edit_value(mark, column)
        if role == Qt.ItemDataRole.DecorationRole and column == WHAT:
            name, colour = picture_of(mark)
            return icon(known_icon(name), 16, colour)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _TIMES:
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column in (WHAT, NOTE):
            return plain_tip(text_of(mark, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(str(COLUMNS[column]), text_of(mark, column))
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and is_editable(self.mark_at(index.row()), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not isinstance(value, int | str):
            return False
        mark, column = self.mark_at(index.row()), index.column()
        if not is_editable(mark, column) or value == edit_value(mark, column):
            return False
        self.cell_edited.emit(mark.ref, *edited_field(mark, column, value))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        held = [(index, self.ref_at(index.row())) for index in self.persistentIndexList()]
        self._column = column
        self._is_descending = order == Qt.SortOrder.DescendingOrder
        self._sort_all()
        for index, ref in held:
            row = self.row_of(ref)
            assert row is not None
            self.changePersistentIndex(index, self.index(row, index.column()))
        self.layoutChanged.emit()

    # keeping the order

    def _begin_anew(self) -> None:
        self.beginResetModel()
        self._marks = {mark.ref: mark for lane in _lanes(self._timeline) for mark in lane}
        self._sort_all()
        self.endResetModel()

    def _sort_all(self) -> None:
        self._keys = sorted(self._key(mark) for mark in self._marks.values())

    def _insert(self, ref: MarkRef, mark: Mark) -> None:
        key = self._key(mark)
        place = bisect_left(self._keys, key)
        row = len(self._keys) - place if self._is_descending else place
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(place, key)
        self._marks[ref] = mark
        self.endInsertRows()

    def _remove(self, ref: MarkRef) -> None:
        place = self._place_of(self._marks[ref])
        row = self._mirrored(place)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[place]
        del self._marks[ref]
        self.endRemoveRows()

    def _change(self, ref: MarkRef, mark: Mark) -> None:
        """Moves the row to its new place, with its selection and open editor."""
        source, key = self._place_of(self._marks[ref]), self._key(mark)
        target = bisect_left(self._keys, key)
        if target in (source, source + 1):
            self._keys[source] = key
            self._marks[ref] = mark
        else:
            self._move(ref, mark, source, target)
        row = self.row_of(ref)
        assert row is not None
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def _move(self, ref: MarkRef, mark: Mark, source: int, target: int) -> None:
        """target: the old place, ascending, before which the row goes."""
        count, none = len(self._keys), QModelIndex()
        row, to = (count - 1 - source, count - target) if self._is_descending else (source, target)
        self.beginMoveRows(none, row, row, none, to)
        del self._keys[source]
        self._keys.insert(target - (target > source), self._key(mark))
        self._marks[ref] = mark
        self.endMoveRows()

    def _key(self, mark: Mark) -> SortKey:
        return sort_key(mark, self._column)

    def _place_of(self, mark: Mark) -> int:
        return bisect_left(self._keys, self._key(mark))

    def _mirrored(self, row_or_place: int) -> int:
        """From a row to its place in ascending order, and back."""
        return len(self._keys) - 1 - row_or_place if self._is_descending else row_or_place


def _spoken(column: str, text: str) -> str:
    if text:
        return _("{column}: {text}", column=column, text=text)
    return _("{column}: empty", column=column)


def _lanes(timeline: TrackTimeline | None) -> tuple[Sequence[Mark], ...]:
    if timeline is None:
        return ()
    return tuple(timeline.lane(kind) for kind in KINDS)


def _differences(
    before: TrackTimeline, after: TrackTimeline
) -> tuple[dict[MarkRef, Mark], dict[MarkRef, Mark]]:
    """The marks of both that may differ: what lanes have in common at both ends is left out.

    Ten thousand unchanged marks are only compared, not copied.
    """
    pairs = [_middles(a, b) for a, b in zip(_lanes(before), _lanes(after), strict=True)]
    gone = chain.from_iterable(pair[0] for pair in pairs)
    come = chain.from_iterable(pair[1] for pair in pairs)
    return {mark.ref: mark for mark in gone}, {mark.ref: mark for mark in come}


def _middles(before: Sequence[T], after: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    if before is after:
        return (), ()
    least = min(len(before), len(after))
    first = next((n for n in range(least) if before[n] != after[n]), least)
    last = next((n for n in range(least - first) if before[-1 - n] != after[-1 - n]), least - first)
    return before[first : len(before) - last], after[first : len(after) - last]
