"""The tracks of one album, under its row of covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext, pgettext
from app.story.echo_kinds import afterlives_counted
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.library.records import Album, TrackRow
    from ui.library.track_table import TrackTable
    from ui.scenes.role_chips import RoleChips

_SLACK_PX = 8  # what the frames of the parts take


class AlbumPanel(Card):
    """Borrows the table of tracks, with all that can be done there.

    Signals: play_requested(); closed(), also by Escape or Back; work_wanted(int work id);
    afterlives_wanted(), of its tracks; menu_wanted(QPoint global), of all of them.
    """

    play_requested = Signal()
    closed = Signal()
    work_wanted = Signal(int)
    afterlives_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, table: TrackTable, roles: RoleChips, parent: QWidget | None = None) -> None:
        """roles: suggests those of its tracks."""
        super().__init__(parent=parent)
        self._table = table
        self.roles = roles
        self._title = ElidedLabel("", "title")
        self._detail = ElidedLabel("", "muted")
        play = PrimaryButton(pgettext("verb", "Play"), "play")
        play.clicked.connect(self.play_requested)
        self._close = IconButton("x", _("Close"), size=16)
        self._close.clicked.connect(self.closed)
        self.back = QuietButton(_("Back"), "arrow-left")
        self.back.clicked.connect(self.closed)
        self.back.hide()
        self._work_id = 0
        self._work = LinkButton("")
        self._work.clicked.connect(lambda: self.work_wanted.emit(self._work_id))
        self.afterlives = LinkButton("", "heart")
        self.afterlives.clicked.connect(self.afterlives_wanted)
        self.afterlives.hide()
        self._more = IconButton("ellipsis", _("More"), size=16)
        self._more.clicked.connect(self._on_more)
        self.body.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        details = QHBoxLayout()
        details.setSpacing(0)
        # As wide as its text, so that the work follows it.
        self._detail.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        details.addWidget(self._detail)
        details.addWidget(self._work)
        details.addWidget(self.afterlives)
        details.addStretch(1)
        words.addLayout(details)
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE.s)
        self._head.addWidget(self.back)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._more)
        self._head.addWidget(play)
        self._head.addWidget(self._close)
        self.body.addLayout(self._head)
        self.body.addWidget(roles)

    def borrow_table(self) -> None:
        self.body.addWidget(self._table, 1)
        self._table.show()

    def set_alone(self, is_alone: bool) -> None:
        """In place of the covers, instead of among them."""
        self.back.setVisible(is_alone)
        self._close.setVisible(not is_alone)
        if is_alone:
            self.raise_()

    def take_keyboard(self) -> None:
        self._table.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_more(self) -> None:
        self._table.selectAll()
        self.menu_wanted.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def show_work(self, work_id: int | None, title: str) -> None:
        """What all its tracks are from; None if they aren't from one work."""
        self._work_id = work_id or 0
        self._work.setText(title)
        self._work.setVisible(work_id is not None)

    def show_afterlives(self, count: int) -> None:
        """Of all its tracks."""
        self.afterlives.setText(afterlives_counted(count))
        self.afterlives.setVisible(count > 0)

    def show_album(
        self, album: Album, marks: int, said: Sequence[str], rows: Sequence[TrackRow]
    ) -> None:
        """said: what its columns would repeat. rows: its tracks."""
        self.roles.show_rows(rows)
        self.setAccessibleName(album.title)
        self._title.setText(album.title)
        count = len(album.track_ids)
        length = format_ms(album.duration_ms)
        tracks = ngettext("{n} track · {length}", "{n} tracks · {length}", count, length=length)
        told = [tracks, ngettext("1 mark", "{n} marks", marks)] if marks else [tracks]
        self._detail.setText(dotted(*told, *said))

    def sizeHint(self) -> QSize:
        """All of its tracks, if there is room."""
        table, margins = self._table, self.body.contentsMargins()
        rows = table.model().rowCount() * table.verticalHeader().defaultSectionSize()
        high = table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth()
        high += self._head.sizeHint().height() + self.body.spacing()
        if not self.roles.isHidden():
            high += self.roles.sizeHint().height() + self.body.spacing()
        return QSize(0, high + margins.top() + margins.bottom() + _SLACK_PX)
