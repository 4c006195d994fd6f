"""What it was: its picture and name, how soon it was known, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from ui.first_notes.picture import PiecePicture
from ui.first_notes.words import form_words, where_words
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton, tell_hint
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe
from ui.widgets.text import TextLabel
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.first_notes.records import Piece
    from ui.bridge.context import Context


class ToldView(QWidget):
    """It has the focus itself: Enter goes on, Space hears on, Escape leaves.

    Signals: next_wanted(); hear_wanted(); open_wanted(Piece); left().
    """

    next_wanted = Signal()
    hear_wanted = Signal()
    open_wanted = Signal(object)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._piece: Piece | None = None
        self.picture = PiecePicture(context)
        self.name = TextLabel("", "display", wrap=True)
        self.where = TextLabel("", "muted", wrap=True)
        self.form = TextLabel("", "muted", wrap=True)
        self.result = TextLabel("", "title", wrap=True)
        self.next = PrimaryButton(_("Next"), "arrow-right")
        self.hear = PushButton(_("Hear on"), "play")
        self.open = QuietButton("", "external-link")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._wire()

    def tell(self, piece: Piece, result: str, still: str | None) -> None:
        """result: how soon it was known, or that it wasn't. still: of what plays there."""
        self._piece = piece
        self.name.setText(piece.name)
        for label, words in (
            (self.where, where_words(piece)),
            (self.form, form_words(piece)),
            (self.result, result),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.open.setText(_("Open the track") if piece.theme is None else _("Open the theme"))
        self.open.set_icon("audio-lines" if piece.theme is None else "music-2")
        self.picture.show_piece(piece.track, still)
        self.setAccessibleName(comma_list((result, piece.name)))
        describe(self, comma_list((self.where.text(), self.form.text())))

    def fit(self, *, is_low: bool) -> None:
        self.picture.fit(is_low=is_low)

    def show_sounding(self, is_sounding: bool) -> None:
        self.hear.set_icon("pause" if is_sounding else "play")

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return claims_key(event, (Qt.Key.Key_Space,)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or not is_bare(event):
            super().keyPressEvent(event)
        elif event.key() in ENTER_KEYS:
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.hear_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        for label in (self.result, self.name, self.where, self.form):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE.l)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.next, self.hear, self.open):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(buttons)
        column.addStretch(1)

    def _wire(self) -> None:
        tell_hint(self.next, self.next.text(), native_text("Enter"))
        tell_hint(self.hear, self.hear.text(), native_text("Space"))
        self.next.clicked.connect(self.next_wanted)
        self.hear.clicked.connect(self.hear_wanted)
        self.open.clicked.connect(lambda _on=False: self.open_wanted.emit(self._piece))
