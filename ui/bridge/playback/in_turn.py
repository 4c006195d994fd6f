"""What is heard in turn with the music, for the player bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.library.records import TrackRow
    from app.library.service import LibraryService


class InTurn(QObject):
    """row: the track of the passage that is silent now, and sounds at the next change-over; None
    while nothing is heard by turns. Signals: changed(TrackRow | None); fault(Problem), it can't be
    read which track that is, though it is heard.
    """

    changed = Signal(object)
    fault = Signal(object)

    def __init__(self, library: LibraryService, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self.row: TrackRow | None = None

    def show(self, track_id: TrackId | None) -> None:
        """None: nothing is."""
        row = None if track_id is None else self._row_of(track_id)
        if row != self.row:
            self.row = row
            self.changed.emit(row)

    def _row_of(self, track_id: TrackId) -> TrackRow | None:
        """None if the track was deleted meanwhile, or the journal can't be read."""
        try:
            return self._library.track(track_id).row
        except LookupError:
            return None
        except Problem as problem:
            self.fault.emit(problem)
            return None
