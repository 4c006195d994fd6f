"""Arrows among the albums of the grid: past the panel, which Qt's own way would stop at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QListView

    from ui.library.grid_model import GridModel

_HELD = ~Qt.KeyboardModifier.KeypadModifier


class GridWalk:
    """columns: how many albums are in a row. leave: called above the first row."""

    def __init__(
        self,
        view: QListView,
        albums: GridModel,
        columns: Callable[[], int],
        leave: Callable[[], object],
    ) -> None:
        self._view, self._albums = view, albums
        self._columns, self._leave = columns, leave

    def step(self, event: QKeyEvent) -> int:
        """How many albums a key goes on; 0 if it is none of these keys."""
        if event.modifiers() & _HELD:
            return 0
        columns = self._columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        return steps.get(Qt.Key(event.key()), 0)

    def go(self, step: int) -> None:
        item = self._view.currentIndex().row()
        place = self._albums.place_at(item) if item >= 0 else None
        wanted = 0 if place is None else place + step
        if wanted < 0 and abs(step) > 1:
            self._leave()
        elif 0 <= wanted < self._albums.count:
            self._reach(wanted)
        elif wanted > 0 and abs(step) > 1:
            self._reach(self._albums.count - 1)

    def _reach(self, place: int) -> None:
        self._view.setCurrentIndex(self._albums.index(self._albums.item_of(place)))
