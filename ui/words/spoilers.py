"""What is covered as a spoiler: the policy of `app/story/covering.py`, as all views see it."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal

from app.core.ids import CharacterId, SceneId, ThemeId
from app.story.covering import Covering


class Spoilers(QObject):
    """Signal: covering_changed(), for whoever shows what is otherwise unchanged."""

    covering_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.covering = Covering()

    def begin(self, are_covered: bool) -> None:
        """For another window: nothing was asked for in it yet."""
        self._change(Covering(is_on=are_covered))

    def set_covered(self, are_covered: bool) -> None:
        """As the settings say. Whoever hides spoilers again hides all of them."""
        if are_covered != self.covering.is_on:
            self._change(Covering(is_on=are_covered))

    def show(self, scene: SceneId) -> None:
        """Until the program ends, everywhere."""
        self._change(self.covering.showing(scene))

    def show_character(self, person: CharacterId) -> None:
        self._change(self.covering.showing_character(person))

    def show_theme(self, theme: ThemeId) -> None:
        self._change(self.covering.showing_theme(theme))

    def _change(self, covering: Covering) -> None:
        if covering != self.covering:
            self.covering = covering
            self.covering_changed.emit()


@cache
def spoilers() -> Spoilers:
    return Spoilers()
