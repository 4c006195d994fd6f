"""What the Listen page shows: the music; before there is any, the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.words import pgettext
from ui.widgets.turning import turn_to


class Stages(QStackedWidget):
    """While the track of the last time is about to be loaded, neither is shown: nothing appears
    only to go again.
    """

    def __init__(self, music: QWidget, empty: QWidget) -> None:
        super().__init__()
        self._music, self._empty = music, empty
        self._awaiting = QWidget()
        self._awaiting.setAccessibleName(pgettext("page", "Listen"))
        self._awaiting.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for stage in (self._awaiting, empty, music):
            self.addWidget(stage)

    def show_track(self, *, is_there: bool, is_awaited: bool) -> bool:
        """Returns whether another stage took the focus."""
        before = self._awaiting if is_awaited else self._empty
        return turn_to(self, self._music if is_there else before)

    def focus_way(self) -> None:
        """While there is no music."""
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus()

    @property
    def has_music(self) -> bool:
        return self.currentWidget() is self._music
