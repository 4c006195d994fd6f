"""The table of tracks: keys, menu, selection, and columns that find room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.library.columns import COLUMNS, INDEX
from ui.library.role_delegate import RoleDelegate
from ui.library.track_cell import TrackCell, WholeRow
from ui.library.track_model import TrackTableModel
from ui.style.theme import scaled_px, theme_signals

if TYPE_CHECKING:
    from app.library.records import TrackRow

_ROW_PX = 36
_SHARES = {"title": 34, "artist": 20, "album": 26, "work": 20}  # of the width left over
# When the window is narrow, what is told elsewhere goes first.
_FIRST_TO_GO = ("work", "artist", "marks", "album", "role")
_NARROW_EM = {"work": 76.0, "artist": 62.0, "marks": 52.0, "album": 34.0, "role": 30.0}


class TrackTable(QTableView):
    """Signals:
    play_requested(): Enter or a double click.
    play_next_requested(): Ctrl+Enter. queue_requested(): Shift+Enter.
    edit_requested(): F2. remove_requested(): Delete.
    menu_requested(QPoint global): the context menu, by mouse or key.
    top_left(): Up on the first row. editing_ended(): no list of roles is open any more.
    """

    play_requested = Signal()
    play_next_requested = Signal()
    queue_requested = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    menu_requested = Signal(QPoint)
    top_left = Signal()
    editing_ended = Signal()

    def __init__(self, model: TrackTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tracks = model
        self._whole_row = WholeRow()
        self.setModel(model)
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.setProperty("variant", "plain")
        self.setAccessibleName("Tracks")
        self.setItemDelegate(TrackCell(self, self._whole_row.show))
        self.setItemDelegateForColumn(INDEX["role"], RoleDelegate(self, self._whole_row.show))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.SelectedClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.doubleClicked.connect(lambda _index: self.play_requested.emit())
        self._set_up_headers()
        theme_signals().theme_changed.connect(self._fit)
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(lambda *_: self._fit())

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if not self.is_editing:
            self.editing_ended.emit()

    def selected_ids(self) -> list[int]:
        """From top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._tracks.row_at(place).id for place in places]

    def selected_rows(self) -> list[TrackRow]:
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._tracks.row_at(place) for place in places]

    def select_ids(self, track_ids: list[int]) -> None:
        """Selects what is shown of these, without scrolling."""
        selection = QItemSelection()
        last = self._tracks.columnCount() - 1
        for track_id in track_ids:
            place = self._tracks.place_of(track_id)
            if place is not None:
                selection.select(self._tracks.index(place, 0), self._tracks.index(place, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if not selection.isEmpty():
            self.selectionModel().setCurrentIndex(
                selection.indexes()[0], QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def focus_first(self) -> None:
        """The keyboard goes into the table, to the current row or the first."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if self._tracks.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.selectionModel().hasSelection():
                self._on_enter(modifiers)
        elif key == Qt.Key.Key_F2:
            self.edit_requested.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not modifiers:
            self.top_left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters and digits mark what one feels, and the filter finds tracks."""

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._whole_row.hovered_place:
            self._whole_row.hovered_place = place
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHintForRow(self, row: int) -> int:
        return self._row_height()

    def _on_enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            self.play_next_requested.emit()
        elif modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.queue_requested.emit()
        else:
            self.play_requested.emit()

    def _on_menu_asked(self, at: QPoint) -> None:
        if self.selectionModel().hasSelection():
            self.menu_requested.emit(self.viewport().mapToGlobal(at))

    # --- sizes ----------------------------------------------------------------------------------

    def _set_up_headers(self) -> None:
        lines = self.verticalHeader()
        lines.hide()
        # Fixed: Qt would else ask 5,000 rows for their heights.
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(INDEX["number"], Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._on_sort_asked)
        header.setMinimumSectionSize(16)

    def _on_sort_asked(self, column: int, order: Qt.SortOrder) -> None:
        kept = self.selected_ids()
        self._tracks.sort(column, order)
        self.select_ids(kept)

    def _row_height(self) -> int:
        return scaled_px(_ROW_PX)

    def _fit(self, _reason: object = None) -> None:
        """Numbers take what they need; the words share the rest; the narrow leave some out."""
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        em = max(1, self.fontMetrics().horizontalAdvance("m"))
        width = self.viewport().width()
        for key in _FIRST_TO_GO:
            is_empty = key == "work" and not self._tracks.has_works
            self.setColumnHidden(INDEX[key], is_empty or width < _NARROW_EM[key] * em)
        visible = [c for c in COLUMNS if not self.isColumnHidden(INDEX[c.key])]
        left = width - sum(round(c.width_em * em) for c in visible)
        shares = sum(_SHARES[c.key] for c in visible if not c.width_em)
        for column in visible:
            wanted = column.width_em * em or left * _SHARES[column.key] / shares
            self.setColumnWidth(INDEX[column.key], int(wanted))

    def sizeHint(self) -> QSize:
        return QSize(640, 400)
