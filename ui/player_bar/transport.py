"""Shuffle, previous, play, next, repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import Text, _, pgettext
from app.player.queue import Repeat
from app.player.records import PlayState
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, RoundButton

if TYPE_CHECKING:
    from ui.bridge.context import Shortcuts

_AFTER = {Repeat.OFF: Repeat.ALL, Repeat.ALL: Repeat.ONE, Repeat.ONE: Repeat.OFF}
_REPEAT_NAMES = {
    Repeat.OFF: Text("Repeat is off"),
    Repeat.ALL: Text("Repeating the queue"),
    Repeat.ONE: Text("Repeating this track"),
}


class Transport(QWidget):
    """Signals: toggled(), next_requested(), previous_requested(), shuffle_chosen(bool),
    repeat_chosen(Repeat)."""

    toggled = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    shuffle_chosen = Signal(bool)
    repeat_chosen = Signal(object)

    def __init__(self, keys: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._play_key = keys.text("toggle")
        self._repeat = Repeat.OFF
        self.shuffle = IconButton("shuffle", _("Shuffle"), size=16, checkable=True)
        self.shuffle.clicked.connect(self.shuffle_chosen)
        self.previous = IconButton("skip-back", _("Previous track"), keys.text("previous"))
        self.previous.clicked.connect(self.previous_requested)
        self.play = RoundButton("play", pgettext("verb", "Play"), self._play_key)
        self.play.clicked.connect(self.toggled)
        self.next = IconButton("skip-forward", _("Next track"), keys.text("next"))
        self.next.clicked.connect(self.next_requested)
        self.repeat = IconButton("repeat", _("Repeat"), size=16, checkable=True)
        self.repeat.clicked.connect(lambda: self.repeat_chosen.emit(_AFTER[self._repeat]))
        # Time runs left to right in every language, so “next” is on the right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._buttons = (self.shuffle, self.previous, self.play, self.next, self.repeat)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for button in self._buttons:
            row.addWidget(button)
        self.show_state(PlayState.EMPTY)

    def px_for(self, *, is_brief: bool = False) -> int:
        """How wide it is. is_brief: as in `set_brief`."""
        shown = self._buttons[1:-1] if is_brief else self._buttons
        return sum(one.sizeHint().width() for one in shown) + (len(shown) - 1) * SPACE.s

    def set_brief(self, is_brief: bool) -> None:
        """Without the order of the queue."""
        for button in (self.shuffle, self.repeat):
            button.setVisible(not is_brief)

    def show_state(self, state: PlayState) -> None:
        sounds = state in (PlayState.PLAYING, PlayState.LOADING)
        self.play.set_icon("pause" if sounds else "play", filled=True)
        self.play.set_hint(_("Pause") if sounds else pgettext("verb", "Play"), self._play_key)
        has_track = state is not PlayState.EMPTY
        for button in (self.previous, self.next):  # without a track, Play starts what is chosen
            button.setEnabled(has_track)

    def show_order(self, repeat: Repeat, is_shuffled: bool) -> None:
        self._repeat = repeat
        self.shuffle.setChecked(is_shuffled)
        self.shuffle.set_hint(_("Shuffle is on") if is_shuffled else _("Shuffle is off"))
        self.repeat.setChecked(repeat is not Repeat.OFF)
        self.repeat.set_icon("repeat-1" if repeat is Repeat.ONE else "repeat")
        self.repeat.set_hint(str(_REPEAT_NAMES[repeat]))
