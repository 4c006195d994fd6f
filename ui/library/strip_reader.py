"""Reads what was felt in what is in view, off the GUI thread, and keeps it until it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.transactions.changes import EMOTION, TAG, TRACK, Change

if TYPE_CHECKING:
    from app.emotions.felt import FeltStrip
    from ui.bridge.context import Context

Groups = Mapping[Any, Sequence[int]]  # of track ids, by the key of a track or an album

_AT_ONCE = 200  # a screen shows fewer; what was only scrolled past isn't read
_KEPT = 5_000


class StripReader(QObject):
    """Strips of tracks or albums. Nothing is asked until one is painted.

    read: called on another thread. Signal: changed(), other strips are known, or some are out of
    date.
    """

    changed = Signal()

    def __init__(
        self, context: Context, read: Callable[[Groups], Mapping[Any, FeltStrip]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._reading = context.latest_read("Read what was felt in tracks")
        self._known: dict[Hashable, FeltStrip] = {}
        self._of: dict[Hashable, Sequence[int]] = {}  # of all that are known or asked for
        self._stale: set[Hashable] = set()
        self._asked: frozenset[Hashable] = frozenset()
        self._wanted: dict[Hashable, Sequence[int]] = {}  # the latest last
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        context.relay.changed.connect(self._on_change)

    def strip(self, key: Hashable, track_ids: Sequence[int]) -> FeltStrip:
        """As far as it is known; `changed` follows when there is more."""
        is_fresh = key not in self._stale and self._of.get(key) == track_ids
        if not is_fresh:
            self._wanted.pop(key, None)
            self._wanted[key] = track_ids
            self._soon.start()
        return self._known.get(key, ())

    def _ask(self) -> None:
        if self._reading.is_under_way or not self._wanted:
            return
        groups = dict(list(self._wanted.items())[-_AT_ONCE:])
        self._wanted.clear()
        self._asked = frozenset(groups)
        self._of |= groups
        self._stale -= self._asked
        self._reading.ask(lambda: self._read(groups), self._show)

    def _show(self, found: Mapping[Any, FeltStrip] | None) -> None:
        """None: there is no answer, and none before something changes."""
        if len(self._known) > _KEPT:
            self._known.clear()
            self._of = {key: self._of[key] for key in self._asked}
        self._known |= found or {}
        self._asked = frozenset()
        self.changed.emit()
        self._ask()

    def _on_change(self, change: Change) -> None:
        if not change.touches(TAG, EMOTION, TRACK):
            return
        is_of_all = change.touches(EMOTION) or not change.track_ids
        touched = change.track_ids
        self._stale |= {
            key for key, ids in self._of.items() if is_of_all or not touched.isdisjoint(ids)
        }
        self.changed.emit()
