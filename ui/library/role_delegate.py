"""Lets the listener choose a role in its cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _
from app.library.records import Role
from ui.library.track_cell import AnyIndex, ShowRow
from ui.library.track_model import TERMS
from ui.style.theme import colour
from ui.widgets.cell_choice import CellChoice
from ui.widgets.hits import paint_cell


class RoleDelegate(QStyledItemDelegate):
    """A list of the roles opens in the cell; choosing one applies it at once.

    show_row: adds the row's state to a cell's.
    """

    def __init__(self, parent: QWidget, show_row: ShowRow) -> None:
        super().__init__(parent)
        self._show_row = show_row

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        self._show_row(option, index)
        tint = colour("ink_muted")
        option.palette.setColor(option.palette.ColorRole.Text, tint)
        option.palette.setColor(option.palette.ColorRole.HighlightedText, tint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        paint_cell(painter, shown, index.data(TERMS))

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        box = CellChoice(_("Role"), parent)
        for role in Role:
            box.addItem(role.label, str(role))
        box.taken.connect(lambda: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        assert isinstance(editor, CellChoice)
        editor.show_value(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        assert isinstance(editor, CellChoice)
        model.setData(index, editor.currentData())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        room = option.rect
        editor.setGeometry(room.adjusted(0, 1, 0, -1))

    def _take(self, box: CellChoice) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
        table = self.parent()
        if isinstance(table, QWidget) and QApplication.focusWidget() is None:
            table.setFocus()
