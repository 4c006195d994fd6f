"""“I am at …”: how far the listener is in a work, chosen from its episodes or scenes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import Text, _
from app.story.records import Episode, Scene, Work, episode_label
from ui.widgets.calm_inputs import CalmCombo
from ui.words.marks import scene_title

_ALL = Text("I’ve seen everything")


class ProgressField(CalmCombo):
    """Signal: chosen(Episode | Scene | None), the last that has been seen; None: all have."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("I am at"), parent)
        self._places: tuple[Episode | Scene | None, ...] = ()
        self.activated.connect(lambda index: self.chosen.emit(self._places[index]))

    def show_progress(self, work: Work, scenes: Sequence[Scene]) -> None:
        """scenes: the work's, in story order; they are offered where there are no episodes."""
        self._places = (None, *(work.episodes or scenes))
        words = [_place_in_words(place) for place in self._places]
        if words != [self.itemText(row) for row in range(self.count())]:
            self.clear()
            self.addItems(words)
        self.setCurrentIndex(self._reached(work))

    @property
    def has_places(self) -> bool:
        return len(self._places) > 1

    def _reached(self, work: Work) -> int:
        """The last place that has been seen; -1 where that is before the first."""
        if work.progress is None:
            return 0
        rows = range(1, len(self._places))
        seen = [row for row in rows if _is_seen(self._places[row], work)]
        return seen[-1] if seen else -1


def _is_seen(place: Episode | Scene | None, work: Work) -> bool:
    if isinstance(place, Scene):
        return not place.is_ahead
    progress = work.progress
    if place is None or progress is None or progress.season is None or progress.number is None:
        return False
    return (place.season_number, place.number) <= (progress.season, progress.number)


def _place_in_words(place: Episode | Scene | None) -> str:
    if place is None:
        return str(_ALL)
    if isinstance(place, Scene):
        return scene_title(place)
    return episode_label(place.season_number, place.number, place.title)
