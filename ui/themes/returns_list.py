"""The list of a theme's returns, with its keys and menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QListView, QWidget

from app.core.words import _
from ui.scenes.place_stills import PlaceStills
from ui.style.theme import theme_signals
from ui.themes.return_cell import ReturnCell
from ui.themes.returns_model import AnyIndex, ReturnsModel
from ui.themes.shown import ShownReturn
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.leaves_space import leave_space
from ui.widgets.own_keys import claims_key, is_bare

Key = Qt.Key
_OWN_KEYS = frozenset((Key.Key_P, Key.Key_C, Key.Key_X, Key.Key_Y, Key.Key_N, Key.Key_Question))
_ONCE = _OWN_KEYS | {Key.Key_Delete, Key.Key_Backspace}  # when held


class ReturnsList(QListView):
    """Signals: play_requested(ShownReturn), chain_requested(ShownReturn), from there on;
    compare_requested(); change_over_requested(), to the other one of two; show_requested(
    ShownReturn), on the timeline; yes_requested and no_requested(ShownReturn), about one that was
    left open or isn’t answered yet; unsure_requested(ShownReturn), about one that isn’t;
    removal_requested(ShownReturn); menu_requested(ShownReturn, QPoint global); let_go(), Escape
    with nothing selected; selection_changed(); written(ShownReturn, Typed); writing_ended(), what
    came meanwhile may be shown.
    """

    play_requested = Signal(object)
    chain_requested = Signal(object)
    compare_requested = Signal()
    change_over_requested = Signal()
    show_requested = Signal(object)
    yes_requested = Signal(object)
    no_requested = Signal(object)
    unsure_requested = Signal(object)
    removal_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    let_go = Signal()
    selection_changed = Signal()
    written = Signal(object, object)
    writing_ended = Signal()

    def __init__(
        self, model: ReturnsModel, stills: PlaceStills, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._returns = model
        self.cell = ReturnCell(model, stills, self)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setProperty("variant", "plain")
        leave_space(self)
        self.setAccessibleName(_("Returns"))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.cell.written.connect(self.written)
        self.cell.closeEditor.connect(self._on_editor_closed)
        stills.ready.connect(lambda: self.viewport().update())
        theme_signals().theme_changed.connect(self._on_theme_changed)

    # --- what the page asks ---------------------------------------------------------------------

    @property
    def is_writing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def chosen(self) -> list[ShownReturn]:
        """The selected rows, in the order shown."""
        found = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        rows = (self._returns.row(index) for index in found)
        return [row for row in rows if row is not None]

    def current(self) -> ShownReturn | None:
        return self._returns.row(self.currentIndex())

    def choose(self, occurrence_id: int | None) -> bool:
        """Selects one row. Returns whether it is shown."""
        index = self._returns.index_of(occurrence_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def choose_all(self, occurrence_ids: list[int], current_id: int | None) -> None:
        """As before the rows were read again; those that are gone are left out."""
        self.setCurrentIndex(self._returns.index_of(current_id))
        self.clearSelection()
        for one in occurrence_ids:
            index = self._returns.index_of(one)
            if index.isValid():
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def write(self) -> None:
        """The words of the current row are edited in place."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    # --- keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys may be the program's; here they are about the rows.
        return claims_key(event, _OWN_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_writing:  # the field lets Enter through, after it has taken it
            event.ignore()
            return
        row, key = self.current(), Key(event.key())
        is_command = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.isAutoRepeat() and key in _ONCE:
            event.accept()
        elif key in ENTER_KEYS and is_command and row is not None:
            self.show_requested.emit(row)
        elif not is_bare(event) or not self._do(key, row):
            super().keyPressEvent(event)

    def _do(self, key: Qt.Key, row: ShownReturn | None) -> bool:
        """Returns whether the key means something here."""
        if key == Key.Key_Escape:
            self._let_go()
        elif key == Key.Key_C:
            self.compare_requested.emit()
        elif key == Key.Key_X:
            self.change_over_requested.emit()
        elif row is None:
            return False
        elif key in ENTER_KEYS:
            self.play_requested.emit(row)
        elif key == Key.Key_P:
            self.chain_requested.emit(row)
        elif key == Key.Key_Y and not row.is_sure:
            self.yes_requested.emit(row)
        elif key == Key.Key_N and not row.is_sure:
            self.no_requested.emit(row)
        elif key == Key.Key_Question and row.is_unanswered:
            self.unsure_requested.emit(row)
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            self.removal_requested.emit(row)
        else:
            return key in _OWN_KEYS
        return True

    def _let_go(self) -> None:
        had_any = bool(self.chosen())
        self.clearSelection()
        if not had_any:
            self.let_go.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._on_play(event)
        if row is not None:
            self.play_requested.emit(row)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._returns.row(self.indexAt(event.position().toPoint()))
        if row is not None and self._on_play(event) is None:
            self.play_requested.emit(row)

    def _on_play(self, event: QMouseEvent) -> ShownReturn | None:
        """The row whose play button is under the pointer."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self._returns.row(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return None
        places = self.cell.places(self.visualRect(index), self.layoutDirection())
        return row if places.play.contains(at) else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, at = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        row = self._returns.row(index)
        if row is not None:
            self.menu_requested.emit(row, at)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands."""

    # --- news -----------------------------------------------------------------------------------

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.selection_changed.emit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.selection_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _on_editor_closed(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.writing_ended.emit()

    def _on_theme_changed(self) -> None:
        self.cell.forget()
        self.scheduleDelayedItemsLayout()
