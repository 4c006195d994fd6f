"""What is said when tracks can’t be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.player.records import PlayState
from app.player.troubles import FileMissing, several_without_files

if TYPE_CHECKING:
    from app.core.errors import Problem
    from ui.bridge.context import Announcer
    from ui.bridge.playback.playback import Playback

_ABOUT = "missing files"  # not shown


class PlayingFaults(QObject):
    """Files that are missing one after another are said together: without its drive, a long queue
    would speak for hours.

    Signal: file_missing(), one is seldom the only one.
    """

    file_missing = Signal()

    def __init__(self, playback: Playback, messages: Announcer, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages
        self._missing: list[FileMissing] = []
        playback.state_changed.connect(self._on_state)

    def tell(self, problem: Problem) -> None:
        if not isinstance(problem, FileMissing):
            self._messages.problem(problem)
            return
        self._missing.append(problem)
        is_one = len(self._missing) == 1
        told = problem if is_one else several_without_files(self._missing)
        self._messages.problem(told, about=_ABOUT)
        self.file_missing.emit()

    def _on_state(self, state: str) -> None:
        if state == PlayState.PLAYING.value:
            self._missing.clear()
