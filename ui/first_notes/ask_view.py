"""What is asked: the first seconds as they sound, and a field for the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from app.core.words import _
from app.first_notes.records import Piece, Pieces
from ui.first_notes.words import question_words
from ui.shell.shortcuts import native_text
from ui.story_line.played_wave import PlayedWave
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton, QuietButton, tell_hint
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.match_row import Match
from ui.widgets.restyle import restyle
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import TypeAhead, offering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.picking import Found
    from ui.first_notes.readying import Ready

_AGAIN = object()
_ROWS = 5
_WAVE_PX, _LOW_WAVE_PX = 72, 44


class AskView(QWidget):
    """Signals: named(Piece); typed(str); again_wanted(); given_up(); undo_requested()."""

    named = Signal(object)
    typed = Signal(str)
    again_wanted = Signal()
    given_up = Signal()
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[Piece, ...] = ()
        self.question = TextLabel("", "display", wrap=True)
        self.wave = PlayedWave(_WAVE_PX)
        self.field = TypeAhead(
            self._matches, _("Name it"), takes_first=False, keys={" ": _AGAIN}, rows_shown=_ROWS
        )
        self.wrong = TextLabel("", "muted", wrap=True)
        self.keys = TextLabel("", "caption", wrap=True)
        self.again = PushButton(_("Play it again"), "rotate-ccw")
        self.show_it = QuietButton(_("Show it to me"), "eye")
        self._lay_out()
        self._wire()

    def ask(self, ready: Ready, pieces: Pieces) -> None:
        piece = ready.piece
        forms = tuple(each[0] for each in pieces.themes)
        self._names = tuple(pieces.tracks.values()) if piece.theme is None else forms
        self.question.setText(question_words(piece))
        self.wave.show_wave(ready.wave, ready.span or piece.span)
        self.wave.setAccessibleName(_("The first seconds"))
        self.show_wrong("")
        self.field.clear()
        self.field.refresh()
        self.field.line.setAccessibleName(self.question.text())
        self._settle()

    def show_wrong(self, name: str) -> None:
        """name: what it isn't; empty for nothing."""
        words = _("Not “{name}”. Take your time.", name=name) if name else ""
        if name:
            self.field.clear()
            if words != self.wrong.text():
                told = QAccessibleAnnouncementEvent(self.field.line, words)
                QAccessible.updateAccessibility(told)
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def fit(self, *, is_low: bool) -> None:
        self.keys.setVisible(not is_low)  # the buttons say it, too
        self.wave.set_high(_LOW_WAVE_PX if is_low else _WAVE_PX)
        role = "title" if is_low else "display"
        if self.question.property("role") != role:
            restyle(self.question, role=role)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """In the middle as it is before anything is typed; with its matches it only grows down, so
        that nothing one looks at moves. As far up as their room needs it.
        """
        room_px, bare_px = self.height(), self._bare_px()
        matches_px = _ROWS * self.field.line.sizeHint().height()
        above_px = max(0, min((room_px - bare_px) // 2, room_px - bare_px - matches_px))
        if above_px != self._above.sizeHint().height():
            fixed = QSizePolicy.Policy.Fixed
            self._above.changeSize(0, above_px, QSizePolicy.Policy.Minimum, fixed)
            self._column.invalidate()

    def _bare_px(self) -> int:
        """Without matches, and without what is said of a wrong answer."""
        wide_px = self.width()
        parts = (self.question, self.wave, self.field.line, self.keys)
        high = [
            part.heightForWidth(wide_px) if part.hasHeightForWidth() else part.sizeHint().height()
            for part in parts
            if not part.isHidden()
        ]
        high.append(self._buttons.heightForWidth(wide_px))
        return sum(high) + SPACE.m * len(high)

    def _matches(self, text: str) -> Sequence[Found[Match]]:
        """None before something is typed: the list is no help to guess from."""
        if not text:
            return []
        return offering(lambda: self._names, _words, _row)(text)

    def _on_chosen(self, value: object) -> None:
        if value is _AGAIN:
            self.again_wanted.emit()
        elif isinstance(value, Piece):
            self.named.emit(value)

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.again)
        flow.addWidget(self.show_it)
        self._above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._buttons = flow
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addSpacerItem(self._above)
        for part in (self.question, self.wave, self.field, self.wrong):
            column.addWidget(part)
        column.addWidget(self.keys)
        column.addWidget(buttons)
        column.addStretch(1)
        self.setFocusProxy(self.field)

    def _wire(self) -> None:
        self.keys.setText(
            _(
                "{again} plays it again, {escape} shows it.",
                again=native_text("Space"),
                escape=native_text("Esc"),
            )
        )
        tell_hint(self.again, self.again.text(), native_text("Space"))
        tell_hint(self.show_it, self.show_it.text(), native_text("Esc"))
        self.again.clicked.connect(self.again_wanted)
        self.show_it.clicked.connect(self.given_up)
        self.field.chosen.connect(self._on_chosen)
        self.field.cancelled.connect(self.given_up)
        self.field.undo_requested.connect(self.undo_requested)
        self.field.line.textChanged.connect(lambda _text: self.typed.emit(self.field.text()))


def _words(piece: Piece) -> str:
    return piece.name


def _row(piece: Piece) -> Match:
    if piece.theme is None:
        return Match(piece.name, piece, piece.track.album, "music")
    return Match(piece.name, piece, icon_name="music-2")
