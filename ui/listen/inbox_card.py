"""The inbox beside the timeline: hear a mark, write a note, go on to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import Text, _, dotted, ngettext
from app.emotions.records import Emotion, Mode
from app.marks.kinds import KINDS
from ui.listen.inbox_walk import short_count
from ui.marks.inspector.fields import Heading
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_text import text_in
from ui.widgets.text import TextLabel
from ui.words.when import when_in_words

if TYPE_CHECKING:
    from app.marks.inbox import InboxItem

NEXT, PREVIOUS, HEAR, LEAVE, CLOSE = "Alt+Down", "Alt+Up", "Ctrl+H", "Alt+Enter", "Esc"
HINT = Text(
    "Enter saves the note and goes on; without a note, the mark stays in the inbox. "
    "Shift+Enter starts a new line."
)
_LINES = 4


class InboxNote(NoteEdit):
    """The note field, which also takes the inbox's keys.

    Signals, besides finished(): hear_wanted(), leave_wanted(), step_wanted(int), close_wanted().
    """

    hear_wanted = Signal()
    leave_wanted = Signal()
    step_wanted = Signal(int)
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Note on this mark"), parent)
        self.setAccessibleDescription(str(HINT))
        self.setPlaceholderText(_("What happens here, in your words"))
        self.document().setDocumentMargin(2)

    def sizeHint(self) -> QSize:
        return QSize(200, _LINES * self.fontMetrics().lineSpacing() + 2 * SPACE.m)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """If nothing typed can be undone, Ctrl+Z is the window's: it undoes the last note."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo and not self.document().isUndoAvailable():
                event.ignore()
                return True
            if _verb_of(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = "" if self.is_composing else _verb_of(event)
        if verb:
            self._do(verb)
        else:
            super().keyPressEvent(event)

    def _do(self, verb: str) -> None:
        verbs: dict[str, Callable[[], object]] = {
            "hear": self.hear_wanted.emit,
            "leave": self.leave_wanted.emit,
            "next": lambda: self.step_wanted.emit(1),
            "previous": lambda: self.step_wanted.emit(-1),
            "close": self.close_wanted.emit,
        }
        verbs[verb]()


def _verb_of(event: QKeyEvent) -> str:
    """What a key does in the inbox; empty if it is just text."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in ENTER_KEYS
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return "close" if event.key() == Qt.Key.Key_Escape else ""
    if modifiers == Qt.KeyboardModifier.AltModifier:
        if enter:
            return "leave"
        return {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous"}.get(Qt.Key(event.key()), "")
    # Ctrl+Space would be the obvious one, but it switches input methods.
    is_ctrl = modifiers == Qt.KeyboardModifier.ControlModifier
    return "hear" if is_ctrl and event.key() == Qt.Key.Key_H else ""


class InboxCard(Card):
    """Shows one mark at a time.

    Signals: note_written(InboxItem, str); hear_requested(InboxItem); leave_requested();
    leave_all_requested(); step_requested(int), 1 or -1; closed().
    """

    note_written = Signal(object, str)
    hear_requested = Signal(object)
    leave_requested = Signal()
    leave_all_requested = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, emotion_of: Callable[[int], Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._emotion_of = emotion_of
        self._item: InboxItem | None = None
        self._writing = ""
        self.setAccessibleName(_("Inbox: marks without a note"))
        self.title = TextLabel(_("Inbox"), "section")
        self.close_button = IconButton("x", _("Close the inbox"), native_text(CLOSE), size=16)
        self.heading = Heading()
        self.where = TextLabel("", "muted", wrap=True)
        self.made = TextLabel("", "caption", wrap=True)
        self.note = InboxNote()
        self.hint = TextLabel(str(HINT), "caption", wrap=True)
        self.previous = IconButton(
            "chevron-up", _("Previous mark in the inbox"), native_text(PREVIOUS)
        )
        self.next = IconButton("chevron-down", _("Next mark in the inbox"), native_text(NEXT))
        self.hear = IconButton("headphones", _("Hear it again"), native_text(HEAR))
        self.leave = PushButton(_("Leave without a note"))
        self.leave.setToolTip(
            _("The mark needs no note and leaves the inbox · {keys}", keys=native_text(LEAVE))
        )
        self.leave_all = LinkButton(_("Leave all without a note"))
        self.leave_all.setToolTip(_("No mark needs a note; this can be undone"))
        self._lay_out()
        self._wire()

    @property
    def item(self) -> InboxItem | None:
        return self._item

    def show_item(self, item: InboxItem | None, left: int, *, is_other: bool) -> None:
        """left: how many are in the inbox. is_other: another mark than before; what was typed for
        that one is saved on it, even if it was changed elsewhere meanwhile.
        """
        if is_other:
            self.commit()
        self._item = item
        self.title.setText(_title(left))
        for part in (self.where, self.made, self.note, self.hint, *self._verbs()):
            part.setVisible(item is not None)
        self.leave_all.setVisible(left > 1)
        if item is None:
            self.heading.show_heading("circle-check", "success", _("The inbox is empty"))
            return
        self._show_heading(item)
        self.where.setText(dotted(item.track_title, format_ms(item.span.start_ms)))
        when = when_in_words(item.made.utc_ms, item.made.offset_min)
        if item.is_available:
            # Translators: when is a day and a time, such as “yesterday, 21:10”
            self.made.setText(_("Made {when}.", when=when))
        else:
            self.made.setText(
                _("Made {when}. The file is missing, so it can’t be heard now.", when=when)
            )
        self.hear.setEnabled(item.is_available)

    def go_on(self) -> None:
        """Saves what was written; if nothing was, goes to the next mark."""
        text = text_in(self.note).strip()
        if text and self._item is not None:
            self._writing = text
            self.note_written.emit(self._item, text)
            self._writing = ""
        else:
            self.step_requested.emit(1)

    def commit(self) -> None:
        """What was typed is never lost: it is saved before the card shows something else."""
        text, item = text_in(self.note).strip(), self._item
        is_written = text == self._writing  # then this is what brings the next mark
        self.note.clear()
        if text and item is not None and not is_written:
            self._item = None
            self.note_written.emit(item, text)

    def _show_heading(self, item: InboxItem) -> None:
        if item.emotion_id is None:
            spec = KINDS[item.ref.kind]
            self.heading.show_heading(spec.icon, "accent", str(spec.words.one))
            return
        word = self._emotion_of(item.emotion_id)
        is_expressed, intensity = item.mode is Mode.EXPRESSED, str(item.intensity)
        words = _("{emotion}, {intensity} of 5", emotion=word.name, intensity=intensity)
        if is_expressed:
            words = _(
                "{emotion}, expressed, {intensity} of 5", emotion=word.name, intensity=intensity
            )
        self.heading.show_heading(word.icon, word.colour, words)

    def _step(self, by: int) -> None:
        if text_in(self.note).strip():
            self.go_on()  # otherwise what was typed would be lost
        else:
            self.step_requested.emit(by)

    def _leave(self) -> None:
        if text_in(self.note).strip():
            self.go_on()
        else:
            self.leave_requested.emit()

    def _close(self) -> None:
        self.commit()
        self.closed.emit()

    def _hear(self) -> None:
        if self._item is not None:
            self.hear_requested.emit(self._item)

    def _verbs(self) -> tuple[QWidget, ...]:
        return (self.previous, self.next, self.hear, self.leave)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        verbs = QHBoxLayout()
        verbs.setSpacing(SPACE.xs)
        verbs.addWidget(self.previous)
        verbs.addWidget(self.next)
        verbs.addWidget(self.hear)
        verbs.addStretch(1)
        self.body.addLayout(top)
        for part in (self.heading, self.where, self.made, self.note, self.hint):
            self.body.addWidget(part)
        self.body.addLayout(verbs)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.leave_all, 0, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        self.note.finished.connect(self.go_on)
        self.note.hear_wanted.connect(self._hear)
        self.note.leave_wanted.connect(self._leave)
        self.note.step_wanted.connect(self._step)
        self.note.close_wanted.connect(self._close)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.hear.clicked.connect(self._hear)
        self.leave.clicked.connect(self._leave)
        self.leave_all.clicked.connect(self.leave_all_requested)
        self.close_button.clicked.connect(self._close)


def _title(left: int) -> str:
    if not left:
        return _("Inbox")
    count = short_count(left)
    return ngettext("Inbox · {count} left", "Inbox · {count} left", left, count=count)
