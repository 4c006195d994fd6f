"""Where the listener is in the track table, to be restored after it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

if TYPE_CHECKING:
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class TablePlace:
    """The selected lines, the current one, and the one at the top."""

    def __init__(self, table: TrackTable, tracks: TrackTableModel) -> None:
        self._table = table
        self._tracks = tracks
        self._selected = [row.key for row in table.selected_rows()]
        current, top = table.currentIndex(), max(0, table.rowAt(0))
        self._column = max(0, current.column())
        self._current = tracks.row_at(current.row()).key if current.isValid() else None
        self._offset_px = table.rowViewportPosition(top)
        self._below = tracks.keys()[top:] if table.verticalScrollBar().value() else []

    def restore(self) -> None:
        """Lines that are gone or hidden are skipped; the next one in view takes their place."""
        table = self._table
        table.setAutoScroll(False)
        table.select_lines(self._selected)
        place = None if self._current is None else self._tracks.place_of(self._current)
        if place is not None:
            index = self._tracks.index(place, self._column)
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            table.selectionModel().setCurrentIndex(index, no_update)
        table.setAutoScroll(True)
        self._scroll()

    def _scroll(self) -> None:
        table = self._table
        places = (self._tracks.place_of(key) for key in self._below)
        top = next((place for place in places if place is not None), None)
        if top is not None:
            table.updateGeometries()  # so that the scroll bar covers the new rows
            table.verticalScrollBar().setValue(
                table.verticalHeader().sectionPosition(top) - self._offset_px
            )
