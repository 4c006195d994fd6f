"""The whole library as a list, read again only after something changed."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from app.library.records import track_rows_of
from app.library.shelf import Shelf
from app.transactions.changes import TRACK

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.transactions.changes import Change
    from app.transactions.ledger import Ledger

_SOME = 500  # for more, the whole library is read


class Listing:
    """Any thread may ask, and any thread may change something meanwhile."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._changes = 0
        self._shelf: Shelf | None = None
        self._order: Shelf | None = None  # the order stays while only marks change
        self._lock = threading.Lock()
        ledger.feed.subscribe_first(self._on_change)

    def know(self, lines: Iterable[TrackRow]) -> None:
        """What is on the shelf until something changes."""
        self._shelf = self._order = Shelf(lines)

    def shelf(self) -> Shelf:
        changes, known = self._changes, self._shelf
        if known is not None:
            return known
        from db.queries import library

        with self._ledger.read() as connection:
            read = Shelf(track_rows_of(library.track_lines(connection)))
        with self._lock:
            if changes == self._changes:
                self._shelf = self._order = read
        return read

    def around(self, track_ids: Collection[int]) -> Shelf:
        """A shelf that has at least these tracks, on all of their albums."""
        if self._shelf is not None or len(track_ids) > _SOME:
            return self.shelf()
        from db.queries import library

        with self._ledger.read() as connection:
            return Shelf(track_rows_of(library.track_lines(connection, track_ids)))

    def in_order(self, track_ids: Collection[int]) -> list[int]:
        """Those of the tracks that are on the shelf, as it has them."""
        places = (self._order or self.shelf()).places
        return sorted((key for key in track_ids if key in places), key=places.__getitem__)

    def _on_change(self, change: Change) -> None:
        with self._lock:
            self._changes += 1
            self._shelf = None
            if change.touches(TRACK):
                self._order = None
