"""Editors of the table of marks: a time, a feeling, an intensity, a note; each in its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.timecode import parse_ms
from app.emotions.records import Emotion, TaggedEmotion
from ui.emotions.word_choice import offer_words
from ui.marks.table.model import AnyIndex, MarkTableModel
from ui.marks.table.rows import COLUMNS, END, INTENSITY, NOTE, START
from ui.widgets.cell_choice import CellChoice
from ui.widgets.painting import draw_focus_ring
from ui.widgets.time_edit import TimeEdit

_NOTE_LINES = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MarkDelegate(QStyledItemDelegate):
    """Enter keeps an edit, Escape takes it back, Tab keeps it and goes to the next cell.

    emotions: the words that a feeling may become. duration_ms: how late a time may be.
    """

    def __init__(self, emotions: Callable[[], Sequence[Emotion]], parent: QWidget) -> None:
        super().__init__(parent)
        self._emotions = emotions
        self.duration_ms: int | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The cell that F2 would edit is ringed."""
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        if has_focus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_focus_ring(painter, QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        column, name = index.column(), COLUMNS[index.column()]
        if column in (START, END):
            edit = TimeEdit(name, parent)
            edit.set_maximum_ms(self.duration_ms)
            return edit
        if column == INTENSITY:
            return self._intensity_editor(parent)
        if column == NOTE:
            text = QPlainTextEdit(parent)
            text.setAccessibleName(name)
            return text
        model = index.model()
        if isinstance(model, MarkTableModel) and isinstance(
            mark := model.mark_at(index.row()), TaggedEmotion
        ):
            return self._emotion_editor(parent, mark.emotion)
        line = QLineEdit(parent)
        line.setAccessibleName("Label")
        return line

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, TimeEdit):
            editor.set_value_ms(value)
            editor.selectAll()
        elif isinstance(editor, QSpinBox):
            editor.setValue(value)
        elif isinstance(editor, CellChoice):
            editor.show_value(value)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
            editor.moveCursor(editor.textCursor().MoveOperation.End)
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        value = _value_of(editor)
        if value is not None:
            model.setData(index, value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        room = option.rect
        if isinstance(editor, QPlainTextEdit):
            parent = editor.parentWidget()
            assert parent is not None
            room.setHeight(_NOTE_LINES * editor.fontMetrics().lineSpacing() + 16)
            room.moveBottom(min(room.bottom(), parent.height() - 1))
            room.moveTop(max(0, room.top()))
        editor.setGeometry(room)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """In a note of several lines Enter keeps it all the same; Shift+Enter begins a line.

        A field whose words are no time says so and stays open.
        """
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            is_enter = event.key() in _ENTER and is_plain
            if isinstance(editor, QPlainTextEdit) and is_enter:
                self._finish(editor)
                return True
            if isinstance(editor, TimeEdit) and is_enter and not editor.is_time():
                return True
        return super().eventFilter(editor, event)

    def _intensity_editor(self, parent: QWidget) -> QSpinBox:
        spin = QSpinBox(parent)
        spin.setRange(1, 5)
        spin.setAccessibleName("Intensity, 1 to 5")
        return spin

    def _emotion_editor(self, parent: QWidget, current: Emotion) -> CellChoice:
        box = CellChoice("Emotion", parent)
        offer_words(box, self._emotions(), current)
        box.taken.connect(lambda: self._finish(box))
        return box

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        table = self.parent()
        if isinstance(table, QWidget):
            table.setFocus()


def _value_of(editor: QWidget) -> int | str | None:
    """What was written; None for what is no time."""
    if isinstance(editor, TimeEdit):
        try:
            editor.set_value_ms(parse_ms(editor.text()))
        except ValueError:
            return None  # it was left by Tab or a click; the cell stays as it was
        return editor.value_ms()
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, CellChoice):
        return int(editor.currentData())
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    return editor.text().strip() if isinstance(editor, QLineEdit) else None
