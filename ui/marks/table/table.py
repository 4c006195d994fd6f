"""All marks of a track as a table: sortable, edited in place, linked with the lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.core.marks import MarkRef
from app.core.words import Text, _
from app.emotions.records import Emotion
from app.marks.kinds import KINDS
from app.timeline.records import TrackTimeline
from ui.marks.table.delegate import MarkDelegate
from ui.marks.table.model import MarkTableModel
from ui.marks.table.rows import COLUMNS, END, INTENSITY, KIND, NOTE, START, WHAT, why_not_editable
from ui.style.theme import scaled_px
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.letter_jump import LetterJump

# As wide as what is usually in them: measuring 10,000 rows would cost more than showing them.
_WIDTHS: dict[int, tuple[Text | str, ...]] = {
    KIND: tuple(spec.words.one for spec in KINDS.values()),
    START: ("1:00:00.000",),
    END: ("1:00:00.000",),
    INTENSITY: (COLUMNS[INTENSITY],),
}
_WHAT_PX = 240
_LEAST_WHAT_PX = 96
_LEAST_NOTE_PX = 80
_PAD_PX = 36
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_Flag = QItemSelectionModel.SelectionFlag
_SORTS = {
    Qt.Key.Key_Up: Qt.SortOrder.AscendingOrder,
    Qt.Key.Key_Down: Qt.SortOrder.DescendingOrder,
}
HOW = Text(
    "Arrow keys move between cells, F2 edits one, Enter plays the mark, Delete deletes it. "
    "Alt+Up and Alt+Down sort by the column. Ctrl+Tab moves without selecting, Ctrl+Enter adds "
    "a row to the selection or removes it."
)


def _no_emotions() -> Sequence[Emotion]:
    return ()


def _no_keys(_command: str) -> str:
    return ""


class LaneTable(QTableView):
    """The table of marks, several of which can be selected.

    Signals: selection_changed(MarkRef | None), the current one; mark_activated(MarkRef) on Enter or
    double click; delete_requested(tuple of MarkRef); cell_edited(MarkRef, str, object), as the
    inspector reports an edit; declined(str), why a cell can't be edited.
    """

    selection_changed = Signal(object)
    mark_activated = Signal(object)
    delete_requested = Signal(object)
    cell_edited = Signal(object, str, object)
    declined = Signal(str)

    def __init__(
        self,
        emotions: Callable[[], Sequence[Emotion]] = _no_emotions,
        keys_of: Callable[[str], str] = _no_keys,
        parent: QWidget | None = None,
    ) -> None:
        """keys_of: the shortcut of a command, given its key, as the keyboard names it."""
        super().__init__(parent)
        self._keys_of = keys_of
        self.marks = MarkTableModel(self)
        self._editors = MarkDelegate(emotions, self)
        self._letters = LetterJump(self)
        self._is_told = False  # the selection is being set by code
        self._later: TrackTimeline | None = None
        self.setModel(self.marks)
        self.setItemDelegate(self._editors)
        self.marks.cell_edited.connect(self.cell_edited)
        self._set_up()

    def _set_up(self) -> None:
        self.setProperty("frame", "cell")
        self.setAccessibleName(_("Marks of this track"))
        leave_space(self)
        self.setAccessibleDescription(str(HOW))
        self.setSortingEnabled(True)
        self.sortByColumn(START, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _index: self._activate())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._has_room() or self.isColumnHidden(KIND):
            self._fit()

    def _fit(self) -> None:
        """In a narrow table the kind is hidden first: icon and name say the same."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for column in _WIDTHS:
            header.resizeSection(column, self._width_of(column))
        has_room = self._has_room()
        self.setColumnHidden(KIND, not has_room)
        left = self.viewport().width() - header.sectionSize(START) - header.sectionSize(END)
        most, least = scaled_px(_WHAT_PX), scaled_px(_LEAST_WHAT_PX)
        header.resizeSection(WHAT, most if has_room else min(most, max(least, left)))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + scaled_px(16))

    def _width_of(self, column: int) -> int:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(str(text)) for text in _WIDTHS[column])
        return widest + scaled_px(_PAD_PX)

    def _has_room(self) -> bool:
        """Whether every column fits at its full width."""
        needed = sum(self._width_of(column) for column in _WIDTHS)
        return needed + scaled_px(_WHAT_PX + _LEAST_NOTE_PX) <= self.viewport().width()

    @property
    def _first_column(self) -> int:
        return START if self.isColumnHidden(KIND) else KIND

    # content

    def set_timeline(self, timeline: TrackTimeline | None) -> None:
        """Shows a track's marks; the selection stays. While a cell is being edited nothing moves:
        the marks are shown afterwards.
        """
        is_same_track = timeline is not None and timeline.track_id == self.marks.track_id
        if self.state() == QAbstractItemView.State.EditingState and is_same_track:
            self._later = timeline
            return
        self._later = None
        self._editors.duration_ms = timeline.duration_ms if timeline is not None else None
        selected, current = self.selected_marks, self.selection
        self._is_told = True
        self.marks.set_timeline(timeline)
        self._is_told = False
        if self.selected_marks != selected:  # the model was reset, or some of them are gone
            self._select(selected, current)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._later is not None and self.state() != QAbstractItemView.State.EditingState:
            self.set_timeline(self._later)

    # selection

    @property
    def selection(self) -> MarkRef | None:
        """The current mark: the one selected last."""
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isRowSelected(index.row()):
            return None
        return self.marks.ref_at(index.row())

    @property
    def selected_marks(self) -> tuple[MarkRef, ...]:
        """In the order of the rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.marks.ref_at(row) for row in rows)

    def set_selection(self, ref: MarkRef | None) -> None:
        """Selects a mark without a signal: the caller knows already."""
        self.set_selected(() if ref is None else (ref,), ref)

    def set_selected(self, refs: Iterable[MarkRef], current: MarkRef | None) -> None:
        """Selects several without a signal, and scrolls to the current one.

        If they are selected already nothing happens: the lanes repeat what the table reported.
        """
        wanted = tuple(refs)
        if set(wanted) != set(self.selected_marks):
            self._select(wanted, current)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_told:
            self.selection_changed.emit(self.selection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _CTRL and event.key() in _TABS:
            is_back = event.key() == Qt.Key.Key_Backtab or event.modifiers() & _SHIFT
            self._walk_on(-1 if is_back else 1)
        elif event.modifiers() & _CTRL and event.key() in (*ENTER_KEYS, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self._toggle_row()
        elif self._begins_to_walk(event):
            self.selectRow(max(0, self.currentIndex().row()))
        elif event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._activate()
        elif event.key() == Qt.Key.Key_F2 and not self._can_edit():
            at = self.currentIndex()
            mark = self.marks.mark_at(at.row())
            self.declined.emit(why_not_editable(mark, at.column(), self._keys_of))
        elif event.key() == Qt.Key.Key_Delete:
            if self.selected_marks:
                self.delete_requested.emit(self.selected_marks)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _SORTS:
            column = max(self._first_column, self.currentIndex().column())
            self.sortByColumn(column, _SORTS[Qt.Key(event.key())])
            self.scrollTo(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()  # single keys mark emotions; they don't search the table
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self._letters.jump(search)

    def _begins_to_walk(self, event: QKeyEvent) -> bool:
        """With nothing selected, an arrow key selects the current row instead of leaving it."""
        is_step = event.key() in _SORTS and event.modifiers() == Qt.KeyboardModifier.NoModifier
        return is_step and self.selection is None and self.marks.rowCount() > 0

    def _can_edit(self) -> bool:
        index = self.currentIndex()
        return not index.isValid() or bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    def _select(self, refs: Sequence[MarkRef], current: MarkRef | None) -> None:
        column = max(self._first_column, self.currentIndex().column())
        rows = {ref: row for ref in refs if (row := self.marks.row_of(ref)) is not None}
        chosen = QItemSelection()
        for row in rows.values():
            chosen.select(self.marks.index(row, KIND), self.marks.index(row, NOTE))
        self._is_told = True
        model = self.selectionModel()
        if current in rows:
            index = self.marks.index(rows[current], column)
            model.setCurrentIndex(index, _Flag.NoUpdate)
            self.scrollTo(index)
        model.select(chosen, _Flag.ClearAndSelect)
        self._is_told = False

    def _activate(self) -> None:
        """Plays the mark of the current row."""
        row = self.currentIndex().row()
        if row >= 0:
            self.mark_activated.emit(self.marks.ref_at(row))

    def _walk_on(self, step: int) -> None:
        """Moves to another row without changing the selection."""
        index = self.currentIndex()
        there = index.siblingAtRow(index.row() + step) if index.isValid() else index
        if there.isValid():
            self.selectionModel().setCurrentIndex(there, _Flag.NoUpdate)
            self.scrollTo(there)

    def _toggle_row(self) -> None:
        """Adds the current row to the selection, or removes it."""
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _Flag.Toggle | _Flag.Rows)
