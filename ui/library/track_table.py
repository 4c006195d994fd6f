"""The track table: keys, context menu, selection, and columns that fit the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
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

from app.core.words import _
from ui.library.column_fit import ColumnFit
from ui.library.columns import INDEX
from ui.library.intensity_cell import IntensityCell
from ui.library.role_delegate import RoleDelegate
from ui.library.strip_cell import StripCell
from ui.library.track_cell import TrackCell
from ui.library.track_model import TrackTableModel
from ui.style.theme import scaled_px, theme_signals
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.row_hover import WholeRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.core.ids import LineKey
    from app.emotions.felt import FeltStrip
    from app.library.records import TrackRow

_ROW_PX = 36


class TrackTable(QTableView):
    """Signals:
    play_requested(): Enter or a double click.
    play_next_requested(): Ctrl+Enter. queue_requested(): Shift+Enter.
    edit_requested(): F2. remove_requested(): Delete.
    menu_requested(QPoint global): the context menu, by mouse or key.
    top_left(): Up on the first row. editing_ended(): the list of roles was closed.
    place_clicked(TrackRow, int ms): a click on its strip.
    columns_requested(QPoint global): the context menu of the headings.
    """

    play_requested = Signal()
    play_next_requested = Signal()
    queue_requested = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    menu_requested = Signal(QPoint)
    top_left = Signal()
    editing_ended = Signal()
    place_clicked = Signal(object, int)
    columns_requested = Signal(QPoint)

    def __init__(
        self,
        model: TrackTableModel,
        find_strip: Callable[[TrackRow], FeltStrip],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tracks = model
        whole_row = WholeRow(self)
        self.setModel(model)
        self.setProperty("variant", "plain")
        self.setAccessibleName(_("Tracks"))
        leave_space(self)
        self.setItemDelegate(TrackCell(self, whole_row.show))
        self.strips = StripCell(find_strip, whole_row.show, self)
        self.strips.place_clicked.connect(self.place_clicked)
        self.setItemDelegateForColumn(INDEX["felt"], self.strips)
        intensity = IntensityCell(model.summary_of, whole_row.show, self)
        self.setItemDelegateForColumn(INDEX["intense"], intensity)
        self.setItemDelegateForColumn(INDEX["role"], RoleDelegate(self, whole_row.show))
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
        self.doubleClicked.connect(self._on_double_click)
        self._set_up_headers()
        self._columns = ColumnFit(self, model)
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

    def selected_rows(self) -> list[TrackRow]:
        """From top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._tracks.row_at(place) for place in places]

    def select_lines(self, keys: Iterable[LineKey]) -> None:
        """Selects those that are shown, without scrolling."""
        selection = QItemSelection()
        last = self._tracks.columnCount() - 1
        for key in keys:
            place = self._tracks.place_of(key)
            if place is not None:
                selection.select(self._tracks.index(place, 0), self._tracks.index(place, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if not selection.isEmpty():
            self.selectionModel().setCurrentIndex(
                selection.indexes()[0], QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def show_playhead(self, track_id: int | None, played: float | None) -> None:
        """played: 0..1 of the current track."""
        column = INDEX["felt"]
        was = self.strips.played
        width = max(1, self.columnWidth(column))
        self.strips.played = played
        # Most frames move it by less than a pixel.
        if was is None or played is None or round(was * width) != round(played * width):
            for place in self._tracks.places_of(track_id) if track_id is not None else ():
                self.update(self._tracks.index(place, column))

    def choose_columns(self, chosen: frozenset[str]) -> None:
        """Of those that are hidden unless they are chosen."""
        self._columns.chosen = chosen
        self._fit()

    def focus_first(self) -> None:
        """Moves the focus into the table, to the current row or the first."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if self._tracks.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER_KEYS:
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
        """Does nothing: letters are the window's commands, and the filter finds tracks."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() != INDEX["felt"]:  # its first click plays from there
            self.play_requested.emit()

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
        # Fixed: otherwise Qt would ask 5,000 rows for their heights.
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(INDEX["number"], Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._on_sort_asked)
        header.setMinimumSectionSize(16)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.columns_requested.emit(header.mapToGlobal(at))
        )

    def _on_sort_asked(self, column: int, order: Qt.SortOrder) -> None:
        kept = [row.key for row in self.selected_rows()]
        self._tracks.sort(column, order)
        self.select_lines(kept)

    def _row_height(self) -> int:
        return scaled_px(_ROW_PX)

    def _fit(self, _reason: object = None) -> None:
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        self._columns.apply()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)
