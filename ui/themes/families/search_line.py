"""How far the search for melodies is: what is listened through first, then what is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _
from ui.widgets.search_line import SearchLine
from ui.words.listening_through import search_progress_in_words, time_left

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.theme_finding.progress import SearchProgress
    from ui.themes.families.families import Families


class FamiliesSearchLine(SearchLine):
    """Hidden while nothing is searched."""

    def __init__(self, families: Families, parent: QWidget | None = None) -> None:
        super().__init__(can_cancel=True, parent=parent)
        self._families = families
        self.pause_requested.connect(self._pause_or_go_on)
        self.cancel_requested.connect(families.cancel)
        families.progressed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        progress = self._families.progress
        self.setVisible(progress is not None)
        if progress is not None:
            done = None if progress.to_come else progress.done
            said = self._said(progress)
            self.show_progress(said, done, is_under_way=True, is_paused=progress.is_paused)

    def _said(self, progress: SearchProgress) -> str:
        if progress.to_come:
            return search_progress_in_words(progress)
        said, left_s = _("Looking for melodies that return"), self._families.left_s
        if progress.is_paused:
            # Translators: such as “Paused: Listened through 11 of 14 tracks”
            return _("Paused: {progress}", progress=said)
        if left_s is None:
            return said
        # Translators: such as “Listened through 11 of 14 tracks, about 2 minutes left”
        return _("{progress}, {time_left}", progress=said, time_left=time_left(left_s))

    def _pause_or_go_on(self) -> None:
        progress = self._families.progress
        if progress is not None:
            (self._families.go_on if progress.is_paused else self._families.pause)()
