"""Editing the texts of a mark: its note, memory and name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.marks import MarkKind
from app.core.words import Text, _
from app.journal.records import JournalItem
from app.marks.kinds import KINDS
from app.marks.spec import MarkSpec
from app.transactions.typed import Typed
from ui.journal.words import FindEmotion, headline, place
from ui.shell.shortcuts import native_text
from ui.shell.writing_dialog import Do, WritingDialog
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import SectionTitle
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_text import text_in
from ui.widgets.text import ElidedLabel

WriteWords = Callable[[dict[str, str]], object]

# Texts of a mark besides its name: the label, and the field of a JournalItem that holds it.
_TEXTS = {"note": (Text("Note"), "text"), "memory": (Text("What it reminds you of"), "memory")}


def has_words(kind: MarkKind) -> bool:
    return kind in KINDS and bool(_fields(KINDS[kind]))


def _fields(spec: MarkSpec) -> list[tuple[str, str, str]]:
    """For each text: its column, its label, and the field of a JournalItem that holds it."""
    texts = {**_TEXTS, spec.named_by: (spec.words.name, "title")}
    wanted = ((field, *texts[field]) for field in spec.texts if field in texts)
    return [(field, str(label), source) for field, label, source in wanted]


def fields_of(item: JournalItem) -> Iterator[tuple[str, str, str]]:
    """Only the note, while the mark waits to be saved."""
    for field in _fields(KINDS[item.kind]):
        if field[0] == "note" or item.owner_id >= 0:
            yield field


class NoteDialog(WritingDialog):
    """write: called with the changed fields by name. do: see WritingDialog."""

    def __init__(
        self, item: JournalItem, find: FindEmotion, write: WriteWords, do: Do, parent: QWidget
    ) -> None:
        super().__init__(headline(item, find), _("Save"), lambda: write(self.changes()), do, parent)
        self._before: dict[str, str] = {}
        self._edits: dict[str, QLineEdit | NoteEdit] = {}
        self.body.addWidget(ElidedLabel(place(item), "muted"))
        self._named_by = KINDS[item.kind].named_by
        for name, word, source in fields_of(item):
            self._before[name] = str(getattr(item, source))
            self._add_field(name, word)
        self.keep_button.setToolTip(native_text("Enter"))
        self.setMinimumWidth(scaled_px(460))
        first = next(iter(self._edits.values()))
        first.setFocus()

    def changes(self) -> dict[str, str]:
        now = {name: _text(edit) for name, edit in self._edits.items()}
        return {
            name: Typed(text, self._before[name], is_long=name != self._named_by)
            for name, text in now.items()
            if text != self._before[name].strip()
        }

    def is_changed(self) -> bool:
        return bool(self.changes())

    def edit(self, name: str) -> QLineEdit | NoteEdit:
        return self._edits[name]

    def _add_field(self, name: str, word: str) -> None:
        edit: QLineEdit | NoteEdit
        if name == self._named_by:
            edit = QLineEdit(self._before[name])
            edit.setAccessibleName(word)
            edit.returnPressed.connect(self.keep)
        else:
            edit = NoteEdit(word)
            edit.setPlainText(self._before[name])
            edit.moveCursor(QTextCursor.MoveOperation.End)
            edit.finished.connect(self.keep)
            edit.setFixedHeight(scaled_px(88))
        self._edits[name] = edit
        self.body.addWidget(SectionTitle(word))
        self.body.addWidget(edit)
        self.body.addSpacing(SPACE.xs)


def _text(edit: QLineEdit | NoteEdit) -> str:
    text = edit.text() if isinstance(edit, QLineEdit) else text_in(edit)
    return text.strip()
