"""What the listener does with the queue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.player.queue import Repeat

if TYPE_CHECKING:
    from app.player.queue import PlayQueue
    from app.profile.settings import SettingsFile


class Queueing(QObject):
    """Changes the order in which tracks play, and keeps how it repeats.

    Signals: changed(), whoever changed it; `tell` is for those who changed it by playing.
    """

    changed = Signal()

    def __init__(self, queue: PlayQueue, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._settings = settings
        repeat = settings.current.repeat
        queue.repeat = Repeat(repeat) if repeat in _REPEATS else Repeat.OFF

    def tell(self) -> None:
        self.changed.emit()

    def append(self, track_ids: Iterable[int]) -> None:
        self._queue.append(track_ids)
        self.tell()

    def insert_next(self, track_ids: Iterable[int]) -> None:
        """After the current track."""
        self._queue.insert_next(track_ids)
        self.tell()

    def move(self, from_index: int, to_index: int) -> None:
        self._queue.move(from_index, to_index)
        self.tell()

    def remove(self, index: int) -> None:
        self._queue.remove(index)
        self.tell()

    def clear(self) -> None:
        """Everything but what plays."""
        current = self._queue.index
        for place in reversed(range(len(self._queue))):
            if place != current:
                self._queue.remove(place)
        self.tell()

    def set_repeat(self, repeat: Repeat) -> None:
        self._queue.repeat = repeat
        self._settings.change(repeat=repeat.value)
        self.tell()

    def set_shuffled(self, is_shuffled: bool) -> None:
        self._queue.set_shuffled(is_shuffled)
        self.tell()


_REPEATS = frozenset(repeat.value for repeat in Repeat)
