"""The letters there are: the sealed ones as envelopes, the opened ones as lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from ui.companion.parts import icon_label
from ui.letters.envelope import Envelope, title_of
from ui.style.theme import colour
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cards import SectionTitle
from ui.widgets.emptying import empty
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel
from ui.words.lists import comma_list
from ui.words.seals import opened_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.letters.records import Letter, LetterBox

Key = Qt.Key
_STEPS = {Key.Key_Up: -1, Key.Key_Down: 1}
_ENDS = {Key.Key_Home: 0, Key.Key_End: -1}


class OpenedRow(PressRow):
    """An opened letter. Signals: those of a button."""

    def __init__(self, letter: Letter, parent: QWidget | None = None) -> None:
        title, opened = title_of(letter), opened_in_words(letter.seal)
        super().__init__(comma_list((title, opened)), parent)
        self.letter = letter
        self.setCheckable(True)
        badge = icon_label("book-open", "ink_muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.caption = ElidedLabel(title, "strong"), ElidedLabel(opened, "caption")
        words.addWidget(self.title)
        words.addWidget(self.caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.l)
        row.addWidget(badge)
        row.addLayout(words, 1)
        self.let_through(badge, self.title, self.caption)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("selection"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS.large - 1, RADIUS.large - 1)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.large - 1)


class Shelf(QScrollArea):
    """The chosen letter is one stop of Tab; Up and Down walk through the others.

    before: what Tab comes from. Signals: chosen(int entry id); entered(int entry id), the chosen
    letter was pressed.
    """

    chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = before
        self._is_low = False
        self._chosen_id = 0
        self.buttons: list[Envelope | OpenedRow] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("surface", "none")
        self._sealed_title, self._opened_title = (
            SectionTitle(_("Sealed")),
            SectionTitle(_("Opened")),
        )
        self._sealed = QVBoxLayout()
        self._sealed.setSpacing(SPACE.l)
        self._card = QFrame()
        self._card.setProperty("surface", "card")
        self._opened = QVBoxLayout(self._card)
        self._opened.setContentsMargins(1, 1, 1, 1)
        self._opened.setSpacing(0)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE.m, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._sealed_title)
        column.addLayout(self._sealed)
        column.addSpacing(SPACE.s)
        column.addWidget(self._opened_title)
        column.addWidget(self._card)
        column.addStretch(1)
        self.setWidget(inside)

    def show_box(self, box: LetterBox, chosen_id: int) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons)
        empty(self._sealed)
        empty(self._opened)
        self.buttons = []
        for letter in box.sealed:
            envelope = Envelope(letter)
            envelope.fit(is_low=self._is_low)
            self._add(envelope, self._sealed)
        for letter in box.opened:
            self._add(OpenedRow(letter), self._opened)
        for one, other in pairwise((self._before, *self.buttons)):
            QWidget.setTabOrder(one, other)  # not after the letter, though made later
        self._sealed_title.setVisible(bool(box.sealed))
        self._opened_title.setVisible(bool(box.opened))
        self._card.setVisible(bool(box.opened))
        self.choose(chosen_id)
        if had_focus:
            for button in self.buttons:
                button.show()  # at once: only what is shown takes the focus
            self.take_focus()

    def choose(self, entry_id: int) -> None:
        """Without a signal."""
        self._chosen_id = entry_id
        for button in self.buttons:
            button.setChecked(button.letter.id == entry_id)
        stop = self._place()
        for place, button in enumerate(self.buttons):
            policy = Qt.FocusPolicy.StrongFocus if place == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def fit(self, *, is_low: bool) -> None:
        self._is_low = is_low
        for button in self.buttons:
            if isinstance(button, Envelope):
                button.fit(is_low=is_low)

    def take_focus(self) -> None:
        """To the chosen letter."""
        found = self._place()
        if found is not None:
            self.buttons[found].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.buttons[found])

    def event(self, event: QEvent) -> bool:
        if self.buttons and claims_key(event, [*_STEPS, *_ENDS]):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = Key(event.key()), self._place()
        if place is None or not is_bare(event) or key not in {*_STEPS, *_ENDS}:
            super().keyPressEvent(event)
            return
        last = len(self.buttons) - 1
        if key in _STEPS:
            place = max(0, min(last, place + _STEPS[key]))
        else:
            place = range(len(self.buttons))[_ENDS[key]]
        self._take(self.buttons[place])
        self.take_focus()

    def _add(self, button: Envelope | OpenedRow, column: QVBoxLayout) -> None:
        self.buttons.append(button)
        button.clicked.connect(lambda _on=False: self._press(button))
        column.addWidget(button)

    def _press(self, button: Envelope | OpenedRow) -> None:
        is_chosen = button.letter.id == self._chosen_id
        self._take(button)
        if is_chosen:
            self.entered.emit(int(button.letter.id))

    def _take(self, button: Envelope | OpenedRow) -> None:
        self.choose(int(button.letter.id))
        self.chosen.emit(int(button.letter.id))

    def _place(self) -> int | None:
        """Of the chosen letter, or of the one with the focus."""
        chosen = [n for n, one in enumerate(self.buttons) if one.letter.id == self._chosen_id]
        focused = [place for place, one in enumerate(self.buttons) if one.hasFocus()]
        return next(iter(chosen + focused + ([0] if self.buttons else [])), None)
