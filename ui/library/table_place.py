"""Where the listener is in the track table, to be restored after other rows are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.core.ids import LineKey
    from ui.library.track_model import TrackTableModel
    from ui.library.track_table import TrackTable


class TablePlace:
    """The selected lines, the current one, and the one at the top."""

    def __init__(self, table: TrackTable, tracks: TrackTableModel) -> None:
        self._table = table
        self._tracks = tracks
        self._selected = [row.key for row in table.selected_rows()]
        current, self._top = table.currentIndex(), max(0, table.rowAt(0))
        self._column = max(0, current.column())
        self._current = tracks.row_at(current.row()).key if current.isValid() else None
        self._offset_px = table.rowViewportPosition(self._top)
        self._current_px = table.rowViewportPosition(current.row())
        self._was_seen = current.isValid() and 0 <= self._current_px < table.viewport().height()
        self._is_scrolled = table.verticalScrollBar().value() > 0
        self._shown = tracks.numbers
        self._shelf = tracks.shelf

    def restore(self) -> None:
        """Lines that are gone or hidden are skipped; the next one in view takes their place."""
        self._select()
        if self._is_scrolled:
            lines = self._shelf.lines
            self._scroll(
                (lines[number].key for number in self._shown[self._top :]), self._offset_px
            )

    def restore_chosen(self) -> None:
        """Among what was found now: the current line stays where it was seen; without one the
        first is at the top.
        """
        self._select()
        place = None if self._current is None else self._tracks.place_of(self._current)
        if self._current is not None and self._was_seen and place is not None:
            self._scroll([self._current], self._current_px)
        else:
            self._table.scrollToTop()

    def _select(self) -> None:
        table = self._table
        table.setAutoScroll(False)
        table.select_lines(self._selected)
        place = None if self._current is None else self._tracks.place_of(self._current)
        if place is not None:
            index = self._tracks.index(place, self._column)
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            table.selectionModel().setCurrentIndex(index, no_update)
        table.setAutoScroll(True)

    def _scroll(self, keys: Iterable[LineKey], offset_px: int) -> None:
        """The first of the lines that is shown goes to that height in view."""
        table = self._table
        places = map(self._tracks.place_of, keys)
        top = next((place for place in places if place is not None), None)
        if top is not None:
            table.updateGeometries()  # so that the scroll bar covers the new rows
            table.verticalScrollBar().setValue(
                table.verticalHeader().sectionPosition(top) - offset_px
            )
