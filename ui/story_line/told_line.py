"""The selected scene in one line, in place of the title: what there is no room for goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.words import _
from ui.story_line.popover import felt_row
from ui.story_line.told import FeltHere, ToldScene
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, RoundButton
from ui.widgets.text import ElidedLabel

_MOST_FELT = 2
_MUSIC_PX = 96  # at least


class ToldLine(QWidget):
    """The title comes first, then what was felt, then its music.

    Signals: play_requested(); open_requested().
    """

    play_requested = Signal()
    open_requested = Signal()

    def __init__(self, told: ToldScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(told.scene.title, "strong")
        self.music = ElidedLabel(told.cue_title, "caption")
        self.felt = [_felt(one) for one in told.felt[:_MOST_FELT]]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        play = None
        if told.cue is not None:
            play = RoundButton("play", _("Play from here"), "P", is_small=True)
            play.clicked.connect(self.play_requested)
            row.addWidget(play)
        opened = LinkButton(_("Open"))
        opened.clicked.connect(self.open_requested)
        self._staying: list[QWidget] = [*([play] if play else []), self.title, opened]
        row.addWidget(self.title, 3)
        row.addWidget(self.music, 2)
        for sign in self.felt:
            row.addWidget(sign)
        row.addWidget(opened)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The music goes first, then the weaker feelings."""
        going: list[QWidget] = [self.music, *reversed(self.felt)]
        kept = len(going)
        while kept and self._wanted(going[len(going) - kept :]) > self.width():
            kept -= 1
        for place, part in enumerate(going):
            part.setVisible(place >= len(going) - kept)

    def _wanted(self, further: Sequence[QWidget]) -> int:
        """With these of the parts that may go."""
        parts = [*self._staying, *further]
        return sum(map(self._width_of, parts)) + SPACE.m * (len(parts) - 1)

    def _width_of(self, part: QWidget) -> int:
        """The music's title may be cut."""
        wanted = part.sizeHint().width()
        return min(wanted, scaled_px(_MUSIC_PX)) if part is self.music else wanted


def _felt(felt: FeltHere) -> QWidget:
    sign = QWidget()
    row = felt_row(felt, has_words=False)
    row.setContentsMargins(0, 0, 0, 0)
    sign.setLayout(row)
    return sign
