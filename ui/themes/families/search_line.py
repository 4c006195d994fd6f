"""How far the search for melodies is: what is listened through first, then what is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from app.listening_through.records import Standing, State
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import IconButton
from ui.words.listening_through import progress_in_words, time_left

if TYPE_CHECKING:
    from ui.bridge.theme_finding.progress import SearchProgress
    from ui.themes.families.families import Families

_STEPS = 1000


class SearchLine(QWidget):
    """Hidden while nothing is searched. While music is listened through, the strip above the player
    has the bar.
    """

    def __init__(self, families: Families, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._families = families
        self.pause = IconButton("pause", _("Pause"), size=16)
        self.pause.clicked.connect(self._on_pause)
        self.busy = BusyLine(self.pause)
        self.busy.cancel_requested.connect(families.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.busy)
        families.progressed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        progress = self._families.progress
        self.setVisible(progress is not None)
        if progress is None:
            self.busy.finish()
            return
        name, icon_name = (_("Go on"), "play") if progress.is_paused else (_("Pause"), "pause")
        self.pause.set_icon(icon_name)
        self.pause.set_hint(name)
        said = self._said(progress)
        if progress.to_come:
            self.busy.show_progress(0, 0, said, has_bar=False)
        else:
            self.busy.show_progress(round(progress.done * _STEPS), _STEPS, said, is_counted=False)

    def _said(self, progress: SearchProgress) -> str:
        left_s = self._families.left_s
        if progress.to_come:
            state = State.PAUSED if progress.is_paused else State.WORKING
            return progress_in_words(Standing(state, progress.heard, progress.tracks, left_s))
        said = _("Looking for melodies that return")
        if progress.is_paused:
            # Translators: such as “Paused: Listened through 11 of 14 tracks”
            return _("Paused: {progress}", progress=said)
        if left_s is None:
            return said
        # Translators: such as “Listened through 11 of 14 tracks, about 2 minutes left”
        return _("{progress}, {time_left}", progress=said, time_left=time_left(left_s))

    def _on_pause(self) -> None:
        progress = self._families.progress
        if progress is not None:
            (self._families.go_on if progress.is_paused else self._families.pause)()
