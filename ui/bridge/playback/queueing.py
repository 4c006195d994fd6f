"""What the listener can do with the queue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.player.queue import Repeat

if TYPE_CHECKING:
    from app.core.ids import LineKey
    from app.player.queue import PlayQueue
    from app.profile.settings import SettingsFile


class Queueing(QObject):
    """Changes the queue, and saves how it repeats.

    Signals: changed(), by whomever; `tell` is for those who changed the queue by playing.
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

    def append(self, lines: Iterable[LineKey]) -> None:
        self._queue.append(lines)
        self.tell()

    def insert_next(self, lines: Iterable[LineKey]) -> None:
        """After the current track."""
        self._queue.insert_next(lines)
        self.tell()

    def move(self, from_index: int, to_index: int) -> None:
        self._queue.move(from_index, to_index)
        self.tell()

    def remove(self, index: int) -> None:
        self._queue.remove(index)
        self.tell()

    def clear(self) -> None:
        """Removes everything but the current track."""
        self._queue.clear()
        self.tell()

    def set_repeat(self, repeat: Repeat) -> None:
        self._queue.repeat = repeat
        self._settings.change(repeat=repeat.value)
        self.tell()

    def set_shuffled(self, is_shuffled: bool) -> None:
        self._queue.set_shuffled(is_shuffled)
        self.tell()


_REPEATS = frozenset(repeat.value for repeat in Repeat)
