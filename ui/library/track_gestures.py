"""What keys, clicks and the menu do with the tracks of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from ui.library.track_menu import build_track_menu

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.library.track_model import TrackTableModel
    from ui.library.track_playing import TrackPlaying
    from ui.library.track_table import TrackTable
    from ui.library.verbs import TrackVerbs


class TrackGestures(QObject):
    def __init__(
        self,
        table: TrackTable,
        tracks: TrackTableModel,
        playing: TrackPlaying,
        verbs: TrackVerbs,
    ) -> None:
        super().__init__(table)
        self._table = table
        self._tracks = tracks
        self._playing = playing
        self._verbs = verbs
        table.play_requested.connect(playing.play)
        table.play_next_requested.connect(playing.play_next)
        table.queue_requested.connect(playing.enqueue)
        table.place_clicked.connect(playing.play_from)
        table.edit_requested.connect(lambda: verbs.edit(table.selected_rows()))
        table.remove_requested.connect(lambda: verbs.remove(table.selected_rows()))
        table.menu_requested.connect(self._show_menu)
        tracks.role_chosen.connect(self._on_role_chosen)

    def _on_role_chosen(self, chosen: TrackRow, role: str) -> None:
        """A role chosen in one of several selected rows applies to all of them."""
        rows = self._table.selected_rows()
        is_among = chosen.id in {row.id for row in rows}
        self._verbs.set_role(rows if is_among else [chosen], role)

    def _show_menu(self, at: QPoint) -> None:
        rows = self._table.selected_rows()
        leaving = self._tracks.shelf.leaving([row.key for row in rows])
        menu = build_track_menu(rows, self._playing, self._verbs, self._table, leaves=bool(leaving))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
