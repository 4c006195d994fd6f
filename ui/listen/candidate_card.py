"""The selected candidate: what it is, and the three answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _
from app.themes.records import Answer, Occurrence
from ui.marks.inspector.fields import Heading
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.words.changes import found_words
from ui.words.marks import span_in_words, theme_name


class CandidateCard(Card):
    """Signals: answered(Answer); hear_requested(MarkRef); all_requested(), what else was found."""

    answered = Signal(object)
    hear_requested = Signal(object)
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._found: Occurrence | None = None
        self.heading = Heading()
        self.hear = IconButton("play", _("Hear it again"), native_text("H"))
        self.hear.clicked.connect(self._hear)
        self.words = TextLabel("", "muted", wrap=True)
        self.when = TextLabel("", "caption", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(SPACE.xs)
        top.addWidget(self.heading, 1)
        top.addWidget(self.hear)
        self.body.addLayout(top)
        self.body.addWidget(self.words)
        self.body.addWidget(self.when)
        self.yes = self._button(_("Yes, it returns here"), "check", "Y", Answer.YES)
        self.no = self._button(_("No, it doesn’t"), "x", "N", Answer.NO)
        self.not_sure = self._button(_("Not sure"), "circle-help", "?", Answer.NOT_SURE)
        self.everything = LinkButton(_("Show all found"), "search")
        self.everything.clicked.connect(self.all_requested)
        self.body.addWidget(self.everything)

    def show_candidate(self, found: Occurrence, *, can_show_all: bool) -> None:
        self._found = found
        title = _("Perhaps “{name}”", name=theme_name(found.theme))
        self.heading.show_heading("search", found.theme.colour, title)
        self.setAccessibleName(title)
        self.words.setText(found_words(found))
        self.when.setText(span_in_words(found.span))
        self.everything.setVisible(can_show_all)

    def _button(self, text: str, icon_name: str, key: str, answer: Answer) -> PushButton:
        button = PushButton(text, icon_name)
        button.setToolTip(native_text(key))
        button.clicked.connect(partial(self._tell, answer))
        self.body.addWidget(button)
        return button

    def _tell(self, answer: Answer, _checked: bool = False) -> None:
        self.answered.emit(answer)

    def _hear(self) -> None:
        if self._found is not None:
            self.hear_requested.emit(self._found.ref)
