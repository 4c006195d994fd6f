"""The list of candidates. Its rows change under it; the selection follows the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.core.words import _
from ui.scenes.place_stills import PlaceStills
from ui.style.theme import theme_signals
from ui.theme_search.candidate_cell import CandidateCell
from ui.theme_search.candidate_model import AnyIndex, CandidateModel, More, Row
from ui.widgets.leaves_space import leave_space

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown)  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CandidateList(QListView):
    """All keys but those that walk are the page's.

    Signals: chosen(Row), by the listener; more_requested(), Enter or a click on that row;
    play_requested(), a double click.
    """

    chosen = Signal(object)
    more_requested = Signal()
    play_requested = Signal()

    def __init__(
        self, model: CandidateModel, stills: PlaceStills, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._is_filling = False
        self.cell = CandidateCell(model, stills, self)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setProperty("variant", "plain")
        leave_space(self)
        self.setAccessibleName(_("Places where the theme may return"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        stills.ready.connect(lambda: self.viewport().update())
        theme_signals().theme_changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> Row | None:
        return self._rows.row(self.currentIndex())

    def begin_filling(self) -> int:
        """The rows change now: nothing is chosen by that. Returns how far it is scrolled."""
        self._is_filling = True
        return self.verticalScrollBar().value()

    def end_filling(self, current: QModelIndex, scrolled_px: int) -> None:
        """Nothing has moved, unless what is selected would be out of sight."""
        self.setAutoScroll(False)
        self.setCurrentIndex(current)
        self.setAutoScroll(True)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled_px)
        if current.isValid():
            self.scrollTo(current)
        self._is_filling = False

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and isinstance(event, QKeyEvent) and _walks(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ENTER and isinstance(self.current(), More):
            self.more_requested.emit()
        elif _walks(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._rows.row(self.indexAt(event.position().toPoint()))
        if isinstance(row, More) and event.button() == Qt.MouseButton.LeftButton:
            self.more_requested.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.play_requested.emit()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        row = self._rows.row(current)
        if row is not None and not self._is_filling:
            self.chosen.emit(row)

    def keyboardSearch(self, search: str) -> None:
        """Does nothing: letters are commands."""


def _walks(event: QKeyEvent) -> bool:
    has_modifier = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not has_modifier and Qt.Key(event.key()) in _WALKING
