"""What was just added, until the listener plays it, says what it is from, or closes this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, dotted, ngettext
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.lists import and_list

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.library.records import TrackRow
    from app.library.shelf import Shelf

_NAMED = 3  # albums
_TITLE_PX = 96


class AddedCard(QWidget):
    """Hidden while nothing was added. What is added meanwhile joins what it shows. shelf: the
    library as it is now.

    Signals: play_wanted(list of LineKey), in the library's order; work_wanted(list of TrackRow).
    """

    play_wanted = Signal(list)
    work_wanted = Signal(list)

    def __init__(self, shelf: Callable[[], Shelf], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card()
        self._card.setAccessibleName(_("Tracks added"))
        self._ids: dict[TrackId, None] = {}
        self._shelf = shelf
        self._told = ""
        self._title = TextLabel("", "strong")
        self._detail = ElidedLabel("", "muted")
        self.play = PrimaryButton(_play_text(1), "play")
        self.play.clicked.connect(self._play)
        self.belong = PushButton(_belong_text(1), "link")
        self.belong.clicked.connect(lambda: self.work_wanted.emit(self._rows()))
        self._close = IconButton("x", _("Close"), size=16)
        self._close.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    def show_added(self, ids: Iterable[TrackId], told: str) -> None:
        """told: what else there is to say about the import; empty if that is all."""
        self._ids |= dict.fromkeys(ids)
        self._told = told
        count = len(self._ids)
        self._title.setText(ngettext("1 track added", "{n} tracks added", count))
        self.play.setText(_play_text(count))
        self.belong.setText(_belong_text(count))
        self.play.show()
        self.show()
        self._say_albums()

    def look_again(self) -> None:
        """The library has changed: goes once each track has a work or was removed."""
        if self.isHidden():
            return
        found = (self._shelf().row_of((track_id, None)) for track_id in self._ids)
        if not any(row is not None and row.work_id is None for row in found):
            self.dismiss()
        else:
            self._say_albums()

    def dismiss(self) -> None:
        self._ids.clear()
        self.hide()

    def _play(self) -> None:
        """What they are from can still be said afterwards."""
        lines = [row.key for row in self._rows()]
        self.play.hide()
        self.play_wanted.emit(lines)

    def _rows(self) -> list[TrackRow]:
        """In the library's order."""
        return [row for row in self._shelf().lines if row.id in self._ids and row.entry_id is None]

    def _say_albums(self) -> None:
        albums = list(dict.fromkeys(row.album for row in self._rows() if row.album))
        named = and_list(
            # Translators: the title of an album, in quotation marks
            _("“{title}”", title=album)
            for album in albums[:_NAMED]
        )
        more = len(albums) - _NAMED
        if more > 0:
            # Translators: albums is a list of titles such as “A”, “B” and “C”
            named = ngettext("{albums} and 1 more", "{albums} and {n} more", more, albums=named)
        text = self._told or named
        if work := self._guessed_work():
            # Translators: work is its title, guessed from the title of the album
            text = dotted(_("It looks like “{work}”.", work=work), self._told)
        self._detail.setText(text)
        self._detail.setVisible(bool(text))

    def _guessed_work(self) -> str:
        """Which all of them seem to be from; empty if that can't be told, or is known."""
        rows = self._rows()
        from app.story.suggested_work import suggested_work  # not needed to start

        titles = {suggested_work(row.album) for row in rows}
        is_open = all(row.work_id is None for row in rows)
        return titles.pop() if is_open and len(titles) == 1 else ""

    def _lay_out(self) -> None:
        self._card.body.setContentsMargins(SPACE.l, SPACE.m, SPACE.s, SPACE.m)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addLayout(words, 1)
        for part in (self.play, self.belong, self._close):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._card.body.addLayout(row)
        self._title.setMinimumWidth(scaled_px(_TITLE_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE.l)
        column.addWidget(self._card)


def _play_text(count: int) -> str:
    return ngettext("Play it", "Play them", count)


def _belong_text(count: int) -> str:
    return ngettext("It belongs to a work…", "They belong to a work…", count)
