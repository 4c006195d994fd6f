"""The tracks of one album, under its row of covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext, pgettext
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.library.records import Album
    from ui.library.track_table import TrackTable

_SLACK_PX = 8  # what the frames of the parts take


class AlbumPanel(Card):
    """Borrows the table of tracks, with all that can be done there.

    Signals: play_requested(); closed().
    """

    play_requested = Signal()
    closed = Signal()

    def __init__(self, table: TrackTable, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._table = table
        self._title = ElidedLabel("", "title")
        self._detail = ElidedLabel("", "muted")
        play = PrimaryButton(pgettext("verb", "Play"), "play")
        play.clicked.connect(self.play_requested)
        close = IconButton("x", _("Close"), size=16)
        close.clicked.connect(self.closed)
        self.body.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE.s)
        self._head.addLayout(words, 1)
        self._head.addWidget(play)
        self._head.addWidget(close)
        self.body.addLayout(self._head)

    def borrow_table(self) -> None:
        self.body.addWidget(self._table, 1)
        self._table.show()

    def show_album(self, album: Album, marks: int, said: Sequence[str]) -> None:
        """said: what its columns would repeat."""
        self.setAccessibleName(album.title)
        self._title.setText(album.title)
        count = len(album.track_ids)
        length = format_ms(album.duration_ms)
        tracks = ngettext("{n} track · {length}", "{n} tracks · {length}", count, length=length)
        told = [tracks, ngettext("1 mark", "{n} marks", marks)] if marks else [tracks]
        self._detail.setText(dotted(*told, *said, gap="  "))

    def sizeHint(self) -> QSize:
        """All of its tracks, if there is room."""
        table, margins = self._table, self.body.contentsMargins()
        rows = table.model().rowCount() * table.verticalHeader().defaultSectionSize()
        high = table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth()
        high += self._head.sizeHint().height() + self.body.spacing()
        return QSize(0, high + margins.top() + margins.bottom() + _SLACK_PX)
