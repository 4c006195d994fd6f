"""The inbox beside the timeline: hear a mark, write what it was, go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from app.core.timecode import format_ms
from app.emotions.records import Emotion, Mode
from app.marks.kinds import KINDS
from app.marks.specs.tag import MODE_WORDS
from ui.listen.inbox_walk import short_count
from ui.marks.inspector.fields import Heading
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.words.when import when_in_words

if TYPE_CHECKING:
    from app.marks.inbox import InboxItem

NEXT, PREVIOUS, HEAR, LEAVE, CLOSE = "Alt+Down", "Alt+Up", "Ctrl+H", "Alt+Enter", "Esc"
HINT = "Enter keeps the note and goes on; an empty one can wait. Shift+Enter is a new line."
_LINES = 4


class InboxNote(QPlainTextEdit):
    """What the walk's keys are pressed in.

    Signals: gone_on(), Enter; and hear_wanted(), leave_wanted(), step_wanted(int), close_wanted().
    """

    gone_on = Signal()
    hear_wanted = Signal()
    leave_wanted = Signal()
    step_wanted = Signal(int)
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Note for the mark in hand")
        self.setAccessibleDescription(HINT)
        self.setPlaceholderText("What happens here, in your words")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)

    def sizeHint(self) -> QSize:
        return QSize(200, _LINES * self.fontMetrics().lineSpacing() + 2 * SPACE.m)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """With nothing typed that could be taken back, Ctrl+Z is the window's: the last note."""
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
        verb = _verb_of(event)
        if verb:
            self._do(verb)
        else:
            super().keyPressEvent(event)

    def _do(self, verb: str) -> None:
        verbs: dict[str, Callable[[], object]] = {
            "go on": self.gone_on.emit,
            "hear": self.hear_wanted.emit,
            "leave": self.leave_wanted.emit,
            "next": lambda: self.step_wanted.emit(1),
            "previous": lambda: self.step_wanted.emit(-1),
            "close": self.close_wanted.emit,
        }
        verbs[verb]()


def _verb_of(event: QKeyEvent) -> str:
    """What a key asks of the walk; empty when it is just text."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return "go on" if enter else "close" if event.key() == Qt.Key.Key_Escape else ""
    if modifiers == Qt.KeyboardModifier.AltModifier:
        if enter:
            return "leave"
        return {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous"}.get(Qt.Key(event.key()), "")
    # Ctrl+Space would be the obvious one, but input methods switch with it.
    is_ctrl = modifiers == Qt.KeyboardModifier.ControlModifier
    return "hear" if is_ctrl and event.key() == Qt.Key.Key_H else ""


class InboxCard(Card):
    """One waiting mark at a time.

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
        self.setAccessibleName("Inbox: marks without a note")
        self.title = TextLabel("Inbox", "section")
        self.close_button = IconButton("x", "Close the inbox", CLOSE, size=16)
        self.heading = Heading()
        self.where = TextLabel("", "muted", wrap=True)
        self.made = TextLabel("", "caption", wrap=True)
        self.note = InboxNote()
        self.hint = TextLabel(HINT, "caption", wrap=True)
        self.previous = IconButton("chevron-up", "Previous mark in the inbox", PREVIOUS)
        self.next = IconButton("chevron-down", "Next mark in the inbox", NEXT)
        self.hear = IconButton("headphones", "Hear it again", HEAR)
        self.leave = PushButton("Leave without a note")
        self.leave.setToolTip(f"It needs no words, and leaves the inbox  ·  {LEAVE}")
        self.leave_all = LinkButton("Leave all without a note")
        self.leave_all.setToolTip("None of them needs words; can be undone")
        self._lay_out()
        self._wire()

    @property
    def item(self) -> InboxItem | None:
        return self._item

    def show_item(self, item: InboxItem | None, left: int, *, is_other: bool) -> None:
        """left: how many wait. is_other: another mark than before; what was typed for that reaches
        it, should it have been changed or deleted elsewhere meanwhile.
        """
        if is_other:
            self.commit()
        self._item = item
        self.title.setText(f"Inbox · {short_count(left)} left" if left else "Inbox")
        for part in (self.where, self.made, self.note, self.hint, *self._verbs()):
            part.setVisible(item is not None)
        self.leave_all.setVisible(left > 1)
        if item is None:
            self.heading.show_heading("circle-check", "success", "Every mark has what it needs")
            return
        self._show_heading(item)
        self.where.setText(f"{item.track_title}  ·  {format_ms(item.span.start_ms)}")
        when = when_in_words(item.made.utc_ms, item.made.offset_min)
        missing = "" if item.is_available else " The file is missing, so it can’t be heard now."
        self.made.setText(f"Made {when}.{missing}")
        self.hear.setEnabled(item.is_available)

    def go_on(self) -> None:
        """Keep what was written; with nothing written, the next mark."""
        text = self.note.toPlainText().strip()
        if text and self._item is not None:
            self._writing = text
            self.note_written.emit(self._item, text)
            self._writing = ""
        else:
            self.step_requested.emit(1)

    def commit(self) -> None:
        """What was typed is never lost: kept before the card shows something else."""
        text, item = self.note.toPlainText().strip(), self._item
        is_written = text == self._writing  # the mark that comes now comes because of that
        self.note.clear()
        if text and item is not None and not is_written:
            self._item = None
            self.note_written.emit(item, text)

    def _show_heading(self, item: InboxItem) -> None:
        if item.emotion_id is None:
            spec = KINDS[item.ref.kind]
            self.heading.show_heading(spec.icon, "accent", spec.words.one)
            return
        word = self._emotion_of(item.emotion_id)
        said = f", {MODE_WORDS[item.mode]}" if item.mode is Mode.EXPRESSED else ""
        words = f"{word.name}{said}, {item.intensity} of 5"
        self.heading.show_heading(word.icon, word.colour, words)

    def _step(self, by: int) -> None:
        if self.note.toPlainText().strip():
            self.go_on()  # leaving words behind would lose them
        else:
            self.step_requested.emit(by)

    def _leave(self) -> None:
        if self.note.toPlainText().strip():
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
        self.note.gone_on.connect(self.go_on)
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
