"""One afterlife to add or to change: all of it in one form, kept as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.ids import TrackId
from app.core.words import Text, _
from app.story.echo_kinds import KIND_WORDS, EchoKind
from app.story.echo_values import address_of, date_of
from app.story.echoes import NewEcho
from ui.afterlives.words import KIND_ICONS
from ui.scenes.picture_field import PictureField
from ui.scenes.picture_keeping import PictureKeeping
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton, PushButton, QuietButton
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_text import text_in
from ui.widgets.text import TextLabel, plain_tip
from ui.widgets.type_ahead import offering

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.story.echoes import Echo
    from ui.bridge.context import Context

_WIDTH_PX = 480
_NO_DATE = Text("Write a year, a month or a day, such as 2001, 2001-05 or 2001-05-03.")
_NO_LINK = Text("Only web addresses that begin with http:// or https:// can be kept.")
_NO_TITLE = Text("Give it a title.")


class EchoDialog(QDialog):
    """tracks: what it can be linked to. take: called with what was written."""

    def __init__(
        self,
        context: Context,
        tracks: Sequence[TrackRow],
        take: Callable[[NewEcho], object],
        echo: Echo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._tracks = [row for row in tracks if echo is None or row.id != echo.track_id]
        self._context = context
        self._linked = None if echo is None else echo.linked_track_id
        self._picture = None if echo is None else echo.picture
        title = _("Add an afterlife") if echo is None else _("Change afterlife")
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        self.kind = CalmCombo(_("Kind"))
        for kind in EchoKind:
            self.kind.addItem(icon(KIND_ICONS[kind], 16), str(KIND_WORDS[kind]), kind)
        self.title = QLineEdit()
        self.who = QLineEdit()
        self.date = QLineEdit()
        self.link = QLineEdit()
        self.note = NoteEdit(_("Note"))
        self.picture = PictureField(_("Picture"), "", QSize(96, 72))
        self.track = PushButton("", "headphones")
        self.unlink = IconButton("unlink", _("Not in my library"), size=16)
        self.wrong = TextLabel("", "danger", wrap=True)
        self.keep = PrimaryButton(_("Add") if echo is None else _("Save"))
        self._fill(echo)
        self._lay_out(title)
        self._wire()
        self._show_track()
        self._show_picture()
        self.title.setFocus()

    def written(self) -> NewEcho | None:
        """None while something can't be kept, which is said."""
        date, link = date_of(self.date.text()), address_of(self.link.text())
        title = self.title.text().strip()
        faults = (
            (not title, self.title, _NO_TITLE),
            (date is None, self.date, _NO_DATE),
            (link is None, self.link, _NO_LINK),
        )
        for is_wrong, field, words in faults:
            if is_wrong:
                self._say(str(words))
                field.setFocus()
                return None
        kind = EchoKind(self.kind.currentData())
        return NewEcho(
            kind,
            title,
            self.who.text().strip(),
            date or "",
            link or "",
            text_in(self.note).strip(),
            self._picture,
            self._linked,
        )

    def choose_track(self, track_id: object) -> None:
        self._linked = TrackId(track_id) if isinstance(track_id, int) else None
        self._show_track()

    def accept(self) -> None:
        found = self.written()
        if found is not None:
            super().accept()
            self._take(found)

    # --- making ---------------------------------------------------------------------------------

    def _fill(self, echo: Echo | None) -> None:
        for field, name, hint in (
            (self.title, _("Title"), ""),
            (self.who, _("Who"), _("Who made or played it")),
            (self.date, _("Date"), _("2001, 2001-05 or 2001-05-03")),
            (self.link, _("Link"), _("An address that begins with https://")),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
        if echo is None:
            return
        self.kind.setCurrentIndex(list(EchoKind).index(echo.kind))
        self.title.setText(echo.title)
        self.who.setText(echo.who)
        self.date.setText(echo.date)
        self.link.setText(echo.link)
        self.note.setPlainText(echo.note)

    def _lay_out(self, title: str) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE.m)
        form.setVerticalSpacing(SPACE.s)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        linked = QHBoxLayout()
        linked.setSpacing(SPACE.xs)
        linked.addWidget(self.track, 1)
        linked.addWidget(self.unlink)
        self.note.setFixedHeight(scaled_px(64))
        for words, field in (
            (_("Kind"), self.kind),
            (_("Title"), self.title),
            (_("Who"), self.who),
            (_("Date"), self.date),
            (_("Link"), self.link),
            (_("Note"), self.note),
        ):
            form.addRow(words, field)
        form.addRow(_("In your library"), linked)
        pictured = QHBoxLayout()
        pictured.addWidget(self.picture)
        pictured.addStretch(1)
        form.addRow(_("Picture"), pictured)
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(title, "title"))
        column.addLayout(form)
        column.addWidget(self.wrong)
        column.addLayout(foot)
        self.wrong.hide()

    def _wire(self) -> None:
        self.keep.clicked.connect(self.accept)
        self.keep.setDefault(True)
        self.track.clicked.connect(self._find_track)
        self.unlink.clicked.connect(lambda: self.choose_track(None))
        PictureKeeping(self._context, self).serve(self.picture, _("Picture"), self._use_picture)
        self.picture.removal_requested.connect(lambda: self._use_picture(None))

    def _find_track(self) -> None:
        matches = offering(
            lambda: self._tracks,
            lambda row: f"{row.title} {row.artist} {row.album}",
            lambda row: Match(row.title, int(row.id), row.album or row.artist, "music"),
        )
        popup = FinderPopup(
            self.track, _("Which track is it?"), _("Find a track"), matches, self.choose_track
        )
        popup.open_at(self.track.mapToGlobal(self.track.rect().bottomLeft()))

    def _show_track(self) -> None:
        row = next((one for one in self._tracks if one.id == self._linked), None)
        self.track.setText(_("Choose a track…") if row is None else row.title)
        self.track.setToolTip(plain_tip("" if row is None else row.album or row.artist))
        self.track.setAccessibleName(
            _("Choose the track it is in your library") if row is None else row.title
        )
        self.unlink.setVisible(row is not None)

    def _use_picture(self, name: str | None) -> None:
        self._picture = name
        self._show_picture()

    def _show_picture(self) -> None:
        self.picture.show_picture(self._context.services.pictures.path(self._picture))

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        self.setAccessibleDescription(words)
