"""Sealing an entry as it is saved: it becomes a letter to later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from app.journal.seals import Sealing
from ui.widgets.buttons import ToggleButton
from ui.widgets.seal_form import SealForm
from ui.words.dates import today

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from ui.bridge.context import Context
    from ui.journal.entry_links import EntryLinks


class EntrySealing(QWidget):
    """Seen while `toggle` is down, which stands elsewhere. It may wait for a track that the entry
    links to, and for the one that is loaded.
    """

    def __init__(self, context: Context, links: EntryLinks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._links = links
        self.toggle = ToggleButton(_("Seal it"), "mail")
        self.toggle.setToolTip(_("A letter to later: covered until a day, or until music returns"))
        self.form = SealForm(today())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.hide()
        self.toggle.toggled.connect(self._on_toggled)
        links.changed.connect(self._offer_tracks)

    def sealing(self) -> Sealing | None:
        return self.form.sealing() if self.toggle.isChecked() else None

    def _on_toggled(self, is_on: bool) -> None:
        self._offer_tracks()
        self.setVisible(is_on)

    def _offer_tracks(self) -> None:
        if self.toggle.isChecked():
            self.form.show_tracks(self._tracks())

    def _tracks(self) -> list[tuple[TrackId, str]]:
        linked = self._links.track_ids()
        rows = {row.id: row for row in self._context.services.library.tracks()}
        found = [rows[track_id] for track_id in linked if track_id in rows]
        loaded = self._context.playback.track
        if loaded is not None and loaded.id in rows:
            found.append(loaded)
        return [(row.id, row.title) for row in found]
