"""“I am at …”: how far the listener is in a work, chosen from its episodes or scenes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Text, _
from app.story.records import Scene, Work
from ui.scenes.progress_places import ProgressPlace, place_words, progress_places, reached
from ui.widgets.calm_inputs import CalmCombo

_ALL = Text("I’ve seen everything")


class ProgressField(CalmCombo):
    """Signal: chosen(Episode | Scene | None), the last that has been seen; None: all have."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("I am at"), parent)
        self._places: tuple[ProgressPlace, ...] = ()
        self.activated.connect(self._on_activated)

    def show_progress(self, work: Work, scenes: Sequence[Scene]) -> None:
        """scenes: the work's, in story order; they are offered where there are no episodes."""
        self._places = progress_places(work, scenes)
        words = [str(_ALL), *(place_words(place, work) for place in self._places)]
        if words != [self.itemText(row) for row in range(self.count())]:
            self.clear()
            self.addItems(words)
        at = reached(work, self._places)
        is_before_all = work.progress is not None and at < 0
        self.setCurrentIndex(-1 if is_before_all else at + 1)

    @property
    def has_places(self) -> bool:
        return bool(self._places)

    def _on_activated(self, row: int) -> None:
        self.chosen.emit(self._places[row - 1] if row else None)
