"""What was written in a listen: notes and memories on its marks, and entries of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.emotions.records import TaggedEmotion
from app.marks.kinds import colour_of, told
from ui.companion.parts import icon_label
from ui.story_music.written import Quote
from ui.style.theme import colour, current_theme, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.buttons import LinkButton
from ui.widgets.emptying import empty
from ui.widgets.press_row import PressRow
from ui.widgets.text import TextLabel
from ui.words.marks import name_in_words

if TYPE_CHECKING:
    from app.roles.records import HeardMark, PastListen

_FIRST, _MORE = 3, 12


def note_of(mark: HeardMark) -> str:
    """What was written on it: the note, and the memory."""
    memory = mark.tag.memory if isinstance(mark, TaggedEmotion) else ""
    note = mark.tag.note if isinstance(mark, TaggedEmotion) else mark.note
    return "\n".join(part for part in (note, memory) if part)


class NoteRow(PressRow):
    """A note with the sign of its mark; pressed, it plays its passage."""

    def __init__(self, mark: HeardMark, parent: QWidget | None = None) -> None:
        note, name = note_of(mark), name_in_words(mark)
        at = format_ms(mark.span.start_ms)
        super().__init__(_("{name} at {time}: {note}", name=name, time=at, note=note), parent)
        self.mark = mark
        shade = fill_of(colour(colour_of(mark)).name())
        sign = icon_label(told(mark).icon, seen_on(shade, current_theme().raised, 4.5))
        words = TextLabel(note, wrap=True)
        place = TextLabel(dotted(name, at), "caption")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        column.addWidget(place)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, SPACE.xs, SPACE.xs, SPACE.xs)
        row.setSpacing(SPACE.s)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.let_through(sign, words, place)


class WrittenThen(QWidget):
    """A title, and what was written in some listens.

    Signals: note_played(mark); entry_opened(int entry id).
    """

    note_played = Signal(object)
    entry_opened = Signal(int)

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        """nothing: what is said while nothing was written."""
        super().__init__(parent)
        self._listens: tuple[PastListen, ...] = ()
        self._most = _FIRST
        self.rows: list[NoteRow | Quote] = []
        self.title = TextLabel("", "strong", wrap=True)
        self.nothing = TextLabel(nothing, "muted", wrap=True)
        self.more = LinkButton("", "chevron-down")
        self.more.hide()
        self.more.clicked.connect(self._show_more)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE.s)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addWidget(self.title)
        whole.addLayout(self._column)
        whole.addWidget(self.nothing)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        theme_signals().theme_changed.connect(self._fill)

    def show_listens(self, title: str, listens: Sequence[PastListen]) -> None:
        self.title.setText(title)
        if tuple(listens) != self._listens:
            self._listens, self._most = tuple(listens), _FIRST
            self._fill()

    def _show_more(self) -> None:
        self._most += _MORE
        self._fill()

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        entries = [one for listen in self._listens for one in listen.written]
        marks = [mark for listen in self._listens for mark in listen.marks if note_of(mark)]
        for one in entries[: self._most]:
            quote = Quote(one)
            quote.clicked.connect(lambda _on=False, key=quote.entry_id: self.entry_opened.emit(key))
            self._add(quote)
        for mark in marks[: max(0, self._most - len(self.rows))]:
            note = NoteRow(mark)
            note.clicked.connect(lambda _on=False, mark=mark: self.note_played.emit(mark))
            self._add(note)
        left = len(entries) + len(marks) - len(self.rows)
        self.nothing.setVisible(not self.rows)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)

    def _add(self, row: NoteRow | Quote) -> None:
        self.rows.append(row)
        self._column.addWidget(row)
