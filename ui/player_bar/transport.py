"""Shuffle, previous, play, next, repeat."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.player.queue import Repeat
from app.player.records import PlayState
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, RoundButton

_AFTER = {Repeat.OFF: Repeat.ALL, Repeat.ALL: Repeat.ONE, Repeat.ONE: Repeat.OFF}
_REPEAT_NAMES = {
    Repeat.OFF: "Repeat is off",
    Repeat.ALL: "Repeating the queue",
    Repeat.ONE: "Repeating this track",
}


class Transport(QWidget):
    """Signals: toggled(), next_requested(), previous_requested(), shuffle_chosen(bool),
    repeat_chosen(Repeat)."""

    toggled = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    shuffle_chosen = Signal(bool)
    repeat_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._repeat = Repeat.OFF
        self.shuffle = IconButton("shuffle", "Shuffle", size=16, checkable=True)
        self.shuffle.clicked.connect(self.shuffle_chosen)
        self.previous = IconButton("skip-back", "Previous", "Ctrl+Left")
        self.previous.clicked.connect(self.previous_requested)
        self.play = RoundButton("play", "Play", "Space")
        self.play.clicked.connect(self.toggled)
        self.next = IconButton("skip-forward", "Next", "Ctrl+Right")
        self.next.clicked.connect(self.next_requested)
        self.repeat = IconButton("repeat", "Repeat", size=16, checkable=True)
        self.repeat.clicked.connect(lambda: self.repeat_chosen.emit(_AFTER[self._repeat]))
        # Time runs left to right in every language, so “next” is at the right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for button in (self.shuffle, self.previous, self.play, self.next, self.repeat):
            row.addWidget(button)
        self.show_state(PlayState.EMPTY)

    def show_state(self, state: PlayState) -> None:
        sounds = state in (PlayState.PLAYING, PlayState.LOADING)
        self.play.set_icon("pause" if sounds else "play", filled=True)
        self.play.set_hint("Pause" if sounds else "Play", "Space")
        has_track = state is not PlayState.EMPTY
        for button in (self.play, self.previous, self.next):
            button.setEnabled(has_track)

    def show_order(self, repeat: Repeat, is_shuffled: bool) -> None:
        self._repeat = repeat
        self.shuffle.setChecked(is_shuffled)
        self.shuffle.set_hint("Shuffle is on" if is_shuffled else "Shuffle is off")
        self.repeat.setChecked(repeat is not Repeat.OFF)
        self.repeat.set_icon("repeat-1" if repeat is Repeat.ONE else "repeat")
        self.repeat.set_hint(_REPEAT_NAMES[repeat])
