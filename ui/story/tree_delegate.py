"""How a row of the story tree is painted and its name edited in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.words import _, number
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, text_font
from ui.style.tokens import SPACE, TYPE
from ui.widgets.text import elided

REF = Qt.ItemDataRole.UserRole
NAME = Qt.ItemDataRole.UserRole + 1
IS_SPOILER = Qt.ItemDataRole.UserRole + 2
COUNT = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


class StoryDelegate(QStyledItemDelegate):
    """Signal: named(QModelIndex, str), a name was typed into the row; the model isn't changed."""

    named = Signal(object, str)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - self._trail_width(index) - 3 * SPACE.s
        if not option.icon.isNull():
            room -= option.decorationSize.width() + SPACE.xs
        option.text = elided(option.text, option.fontMetrics, max(0, room))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        trail = QRect(option.rect)
        trail.setLeft(trail.right() - self._trail_width(index) - SPACE.xs)
        trail.setRight(trail.right() - SPACE.s)
        trail = QStyle.visualRect(option.direction, option.rect, trail)
        count = index.data(COUNT)
        if index.data(IS_SPOILER):
            eye = QStyle.visualRect(option.direction, trail, self._eye(trail))
            paint_icon(painter, eye, "eye-off", "ink_muted")
        elif count:
            painter.save()
            painter.setFont(text_font(TYPE.caption))
            painter.setPen(colour("ink_muted"))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(trail, int(flags), number(count))
            painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("Name"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(NAME))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        self.named.emit(index, editor.text().strip())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 1, -SPACE.xs, -1))

    def _trail_width(self, index: Index) -> int:
        return scaled_px(22) if index.data(IS_SPOILER) or index.data(COUNT) else 0

    @staticmethod
    def _eye(trail: QRect) -> QRect:
        side = scaled_px(15)
        return QRect(trail.right() - side, trail.center().y() - side // 2, side, side)
