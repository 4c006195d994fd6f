"""Every note field: Enter keeps the text and gives the keys back, Shift+Enter is a new line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.transactions.typed import Typed
from tests.ui.timeline.builders import EMOTIONS
from ui.listen.inbox_card import InboxNote
from ui.marks.inspector.note_field import NoteField
from ui.marks.table.delegate import MarkDelegate
from ui.marks.table.model import MarkTableModel
from ui.marks.table.rows import NOTE
from ui.widgets.commit_fields import CommitText
from ui.widgets.note_edit import NoteEdit

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class Field:
    edit: QPlainTextEdit
    kept: list[str]


def _inspector(parent: QWidget) -> Field:
    field = NoteField("Note", "", parent)
    kept: list[str] = []
    field.committed.connect(lambda typed: kept.append(str(typed)))
    return Field(field, kept)


def _story(parent: QWidget) -> Field:
    field = CommitText("Note", parent=parent)
    kept: list[str] = []
    field.committed.connect(lambda typed: kept.append(str(typed)))
    return Field(field, kept)


def _inbox(parent: QWidget) -> Field:
    field = InboxNote(parent)
    kept: list[str] = []
    field.finished.connect(lambda: kept.append(field.toPlainText()))
    return Field(field, kept)


def _table(parent: QWidget) -> Field:
    delegate = MarkDelegate(lambda: EMOTIONS, QTableView(parent))
    model = MarkTableModel(parent)
    field = delegate.createEditor(parent, QStyleOptionViewItem(), model.createIndex(0, NOTE))
    assert isinstance(field, QPlainTextEdit)
    kept: list[str] = []
    delegate.commitData.connect(lambda edit: kept.append(edit.toPlainText()))
    return Field(field, kept)


@pytest.fixture(params=[_inspector, _story, _inbox, _table])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Field]:
    window = QWidget()
    qtbot.addWidget(window)
    make: Callable[[QWidget], Field] = request.param
    made = make(window)
    window.show()
    made.edit.show()
    made.edit.setFocus()
    yield made
    made.edit.clear()


def test_enter_keeps_the_note_and_shift_enter_is_a_new_line(qtbot: QtBot, field: Field) -> None:
    assert isinstance(field.edit, NoteEdit)
    qtbot.keyClicks(field.edit, "far")
    qtbot.keyClick(field.edit, Key.Key_Return, SHIFT)
    qtbot.keyClicks(field.edit, "away")
    assert field.kept == []
    qtbot.keyClick(field.edit, Key.Key_Return)
    assert field.kept == ["far\naway"]


def test_enter_on_the_keypad_and_with_ctrl_keep_it_too(qtbot: QtBot, field: Field) -> None:
    qtbot.keyClicks(field.edit, "far")
    qtbot.keyClick(field.edit, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert field.kept == ["far"]


def test_enter_that_ends_a_composed_word_keeps_nothing(qtbot: QtBot, field: Field) -> None:
    QApplication.sendEvent(field.edit, QInputMethodEvent("か", []))
    qtbot.keyClick(field.edit, Key.Key_Return)
    assert field.kept == []
    done = QInputMethodEvent()
    done.setCommitString("夏")
    QApplication.sendEvent(field.edit, done)
    qtbot.keyClick(field.edit, Key.Key_Return)
    assert len(field.kept) == 1 and field.kept[0].endswith("夏")


def test_a_held_enter_keeps_one_note(qtbot: QtBot, field: Field) -> None:
    qtbot.keyClicks(field.edit, "far")
    qtbot.keyPress(field.edit, Key.Key_Return)
    none = Qt.KeyboardModifier.NoModifier
    again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, none, "\r", True)
    QApplication.sendEvent(field.edit, again)
    assert field.kept == ["far"] and field.edit.toPlainText() == "far"


@pytest.mark.parametrize("text", ["«\u00a0Oui\u00a0»", "one\r\ntwo", "one\u2028two"])
def test_an_unusual_text_is_replaced_by_what_was_typed_after_it(qtbot: QtBot, text: str) -> None:
    field = NoteField("Note", "")
    qtbot.addWidget(field)
    given: list[Typed] = []
    field.committed.connect(given.append)
    field.show_text(text)
    field.commit()
    assert given == []
    field.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field, " non")
    field.commit()
    assert given[0].over(text).splitlines() == f"{text} non".splitlines()


def test_a_note_in_the_table_keeps_its_no_break_spaces(qtbot: QtBot) -> None:
    view, kept = QTableView(), QStandardItemModel(1, 1)
    qtbot.addWidget(view)
    delegate = MarkDelegate(lambda: EMOTIONS, view)
    note = MarkTableModel(view).createIndex(0, NOTE)
    field = delegate.createEditor(view, QStyleOptionViewItem(), note)
    assert isinstance(field, NoteEdit)
    field.setPlainText("«\u00a0Oui\u00a0»")
    delegate.setModelData(field, kept, kept.index(0, 0))
    assert kept.index(0, 0).data() == "«\u00a0Oui\u00a0»"
