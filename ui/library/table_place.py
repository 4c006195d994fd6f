"""Where the listener is in the table of tracks, to be found again after it was read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

if TYPE_CHECKING:
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class TablePlace:
    """The selected tracks, the one the keyboard is on, and which one is at the top."""

    def __init__(self, table: TrackTable, tracks: TrackTableModel) -> None:
        self._table = table
        self._tracks = tracks
        self._selected = table.selected_ids()
        current, top = table.currentIndex(), max(0, table.rowAt(0))
        self._column = max(0, current.column())
        self._current = tracks.row_at(current.row()).id if current.isValid() else None
        self._offset_px = table.rowViewportPosition(top)
        self._below = tracks.ids()[top:] if table.verticalScrollBar().value() else []

    def restore(self) -> None:
        """What is gone or not shown is passed over; the next track in view takes its place."""
        table = self._table
        table.setAutoScroll(False)
        table.select_ids(self._selected)
        place = None if self._current is None else self._tracks.place_of(self._current)
        if place is not None:
            index = self._tracks.index(place, self._column)
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            table.selectionModel().setCurrentIndex(index, no_update)
        table.setAutoScroll(True)
        self._scroll()

    def _scroll(self) -> None:
        table = self._table
        places = (self._tracks.place_of(track_id) for track_id in self._below)
        top = next((place for place in places if place is not None), None)
        if top is not None:
            table.updateGeometries()  # the bar reaches as far as the new rows
            table.verticalScrollBar().setValue(
                table.verticalHeader().sectionPosition(top) - self._offset_px
            )
