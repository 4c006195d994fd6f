"""Cell editors of the table of marks: for times, emotions, intensities and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.timecode import parse_ms
from app.core.words import _, isolated
from app.emotions.records import Emotion, TaggedEmotion
from ui.emotions.word_choice import offer_words
from ui.marks.table.model import AnyIndex, MarkTableModel
from ui.marks.table.rows import COLUMNS, END, INTENSITY, NOTE, START
from ui.widgets.cell_choice import CellChoice
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.note_edit import NoteEdit
from ui.widgets.painting import draw_focus_ring
from ui.widgets.plain_text import text_in
from ui.widgets.row_hover import RowHover
from ui.widgets.time_edit import TimeEdit

_NOTE_LINES = 4


class MarkDelegate(QStyledItemDelegate):
    """Enter commits an edit, Escape cancels it, Tab commits it and goes to the next cell.

    emotions: those that can be chosen. duration_ms: the latest time that can be entered.
    """

    def __init__(
        self, emotions: Callable[[], Sequence[Emotion]], parent: QAbstractItemView
    ) -> None:
        super().__init__(parent)
        self._hover = RowHover(parent)
        self._emotions = emotions
        self.duration_ms: int | None = None

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        self._hover.show(option, index)
        option.text = isolated(option.text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """With a ring around the cell that F2 would edit."""
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
        column, name = index.column(), str(COLUMNS[index.column()])
        if column in (START, END):
            edit = TimeEdit(name, parent)
            edit.set_maximum_ms(self.duration_ms)
            return edit
        if column == INTENSITY:
            return self._intensity_editor(parent)
        if column == NOTE:
            text = NoteEdit(name, parent)
            text.finished.connect(lambda: self._finish(text))
            return text
        model = index.model()
        if isinstance(model, MarkTableModel) and isinstance(
            mark := model.mark_at(index.row()), TaggedEmotion
        ):
            return self._emotion_editor(parent, mark.emotion)
        line = QLineEdit(parent)
        line.setAccessibleName(_("Name"))
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
        elif isinstance(editor, NoteEdit):
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
        if isinstance(editor, NoteEdit):
            parent = editor.parentWidget()
            assert parent is not None
            room.setHeight(_NOTE_LINES * editor.fontMetrics().lineSpacing() + 16)
            room.moveBottom(min(room.bottom(), parent.height() - 1))
            room.moveTop(max(0, room.top()))
        editor.setGeometry(room)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """A time field whose text isn't a time says so and stays open."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            is_enter = event.key() in ENTER_KEYS and is_plain
            if isinstance(editor, TimeEdit) and is_enter and not editor.is_time():
                return True
        return super().eventFilter(editor, event)

    def _intensity_editor(self, parent: QWidget) -> QSpinBox:
        spin = QSpinBox(parent)
        spin.setRange(1, 5)
        spin.setAccessibleName(_("Intensity, 1 to 5"))
        return spin

    def _emotion_editor(self, parent: QWidget, current: Emotion) -> CellChoice:
        box = CellChoice(_("Emotion"), parent)
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
    """What was entered; None if it should be a time and isn't."""
    if isinstance(editor, TimeEdit):
        try:
            editor.set_value_ms(parse_ms(editor.text()))
        except ValueError:
            return None  # left by Tab or a click; the cell stays as it was
        return editor.value_ms()
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, CellChoice):
        return int(editor.currentData())
    if isinstance(editor, NoteEdit):
        return text_in(editor).strip()
    return editor.text().strip() if isinstance(editor, QLineEdit) else None
