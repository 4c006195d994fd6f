"""All marks of a track as a sortable table: the same content for keyboards and screen readers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.timecode import Span, format_ms
from app.timeline.records import MarkKind, MarkRef, TrackTimeline
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.timeline.mark_paint import known_icon
from ui.timeline.mark_words import (
    KIND_WORDS,
    MODE_WORDS,
    STATUS_WORDS,
    change_in_words,
    scene_place,
    scene_title,
)

_Index = QModelIndex | QPersistentModelIndex
_SORT_ROLE = Qt.ItemDataRole.UserRole
_WHAT_PX = 260
_COLUMNS = ("Kind", "Start", "End", "What", "Intensity", "Note")
_KIND, _START, _END, _WHAT, _INTENSITY, _NOTE = range(len(_COLUMNS))


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One mark in words. intensity: 0 where the kind has none."""

    ref: MarkRef
    span: Span
    what: str
    intensity: int
    note: str
    icon: str
    colour: str


def mark_rows(timeline: TrackTimeline) -> list[MarkRow]:
    """Every mark in time order."""
    rows = [
        MarkRow(
            item.ref,
            item.span,
            f"{item.emotion.name}, {MODE_WORDS[item.tag.mode]}",
            item.tag.intensity,
            item.tag.note,
            item.emotion.icon,
            item.emotion.colour,
        )
        for item in timeline.tags
    ]
    rows += [
        MarkRow(
            MarkRef(MarkKind.MOMENT, item.id),
            item.span,
            item.label or KIND_WORDS[MarkKind.MOMENT],
            0,
            item.note,
            "heart",
            "accent",
        )
        for item in timeline.moments
    ]
    rows += [
        MarkRow(
            MarkRef(MarkKind.CUE, item.id),
            item.span,
            f"{scene_title(item.scene)} · {scene_place(item.scene)}",
            0,
            "",
            "clapperboard",
            "ink_muted",
        )
        for item in timeline.cues
    ]
    rows += [
        MarkRow(
            MarkRef(MarkKind.OCCURRENCE, item.id),
            item.span,
            ", ".join(
                part
                for part in (item.theme.name, STATUS_WORDS[item.status], change_in_words(item))
                if part
            ),
            0,
            item.note,
            "music-2",
            item.theme.colour,
        )
        for item in timeline.occurrences
    ]
    return sorted(rows, key=lambda row: (row.span, row.ref))


class MarkTableModel(QAbstractTableModel):
    """Marks as rows. The sort role gives numbers for times, so that they sort as times."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MarkRow] = []

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        self.beginResetModel()
        self._rows = mark_rows(timeline) if timeline else []
        self.endResetModel()

    def ref_at(self, row: int) -> MarkRef:
        return self._rows[row].ref

    def row_of(self, ref: MarkRef) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.ref == ref), None)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _COLUMNS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == _SORT_ROLE:
            return _sort_value(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == _WHAT:
            return icon(known_icon(row.icon), 16, row.colour)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (_START, _END):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and column in (_WHAT, _NOTE):
            return _text(row, column)
        return None


class LaneTable(QTableView):
    """The table of marks.

    Signals: selection_changed(MarkRef | None), mark_activated(MarkRef) on Enter or double click,
    delete_requested(MarkRef).
    """

    selection_changed = Signal(object)
    mark_activated = Signal(object)
    delete_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = MarkTableModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._marks)
        self._sorted.setSortRole(_SORT_ROLE)
        self._is_told = False  # the selection is being set from outside
        self.setModel(self._sorted)
        self._set_up()

    def _set_up(self) -> None:
        self.setAccessibleName("Marks of this track")
        self.setSortingEnabled(True)
        self.sortByColumn(_START, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_WHAT, scaled_px(_WHAT_PX))
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _index: self._activate())

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        """Show a track's marks; what is selected stays selected."""
        selected = self.selection
        self._is_told = True
        self._marks.set_timeline(timeline)
        self._is_told = False
        self._select(selected)

    @property
    def selection(self) -> MarkRef | None:
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().hasSelection():
            return None
        return self._marks.ref_at(self._sorted.mapToSource(index).row())

    def set_selection(self, ref: MarkRef | None) -> None:
        """Select a mark without a signal: whoever tells the table knows already."""
        if ref != self.selection:
            self._select(ref)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_told:
            self.selection_changed.emit(self.selection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ref = self.selection
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate()
        elif event.key() == Qt.Key.Key_Delete and ref is not None:
            self.delete_requested.emit(ref)
        elif event.text().isprintable() and event.text():
            event.ignore()  # single keys mark feelings; they don't search the table
        else:
            super().keyPressEvent(event)

    def _select(self, ref: MarkRef | None) -> None:
        row = self._marks.row_of(ref) if ref is not None else None
        self._is_told = True
        if row is None:
            self.selectionModel().clear()
        else:
            index = self._sorted.mapFromSource(self._marks.index(row, _KIND))
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._is_told = False

    def _activate(self) -> None:
        ref = self.selection
        if ref is not None:
            self.mark_activated.emit(ref)


def _text(row: MarkRow, column: int) -> str:
    return {
        _KIND: KIND_WORDS[row.ref.kind],
        _START: format_ms(row.span.start_ms, with_millis=True),
        _END: "" if row.span.is_point else format_ms(row.span.end_ms, with_millis=True),
        _WHAT: row.what,
        _INTENSITY: f"{row.intensity} of 5" if row.intensity else "",
        _NOTE: " ".join(row.note.split()),
    }[column]


def _sort_value(row: MarkRow, column: int) -> int | str:
    if column == _START:
        return row.span.start_ms
    if column == _END:
        return row.span.end_ms
    return row.intensity if column == _INTENSITY else _text(row, column).casefold()
